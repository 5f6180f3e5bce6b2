import { setTimeout as pause } from 'node:timers/promises';
import { ProblemError } from '@motcua/sdk';
import { Random } from '../simulate/random.js';
import type { Crew, Desk } from './crew.js';

/** A 2xx to a command: what must be in the history from then on. */
export interface Acknowledged {
  readonly dossierId: string;
  readonly types: readonly string[];
  readonly taskId?: string;
}

export interface LoadOptions {
  readonly dossiers: number;
  readonly seed: number;
  /** Dossiers that are worked on at the same time. */
  readonly atOnce: number;
  /** Over how long they are handed in, milliseconds; 0 as fast as it goes. */
  readonly spreadMs: number;
  /** Everything at the counter of one agency, and nothing after the acceptance. */
  readonly acceptancesAlone: boolean;
}

/** One in so many is worked through to its return; the others get their first step. */
const wholeEvery = 3;

/** Dossiers that are handed in and worked on at once; what was acknowledged is kept, as a client keeps it. */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** Requests that were refused, or got no answer at all. */
  readonly refused: string[] = [];
  readonly done: Promise<void>;
  private handedIn = 0;
  private next = 0;
  private readonly startedAt = Date.now();

  constructor(
    private readonly crew: Crew,
    private readonly options: LoadOptions,
  ) {
    this.done = Promise.all(Array.from({ length: options.atOnce }, () => this.work())).then(() => undefined);
  }

  get dossierIds(): string[] {
    return [...new Set(this.acknowledged.map(({ dossierId }) => dossierId))];
  }

  /** Resolves when this share of the dossiers has come in, or all are done. */
  async reached(share: number): Promise<void> {
    let ended = false;
    void this.done.then(() => (ended = true));
    while (!ended && this.handedIn < this.options.dossiers * share) await pause(20);
  }

  /** Adds what somebody else was told. */
  add(acknowledged: Acknowledged): void {
    this.acknowledged.push(acknowledged);
  }

  private async work(): Promise<void> {
    const { dossiers, spreadMs } = this.options;
    while (this.next < dossiers) {
      const index = this.next++;
      await pause(Math.max(0, this.startedAt + (spreadMs * index) / dossiers - Date.now()));
      try {
        await this.handle(index);
      } catch (error) {
        this.refused.push(error instanceof ProblemError ? `${error.status} ${error.type}` : String(error));
      }
    }
  }

  private async handle(index: number): Promise<void> {
    const { crew, options } = this;
    const random = new Random(options.seed * 1_000_003 + index);
    const desk = options.acceptancesAlone ? crew.desks[0] : random.pick(crew.desks);
    const dossierId = await this.bringIn(desk, random, !options.acceptancesAlone && random.chance(0.6));
    if (options.acceptancesAlone) return;
    for (let step = 0; step < (index % wholeEvery === 0 ? 9 : 1); step++) {
      if (!(await this.doStep(desk, dossierId))) return;
    }
  }

  private async bringIn(desk: Desk, random: Random, online: boolean): Promise<string> {
    const { crew } = this;
    const handedIn = online ? await crew.handInOnline(desk.agencyCode, random) : await crew.takeIn(desk, random);
    const dossierId = handedIn.id;
    this.handedIn += 1;
    this.add({ dossierId, types: online ? ['dossier.submitted'] : ['dossier.submitted', 'dossier.accepted'] });
    if (!online) return dossierId;
    await crew.accept(desk, handedIn);
    this.add({ dossierId, types: ['dossier.accepted'] });
    return dossierId;
  }

  /** False when nothing is left to do. */
  async doStep(desk: Desk, dossierId: string): Promise<boolean> {
    const open = await this.crew.openTask(desk, dossierId);
    if (!open) return false;
    const { officer, task } = open;
    const claimed = await this.crew.claim(officer, task);
    this.add({ dossierId, types: ['task.claimed'], taskId: task.id });
    await this.crew.complete(officer, claimed);
    this.add({ dossierId, types: ['step.completed'], taskId: task.id });
    return true;
  }
}
