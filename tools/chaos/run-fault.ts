import type { Fault } from './faults/fault.js';
import { Load } from './load.js';
import { until, type Scene } from './scene.js';
import { judge, type Verdict } from './verdict.js';

export interface FaultReport extends Verdict {
  readonly fault: string;
  /** Milliseconds from the end of the harm until a new dossier went through to all its effects, with everything ready. */
  readonly recoveryMs: number;
  /** What went wrong beside, a sentence each. */
  readonly findings: readonly string[];
}

interface RunOptions {
  readonly dossiers: number;
  readonly seed: number;
}

const usualSpreadMs = 12_000;
const atOnce = 8;
/** The load is well under way when the harm begins, and goes on behind it. */
const strikeAtShare = 0.25;

/** Does one fault to a cluster at work, waits until all is well again, and judges what became of the work. */
export async function runFault(scene: Scene, fault: Fault, { dossiers, seed }: RunOptions): Promise<FaultReport> {
  const load = new Load(scene.crew, {
    dossiers: fault.allAtOnce ?? dossiers,
    seed,
    atOnce: fault.allAtOnce ?? atOnce,
    spreadMs: fault.allAtOnce ? 0 : (fault.spreadMs ?? usualSpreadMs),
    acceptancesAlone: fault.allAtOnce !== undefined,
  });
  await load.reached(fault.allAtOnce ? 0 : strikeAtShare);
  const found = (await fault.strike(scene, load)) ?? [];
  const over = Date.now();
  await untilWell(scene);
  const recoveryMs = Date.now() - over;
  await load.done;
  await scene.untilQuiet();
  const verdict = await judge(scene, load);
  return { fault: fault.name, ...verdict, recoveryMs, findings: [...found, ...load.refused] };
}

async function untilWell(scene: Scene): Promise<void> {
  await scene.untilWorkGoesThrough();
  await until('everything is ready and nothing is parked', async () => (await scene.unwell()).length === 0);
}
