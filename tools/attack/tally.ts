/** What came of one attack. */
export interface AttackReport {
  readonly attack: string;
  /** Attempts that came as far as the defence that they are about. */
  readonly tried: number;
  readonly succeeded: number;
  /** Each attempt that succeeded, in a line. */
  readonly findings: readonly string[];
}

const mostFindings = 40;

/** Counts attempts, and keeps what got through. */
export class Tally {
  private tried = 0;
  private succeeded = 0;
  private readonly findings: string[] = [];

  /** @param got what the attempt got; nothing when the platform stood */
  count(what: string, got: string | undefined): void {
    this.tried += 1;
    if (got === undefined) return;
    this.succeeded += 1;
    if (this.findings.length < mostFindings) this.findings.push(`${what}: ${got}`);
  }

  reportOf(attack: string): AttackReport {
    return { attack, tried: this.tried, succeeded: this.succeeded, findings: this.findings };
  }
}
