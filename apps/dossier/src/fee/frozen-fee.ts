import type { DossierReference } from '@motcua/contracts/dossier/v1/events';
import { computeFees, type ProcedureDefinition } from '@motcua/pack';
import { event, type RecordedEvent } from '@motcua/service-kit/database';
import type { Text } from '@motcua/service-kit/errors';
import { civilDateAt } from '@motcua/working-time';
import type { ActingFor } from '../intake/intake.events.js';

/** What a fee came to on the day that it was assessed, in whole đồng; it stays so whatever the tables say later. */
export interface FrozenFee {
  readonly kind: 'phi' | 'lephi';
  readonly name: Text;
  /** What is to be paid. */
  readonly amountVnd: number;
  /** Before relief. Dossiers of earlier releases have neither this nor the basis. */
  readonly fullAmountVnd?: number;
  readonly basis?: string;
  readonly relief?: { readonly name: Text; readonly percent: number; readonly basis: string };
}

/** @source Luật Phí và lệ phí 97/2015/QH13 */
export function assessFees(procedure: Pick<ProcedureDefinition, 'fees'>, answers: unknown, at: Date): FrozenFee[] {
  return computeFees(procedure, answers, civilDateAt(at)).map(({ fee, amountVnd, fullAmountVnd, relief }) => ({
    kind: fee.kind,
    name: fee.name,
    amountVnd,
    fullAmountVnd,
    basis: fee.basis,
    ...(relief && { relief: { name: relief.name, percent: relief.percent, basis: relief.basis } }),
  }));
}

export function sumOf(fees: readonly Pick<FrozenFee, 'amountVnd'>[]): number {
  return fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
}

export function feeStateOf(fees: readonly FrozenFee[]): 'none' | 'due' {
  return sumOf(fees) > 0 ? 'due' : 'none';
}

/** Nothing is told of a dossier that costs nothing. */
export function feeAssessed(
  dossier: DossierReference,
  fees: readonly FrozenFee[],
  at: Date,
  actingFor: Partial<ActingFor> = {},
): RecordedEvent[] {
  const amountVnd = sumOf(fees);
  if (amountVnd === 0) return [];
  return [event('fee.assessed', dossier.dossierId, { dossier, amountVnd, assessedAt: at }, actingFor)];
}
