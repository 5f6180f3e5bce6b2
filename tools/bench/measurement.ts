import { median } from './load.js';

/** What a measurement is given. */
export interface BenchOptions {
  /** A free port for a web address. */
  readonly port: number;
  /** Tells how far it is. */
  readonly say: (line: string) => void;
}

/** What a measurement gives, as JSON too. What does not apply to it is null. */
export interface Measurement {
  readonly name: string;
  readonly opsPerSecond: number | null;
  readonly baselinePerSecond: number | null;
  /** `opsPerSecond` by `baselinePerSecond`, the median of the rounds. */
  readonly ratio: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly targets: readonly Target[];
  /** Figures that only this measurement has. */
  readonly further: Readonly<Record<string, number>>;
}

/** A figure over several runs, beside what it must reach. */
export interface Target extends Spread {
  readonly what: string;
  readonly unit: string;
  readonly wanted: string;
  readonly reached: boolean;
}

export interface Spread {
  readonly runs: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { runs: values.length, median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

type Limit = { readonly below: number } | { readonly atLeast: number };

/** Holds the median of some runs against what is wanted. */
export function target(what: string, unit: string, values: readonly number[], limit: Limit): Target {
  const spread = spreadOf(values);
  const [wanted, reached] =
    'below' in limit
      ? [`below ${limit.below} ${unit}`, spread.median < limit.below]
      : [`at least ${limit.atLeast} ${unit}`, spread.median >= limit.atLeast];
  return { what, unit, ...spread, wanted, reached };
}

export function tell(spread: Spread, unit: string): string {
  const [middle, min, max] = [spread.median, spread.min, spread.max].map((value) =>
    value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0),
  );
  return spread.runs === 1 ? `${middle} ${unit}` : `${middle} ${unit} (${min} to ${max} in ${spread.runs} runs)`;
}
