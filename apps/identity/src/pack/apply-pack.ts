import { createHash } from 'node:crypto';
import { z } from 'zod';
import { diffPacks, readPack, type Pack, type PackFault } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries, type Tx } from '@motcua/service-kit/database';
import type { FieldFault } from '@motcua/service-kit/errors';
import type { Packs } from '@motcua/service-kit/packs';
import type { Clock } from '@motcua/service-kit/service';
import type { EnrolDemoAccounts, PreparedAccounts } from '../account/enrol-demo-accounts.js';
import { replaceAgencies } from '../agency/replace-agencies.js';
import type { StagedProvince } from '../province/staged-province.js';
import { civilDayOf } from '../civil-day.js';
import { mustBeUnused, undoTakenBack } from '../reorganisation/taken-back.js';
import { ActivationRow } from './activation.entity.js';
import { activationLock } from './activation-lock.js';
import { DemoRefused, PackInvalid, PackSuperseded } from './pack.problems.js';
import type { StagePack } from './stage-pack.js';

export const PackFiles = z
  .strictObject({
    files: z.record(z.string(), z.string()).meta({ description: 'Text by path inside the folder of the province' }),
  })
  .meta({ id: 'PackFiles' });
export type PackFiles = z.infer<typeof PackFiles>;

export const PackChange = z
  .object({
    kind: z.string(),
    code: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    parts: z.array(z.string()).optional(),
  })
  .meta({ id: 'PackChange' });

export const AppliedPack = z
  .object({
    hash: z.string().meta({ description: 'SHA-256 of the content, hexadecimal' }),
    activated: z.boolean().meta({ description: 'false: it was in force already' }),
    changes: z
      .array(PackChange)
      .meta({ description: 'What differs from the province in force before; empty for the first' }),
  })
  .meta({ id: 'AppliedPack' });
export type AppliedPack = z.infer<typeof AppliedPack>;

/** An imported drawing: the version that it becomes, and the hash of the pack upon which it was made. */
export interface Imported {
  readonly procedureCode: string;
  readonly procedureVersion: number;
  readonly upon: string;
}

interface NextPack {
  readonly pack: Pack;
  readonly files: ReadonlyMap<string, string>;
  readonly imported: Imported | undefined;
}

/** The province as aggregate of `pack.activated`: a platform serves one, whatever code it bears. */
const provinceId = '6d6f7463-7561-7000-8000-000000000001';

/**
 * Brings a province into force: every service keeps its part, then one transaction activates them all. Stopped half way nothing has come
 * into force, and running it again resumes it. The province in force already is not activated again.
 * @throws PackInvalid (422) with file and line of every fault
 * @throws DemoRefused (422) it has demonstration accounts, and the platform is not in demonstration mode
 * @throws ReorganisationInUse (409) it takes a reorganisation back under which somebody has acted
 * @throws PackSuperseded (409) another province came into force meanwhile
 * @throws TemporarilyUnavailable (503) a service does not answer
 */
export class ApplyPack {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly packs: Packs<StagedProvince>,
    private readonly stagePack: StagePack,
    private readonly demoAccounts: EnrolDemoAccounts,
    private readonly dossiers: Parameters<typeof mustBeUnused>[1],
    private readonly clock: Clock,
    private readonly config: { readonly demo: boolean },
  ) {}

  /**
   * @param files texts by their path inside the folder of the province
   * @param imported what these files have more than those of the province in force, when they come from an import
   */
  async execute(caller: Caller, files: ReadonlyMap<string, string>, imported?: Imported): Promise<AppliedPack> {
    const pack = await this.read(files);
    const former = await this.findFormer();
    if (imported && former?.hash !== imported.upon) throw new PackSuperseded();
    await mustBeUnused(this.queries, this.dossiers, pack, civilDayOf(this.clock.now()));
    await this.stagePack.execute(caller, pack);
    const accounts = await this.demoAccounts.prepare(pack.demo, former?.demo_password ?? undefined);
    const { hash, activated, formerHash } = await this.commands.run(caller, this.clock.now(), (tx) =>
      this.activate(tx, { pack, files, imported }, former?.hash ?? null, accounts),
    );
    return { hash, activated, changes: activated && formerHash ? await this.changesBetween(formerHash, pack) : [] };
  }

  private async read(files: ReadonlyMap<string, string>): Promise<Pack> {
    const read = await readPack(files, sha256);
    if ('faults' in read) throw new PackInvalid(undefined, { faults: read.faults.map(toFieldFault) });
    if (read.pack.demo && !this.config.demo) throw new DemoRefused();
    return read.pack;
  }

  private async activate(tx: Tx, next: NextPack, formerHash: string | null, accounts: PreparedAccounts) {
    const { pack, files, imported } = next;
    await tx.query('select pg_advisory_xact_lock($1)', [activationLock]);
    const [inForce] = await tx.query<{ number: string; hash: string; base_hash: string | null }>(
      'select number, hash, base_hash from activation order by number desc limit 1',
    );
    if ((inForce?.hash ?? null) !== formerHash) throw new PackSuperseded();
    await tx.query('update pack set files = $2 where hash = $1 and files is null', [
      pack.hash,
      JSON.stringify(Object.fromEntries(files)),
    ]);
    if (formerHash === pack.hash) return { hash: pack.hash, activated: false, formerHash };
    const number = Number(inForce?.number ?? 0) + 1;
    await undoTakenBack(tx, pack, civilDayOf(tx.at));
    await replaceAgencies(tx, pack);
    await this.demoAccounts.write(tx, accounts);
    await tx.manager.insert(ActivationRow, {
      number,
      hash: pack.hash,
      activatedAt: tx.at,
      activatedBy: tx.caller.subjectId,
      baseHash: imported ? (inForce?.base_hash ?? imported.upon) : null,
    });
    await this.packs.activate(tx, pack.hash, number, tx.at);
    const { procedureCode, procedureVersion } = imported ?? {};
    const activated = { hash: pack.hash, activation: number, activatedAt: tx.at, procedureCode, procedureVersion };
    tx.record(event('pack.activated', provinceId, activated));
    return { hash: pack.hash, activated: true, formerHash };
  }

  private async findFormer() {
    const [former] = await this.queries.read<{ hash: string; demo_password: string | null }>(
      `select hash, part -> 'demo' ->> 'password' as demo_password from pack
        where activation is not null order by activation desc limit 1`,
    );
    return former;
  }

  private async changesBetween(formerHash: string, pack: Pack): Promise<AppliedPack['changes']> {
    const [former] = await this.queries.read<{ part: Pack }>('select part from pack where hash = $1', [formerHash]);
    return former ? diffPacks(former.part, pack) : [];
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function toFieldFault({ file, line, reason }: PackFault): FieldFault {
  return { pointer: `${file}:${line}`, code: 'pack', text: reason };
}
