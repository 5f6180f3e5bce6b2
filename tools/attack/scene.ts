import { Failure } from '../command-line.js';
import type { AnswerContext } from '../simulate/answers.js';
import { Random } from '../simulate/random.js';
import { operationsOf, type ApiDescription, type Operation } from './api.js';
import { Intruder } from './intruder.js';
import { signIn, type Attacker } from './people.js';
import { good, stage, upload, type Plan, type StagedDossier } from './staged.js';
import type { Target } from './target.js';

/** An id that names something, and who may get to it. */
export interface Loot {
  readonly id: string;
  readonly isFor: (attacker: Attacker) => boolean;
}

/** Every account, id and way; those that differ; or as few of them, and of the routes, as a test has time for. */
export type Size = 'all' | 'usual' | 'small';

interface Options {
  readonly seed: number;
  readonly size: Size;
}

/** What stands in for whole agencies where a sample is enough: both sides of every line that may not be crossed. */
const fewest = ['095190000017', '095085000024', 'tiepnhan.baclieu', 'chutich.giarai', 'quantri'];
const usual = [...fewest, '096301000031', 'hotich.giarai', 'tiepnhan.giarai', 'chuyenvien.soxaydung', 'lanhdao.tinh'];
/** Those whom attacks need for their ground. */
const bystanders = ['chutich.baclieu', 'hotich.sotuphap', 'giamdoc.sotuphap'];
/** The share of the routes that a small sample goes through. */
const smallShare = 0.3;

/** A platform with people and their dossiers, and all that somebody who watches them could know. */
export class Scene {
  private constructor(
    readonly target: Target,
    readonly api: ApiDescription,
    readonly operations: readonly Operation[],
    /** Those who attack. */
    readonly attackers: readonly Attacker[],
    readonly everybody: readonly Attacker[],
    readonly dossiers: readonly StagedDossier[],
    /** By the collection of the address that they stand in. */
    readonly loot: ReadonlyMap<string, readonly Loot[]>,
    readonly random: Random,
    readonly context: AnswerContext,
    readonly size: Size,
  ) {}

  static async open(target: Target, { seed, size }: Options): Promise<Scene> {
    const random = new Random(seed);
    const anybody = new Intruder(target.url);
    const api = good(await anybody.patiently('GET', '/api/openapi.json')) as ApiDescription;
    const everybody = await signIn(target.url, (who) => size === 'all' || [...usual, ...bystanders].includes(who));
    const context = await contextOf(anybody);
    const dossiers = await layGround(everybody, random, context);
    const loot = await gather(everybody, dossiers);
    const names = { all: undefined, usual, small: fewest }[size];
    const attackers = everybody.filter(({ identifier }) => names?.includes(identifier) ?? true);
    const operations = operationsOf(api).filter(() => size !== 'small' || random.chance(smallShare));
    return new Scene(target, api, operations, attackers, everybody, dossiers, loot, random, context, size);
  }

  /** The same with some of the routes alone, whatever was sampled. */
  through(isWanted: (operation: Operation) => boolean): Scene {
    const { target, api, attackers, everybody, dossiers, loot, random, context, size } = this;
    const operations = operationsOf(api).filter(isWanted);
    return new Scene(target, api, operations, attackers, everybody, dossiers, loot, random, context, size);
  }

  /** Everything, in place of a sample. */
  get all(): boolean {
    return this.size === 'all';
  }

  get url(): string {
    return this.target.url;
  }

  lootOf(collection: string): readonly Loot[] {
    return this.loot.get(collection) ?? [];
  }

  /** @throws Failure */
  who(identifier: string): Attacker {
    return find(this.everybody, identifier);
  }
}

/** Who may see a dossier: its citizen, and officers of an agency that has to do with it. */
export function maySee(attacker: Attacker, { holderId, agencies }: StagedDossier): boolean {
  if (attacker.profile.kind === 'citizen') return attacker.profile.subjectId === holderId;
  return [...agencies].some((agency) => attacker.scope.has(agency));
}

function find(everybody: readonly Attacker[], identifier: string): Attacker {
  const found = everybody.find((each) => each.identifier === identifier);
  if (!found) throw new Failure(`The demonstration has no account ${identifier}.`);
  return found;
}

async function contextOf(anybody: Intruder): Promise<AnswerContext> {
  const { items } = good(await anybody.patiently('GET', '/api/identity/v1/agencies?kind=commune')) as {
    items: { adminUnitCode?: string }[];
  };
  return {
    communeCodes: items.flatMap(({ adminUnitCode }) => adminUnitCode ?? []),
    today: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
  };
}

async function layGround(
  everybody: readonly Attacker[],
  random: Random,
  context: AnswerContext,
): Promise<StagedDossier[]> {
  const who = (identifier: string) => find(everybody, identifier);
  const [bacLieu, giaRai] = ['ubnd-phuong-bac-lieu', 'ubnd-phuong-gia-rai'];
  const plans: Plan[] = [
    {
      procedureCode: '1.001193',
      agencyCode: bacLieu,
      officer: who('tiepnhan.baclieu'),
      citizen: who('095190000017'),
    },
    { procedureCode: '1.001612', agencyCode: giaRai, officer: who('tiepnhan.giarai'), citizen: who('095085000024') },
    { procedureCode: '1.013225', agencyCode: giaRai, officer: who('tiepnhan.giarai') },
  ];
  const staged: StagedDossier[] = [];
  for (const plan of plans) staged.push(await stage(plan, random, context));
  return staged;
}

interface ReadDossier {
  readonly tasks: readonly { readonly id: string }[];
  readonly payments: readonly { readonly id: string }[];
  readonly turns: readonly { readonly turn: string; readonly allowed: boolean }[];
}

/** What those who may see it learn of ids: what an intruder could have overheard. */
async function gather(
  everybody: readonly Attacker[],
  dossiers: readonly StagedDossier[],
): Promise<Map<string, readonly Loot[]>> {
  const loot = new Map<string, Loot[]>();
  const add = (collection: string, id: string, isFor: Loot['isFor']) =>
    loot.set(collection, [...(loot.get(collection) ?? []), { id, isFor }]);
  for (const dossier of dossiers) {
    const isFor = (attacker: Attacker) => maySee(attacker, dossier);
    const path = `/api/dossier/v1/dossiers/${dossier.id}`;
    const holder = everybody.find(({ profile }) => profile.subjectId === dossier.holderId);
    const { turns } = good(await (holder ?? dossier.reader).as.patiently('GET', path)) as ReadDossier;
    if (holder && turns.some(({ turn, allowed }) => turn === 'payOnline' && allowed))
      await holder.as.patiently('POST', `${path}/online-payment`);
    const { tasks, payments } = good(await dossier.reader.as.patiently('GET', path)) as ReadDossier;
    add('dossiers', dossier.id, isFor);
    for (const { id } of tasks) add('tasks', id, isFor);
    for (const { id } of payments) add('payments', id, isFor);
    for (const id of dossier.fileIds) add('files', id, isFor);
  }
  for (const citizen of everybody.filter(({ profile }) => profile.kind === 'citizen')) {
    const isFor = (attacker: Attacker) => attacker === citizen;
    add('files', await upload(citizen.as, 'Chưa nộp.pdf'), isFor);
    const messages = good(await citizen.as.patiently('GET', '/api/notification/v1/messages')) as {
      items: { id: string }[];
    };
    for (const { id } of messages.items) add('messages', id, isFor);
  }
  return loot;
}
