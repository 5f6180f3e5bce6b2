/** Keeps the first findings and counts the others: a log that was scrambled from end to end must not fill the memory. */
export class FindingList<Finding> {
  readonly kept: Finding[] = [];
  omitted = 0;

  constructor(private readonly limit: number) {}

  add(finding: Finding): void {
    if (this.kept.length < this.limit) this.kept.push(finding);
    else this.omitted += 1;
  }
}
