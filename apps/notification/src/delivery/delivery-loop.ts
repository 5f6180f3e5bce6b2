import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@motcua/service-kit/logs';
import type { DeliverMessages } from './deliver-messages.js';

const lookEveryMs = 1_000;

/** Delivers batch after batch for as long as the service runs. */
export class DeliveryLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly deliverMessages: DeliverMessages,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.running = this.run(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const taken = await this.deliverMessages.execute(signal).catch((error: unknown) => {
        this.log.warn({ event: 'delivery.interrupted', error });
        return 0;
      });
      if (taken === 0) await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
