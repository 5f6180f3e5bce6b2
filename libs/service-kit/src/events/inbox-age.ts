import { Gauge } from 'prom-client';

/** A batch that is not brought again within this time, in milliseconds, is no longer this process's: another replica has its partition. */
const broughtAgainWithinMs = 60_000;

interface Waiting {
  readonly service: string;
  readonly source: string;
  /** When its first event happened, in milliseconds since 1970. */
  readonly happenedAt: number;
  broughtAt: number;
}

/** The alarm for a consumer that cannot take in what it is brought: each batch that waits counts until it has been taken. */
export class InboxAge {
  private readonly waiting = new Map<string, Waiting>();
  private readonly consumers = new Map<string, { readonly service: string; readonly source: string }>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * A batch was brought, for the first time or again.
   * @param first its first event: what is brought again begins with the same
   * @returns what wants to be told that it was taken
   */
  brought(service: string, first: { readonly id: string; readonly source: string; readonly time: string }): () => void {
    const { id, source, time } = first;
    const key = `${service} ${id}`;
    this.consumers.set(`${service} ${source}`, { service, source });
    this.waiting.set(key, { service, source, happenedAt: Date.parse(time), broughtAt: this.now() });
    return () => this.waiting.delete(key);
  }

  /** Seconds by consumer, 0 where nothing waits. */
  ages(): { readonly service: string; readonly source: string; readonly seconds: number }[] {
    const now = this.now();
    for (const [key, { broughtAt }] of this.waiting) {
      if (now - broughtAt > broughtAgainWithinMs) this.waiting.delete(key);
    }
    return [...this.consumers.values()].map(({ service, source }) => {
      const own = [...this.waiting.values()].filter((batch) => batch.service === service && batch.source === source);
      const oldest = Math.min(now, ...own.map(({ happenedAt }) => happenedAt));
      return { service, source, seconds: (now - oldest) / 1_000 };
    });
  }
}

/** Of this process. */
export const inboxAge = new InboxAge();

new Gauge({
  name: 'motcua_inbox_age_seconds',
  help: 'Age of the oldest event that a consumer has been brought and not taken yet; 0 when there is none.',
  labelNames: ['service', 'source'],
  collect() {
    for (const { service, source, seconds } of inboxAge.ages()) this.set({ service, source }, seconds);
  },
});
