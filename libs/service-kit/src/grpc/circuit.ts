import { Gauge } from 'prom-client';
import { TemporarilyUnavailable } from '../errors/index.js';

export interface CircuitLimits {
  /** Calls without an answer, one after another, that open the circuit. */
  readonly failures: number;
  /** How long an open circuit refuses before it lets one call try. */
  readonly openMs: number;
}

/** A refusal is an answer. Unknown is a call that its caller left. */
export type Outcome = 'answered' | 'unanswered' | 'unknown';

const openCircuits = new Gauge({
  name: 'motcua_grpc_circuit_open',
  help: 'Clients of a service that do not call it, as it did not answer before.',
  labelNames: ['peer'],
});

/**
 * Spares a service that does not answer, and its callers the waiting: after some failures in a row calls are refused at once, until
 * one that is let through is answered.
 */
export class Circuit {
  private failures = 0;
  private openUntil: number | undefined;
  private isProbing = false;

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly peer: string,
    private readonly limits: CircuitLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    openCircuits.inc({ peer }, 0);
  }

  /**
   * Begins a call.
   * @returns what wants to be told how it ended; it hears the first outcome alone
   * @throws TemporarilyUnavailable while open
   */
  begin(): (outcome: Outcome) => void {
    const isProbe = this.openUntil !== undefined;
    if (isProbe) this.passAsProbe(this.openUntil ?? 0);
    let isRunning = true;
    return (outcome) => {
      if (!isRunning) return;
      isRunning = false;
      if (isProbe) this.isProbing = false;
      if (outcome === 'answered') this.close();
      // What began before the circuit opened and ends after it tells nothing new.
      else if (outcome === 'unanswered' && (isProbe || this.openUntil === undefined)) this.fail(isProbe);
    };
  }

  /** Also when the client is not used any more. */
  close(): void {
    this.failures = 0;
    if (this.openUntil !== undefined) openCircuits.dec({ peer: this.peer });
    this.openUntil = undefined;
  }

  private passAsProbe(openUntil: number): void {
    const waitMs = openUntil - this.now();
    if (waitMs > 0 || this.isProbing) {
      const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
      throw new TemporarilyUnavailable(undefined, { retryAfterSeconds });
    }
    this.isProbing = true;
  }

  private fail(isProbe: boolean): void {
    this.failures += 1;
    if (!isProbe && this.failures < this.limits.failures) return;
    if (this.openUntil === undefined) openCircuits.inc({ peer: this.peer });
    this.openUntil = this.now() + this.limits.openMs;
  }
}
