import type { Logger } from '@motcua/service-kit/logs';

const everyMs = 600_000;

/** Something that keeps the service tidy; running it at any time, also twice at once, does no harm. */
interface Chore {
  execute(): Promise<void>;
}

/** Does its chores at the start and then every ten minutes. One that fails is tried again the next time. */
export class Maintenance {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly chores: readonly Chore[],
    private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.run(), everyMs);
    this.run();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private run(): void {
    this.running = this.running.then(async () => {
      for (const chore of this.chores) {
        await chore.execute().catch((error: unknown) => {
          this.log.warn({ event: 'maintenance.interrupted', chore: chore.constructor.name, error });
        });
      }
    });
  }
}
