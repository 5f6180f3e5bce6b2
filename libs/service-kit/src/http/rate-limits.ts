import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { TooManyRequests } from '../errors/index.js';
import type { RateLimit } from './request.js';

/** What a service gives so that all its replicas count together. */
export interface SharedCounts {
  /** The service's database, with the table `rate_limit`. */
  readonly dataSource: DataSource;
  /** The name of an address in it. Addresses are personal data, so it must not lead back to one. */
  keyOf(address: string): string;
}

/**
 * Counts requests for the limits of routes. One count for all replicas of a service, in its database; while that is away, each process
 * counts for itself.
 */
export class RateLimits {
  private readonly shared = new Map<string, SharedCounts>();
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  /** From now on the routes `/api/<service>/…` are counted in the service's database. */
  share(service: string, counts: SharedCounts): void {
    this.shared.set(service, counts);
  }

  /**
   * Counts a request.
   * @param route its service, and a name that is its own within it
   * @param asker an address, or the id of an account
   * @throws TooManyRequests (429)
   */
  async take(route: { service: string; name: string }, limit: RateLimit, asker: string): Promise<void> {
    const { service, name } = route;
    const counts = this.shared.get(service);
    const id = `${service} ${name}`;
    const limiter = this.limiters.get(id) ?? limiterOf(name, limit, counts);
    this.limiters.set(id, limiter);
    const network = networkOf(asker);
    try {
      await limiter.consume(counts?.keyOf(network) ?? network);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new TooManyRequests(undefined, { retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
    }
  }
}

function limiterOf(
  name: string,
  { requests, perSeconds }: RateLimit,
  counts: SharedCounts | undefined,
): RateLimiterAbstract {
  const inMemory = new RateLimiterMemory({ points: requests, duration: perSeconds });
  if (!counts) return inMemory;
  return new RateLimiterPostgres({
    storeClient: counts.dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points: requests,
    duration: perSeconds,
    // Who is over the limit costs no further statement.
    inMemoryBlockOnConsumed: requests + 1,
    insuranceLimiter: inMemory,
    clearExpiredByTimeout: false, // the service's maintenance does
  });
}

/** Who has one address of IPv6 has 2^64 of them: they count as one. */
function networkOf(address: string): string {
  const [, v4] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (v4 !== undefined) return v4;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0');
  return `${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}::/64`;
}
