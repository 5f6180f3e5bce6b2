/**
 * Works that run beside one another, so many at once and one for each key, whoever waits for them. One that takes long holds its own place
 * alone: the others are filled again as they become free.
 */
export class RunningWorks {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly most: number) {}

  get free(): number {
    return this.most - this.running.size;
  }

  /** Whether any is under way. */
  get busy(): boolean {
    return this.running.size > 0;
  }

  get keys(): string[] {
    return [...this.running.keys()];
  }

  /** @param work must not throw */
  begin(key: string, work: () => Promise<void>): void {
    if (this.free <= 0 || this.running.has(key)) throw new Error(`${key} cannot begin now`);
    this.running.set(
      key,
      work().finally(() => this.running.delete(key)),
    );
  }

  async allEnded(): Promise<void> {
    await Promise.all(this.running.values());
  }

  /** Until one of them has ended, whichever's it is, or a while has passed. */
  static async oneEnded(works: readonly RunningWorks[], withinMs: number): Promise<void> {
    if (!works.some(({ busy }) => busy)) return;
    let timer: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    await Promise.race([passed, ...works.flatMap(({ running }) => [...running.values()])]);
    clearTimeout(timer);
  }
}
