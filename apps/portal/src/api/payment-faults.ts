import { infiniteQueryOptions } from '@tanstack/react-query';
import type { components } from '@motcua/sdk';
import { answerOf, client, idempotent } from './client.js';
import { infiniteList } from './infinite-list.js';

export type PaymentFault = components['schemas']['PaymentFaultList']['items'][number];

/** Money that somebody has to look after, newest first. */
export const paymentFaultsQuery = infiniteQueryOptions({
  queryKey: ['payment-faults'],
  queryFn: ({ pageParam }) =>
    answerOf(client.GET('/api/dossier/v1/payment-faults', { params: { query: { after: pageParam } } })),
  ...infiniteList<PaymentFault>(),
  refetchInterval: 30_000,
});

export type PaymentClearing = components['schemas']['ClearPaymentInput'];

/** Says what became of a payment for no known dossier. */
export async function clearPayment(id: string, body: PaymentClearing, idempotencyKey: string): Promise<void> {
  const params = { path: { id }, header: idempotent(idempotencyKey) };
  await answerOf(client.POST('/api/dossier/v1/payment-faults/{id}/clearing', { params, body }));
}
