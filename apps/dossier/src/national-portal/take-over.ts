import { PortalAway, PortalRefuses } from './portal-client.js';
import type { PortalGround } from './portal-ground.js';
import type { PortalLink } from './portal-link.js';

const batchSize = 50;

export interface Handed<Head> {
  readonly head: Head;
  readonly content: unknown;
}

/** What the portal has and we have not confirmed, of one kind. */
export interface PortalQueue<Head extends { readonly number: string }> {
  readonly name: 'arrival' | 'follow-up';
  /** There are portals without it: that one refuses to be asked does not make it away. */
  readonly isOptional: boolean;
  list(limit: number, stop: AbortSignal): Promise<unknown[]>;
  /** Undefined without a number of its own. */
  headOf(content: unknown): Head | undefined;
  /** Writes them down, each number once. */
  keep(handed: readonly Handed<Head>[]): Promise<void>;
  confirm(number: string, stop: AbortSignal): Promise<void>;
}

/**
 * Takes over what the portal hands over: written down first, each under the portal's own number, then confirmed. What is handed over again,
 * because a confirmation was lost or the portal repeats itself, is confirmed again and changes nothing.
 * @returns whether the portal has more
 */
export async function takeOver<Head extends { readonly number: string }>(
  { log, stop }: Pick<PortalGround, 'log' | 'stop'>,
  link: PortalLink,
  queue: PortalQueue<Head>,
): Promise<boolean> {
  let items: unknown[];
  try {
    items = await queue.list(batchSize, stop);
  } catch (error) {
    if (stop.aborted || !(error instanceof PortalAway || error instanceof PortalRefuses)) throw error;
    if (error instanceof PortalRefuses && queue.isOptional) log.warn({ event: `portal.${queue.name}.not-offered` });
    else await link.away(error.message);
    return false;
  }
  await link.reached();
  const handed = items.slice(0, batchSize).flatMap((content): Handed<Head>[] => {
    const head = queue.headOf(content);
    // Without a number it cannot be told from another, and the portal hands it over until its owner mends it.
    if (!head) log.error({ event: `portal.${queue.name}.nameless` });
    return head ? [{ head, content }] : [];
  });
  if (handed.length === 0) return false;
  await queue.keep(handed);
  let confirmed = 0;
  for (const { head } of handed) {
    try {
      await queue.confirm(head.number, stop);
      confirmed += 1;
    } catch (error) {
      // The portal hands the others over again.
      log.warn({ event: `portal.${queue.name}.unconfirmed`, number: head.number, error });
      if (error instanceof PortalAway) break;
    }
  }
  return items.length === batchSize && confirmed === handed.length;
}
