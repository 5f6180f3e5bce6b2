import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { Problem } from '@motcua/service-kit/errors';
import { Text } from '../procedure/procedure.schemas.js';

/** How many a command takes at once. */
export const mostAtOnce = 200;

/** What came of each, in the order given: one that fails leaves the others be. */
export const ManyAnswer = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        /** 200, or the status that the command would have answered for this one alone. */
        status: z.int(),
        version: z.int().optional(),
        problem: z.object({ type: z.string(), title: Text, detail: Text }).optional(),
      }),
    ),
  })
  .meta({ id: 'ManyAnswer' });
export type ManyAnswer = z.infer<typeof ManyAnswer>;

/**
 * Does the same to each of many, a transaction each. A repeated Idempotency-Key gives each its first answer, so that a call that broke off
 * can be repeated whole. What is no refusal, such as an outage, ends it.
 */
export async function eachOf<Item extends { readonly id: string }>(
  caller: Caller,
  items: readonly Item[],
  command: (caller: Caller, item: Item) => Promise<{ readonly version: number }>,
): Promise<ManyAnswer> {
  const answers: ManyAnswer['items'] = [];
  for (const item of items) {
    try {
      const { version } = await command(callerOfOne(caller, item.id), item);
      answers.push({ id: item.id, status: 200, version });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const { type, title, detail, status } = error;
      answers.push({ id: item.id, status, problem: { type, title, detail } });
    }
  }
  return { items: answers };
}

/** The caller with an Idempotency-Key of its own for one of many that a call is about. */
export function callerOfOne(caller: Caller, id: string): Caller {
  const { idempotency, ...rest } = caller;
  return idempotency ? { ...rest, idempotency: { ...idempotency, key: `${idempotency.key}/${id}` } } : rest;
}
