import type { components } from '@motcua/sdk';
import { answerOf, client, idempotent, ifMatch } from './client.js';
import type { Dossier } from './types.js';

type Schemas = components['schemas'];

/** The dossier that a turn is about, the version on which it was decided, and the key that a repetition keeps. */
export interface TurnOf {
  dossier: Pick<Dossier, 'id' | 'version'>;
  key: string;
}

function paramsOf({ dossier: { id, version }, key }: TurnOf) {
  return { path: { id }, header: { ...ifMatch(version), ...idempotent(key) } };
}

export function withdrawDossier(of: TurnOf, body: Schemas['WithdrawDossierInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/withdraw', { params: paramsOf(of), body }));
}

export function rejectDossier(of: TurnOf, body: Schemas['RejectDossierInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/reject', { params: paramsOf(of), body }));
}

export function stopDossier(of: TurnOf, body: Schemas['StopDossierInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/stop', { params: paramsOf(of), body }));
}

export function requestSupplement(of: TurnOf, body: Schemas['RequestSupplementInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/supplement', { params: paramsOf(of), body }));
}

export function answerSupplement(of: TurnOf, body: Schemas['AnswerSupplementInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/supplement/answer', { params: paramsOf(of), body }));
}

export function extendDossier(of: TurnOf, body: Schemas['ExtendDossierInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/extend', { params: paramsOf(of), body }));
}

export function pauseClock(of: TurnOf, body: Schemas['PauseClockInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/pause', { params: paramsOf(of), body }));
}

export function resumeClock(of: TurnOf, body: Schemas['PauseClockInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/resume', { params: paramsOf(of), body }));
}

export function stepBack(of: TurnOf, body: Schemas['StepBackInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/step-back', { params: paramsOf(of), body }));
}

export function askAgencies(of: TurnOf, body: Schemas['AskAgenciesInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/consultations', { params: paramsOf(of), body }));
}

/** Takes one question back that was asked beside the drawing. */
export function withdrawQuestion({ dossier: { id, version }, key }: TurnOf, taskId: string) {
  const params = { path: { id, taskId }, header: { ...ifMatch(version), ...idempotent(key) } };
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/consultations/{taskId}/withdraw', { params }));
}

export function chooseDelivery(of: TurnOf, body: Schemas['ResultWish']) {
  return answerOf(client.PUT('/api/dossier/v1/dossiers/{id}/result-wish', { params: paramsOf(of), body }));
}

export function correctResult(of: TurnOf, body: Schemas['CorrectResultInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/correct-result', { params: paramsOf(of), body }));
}

export function reopenDossier(of: TurnOf, body: Schemas['ReopenDossierInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/reopen', { params: paramsOf(of), body }));
}

export function rateDossier(of: TurnOf, body: Schemas['RateDossierInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/rating', { params: paramsOf(of), body }));
}

export function recordPayment(of: TurnOf, body: Schemas['RecordPaymentInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/counter-payment', { params: paramsOf(of), body }));
}

export function refundPayment(of: TurnOf, body: Schemas['RefundPaymentInput']) {
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/refund', { params: paramsOf(of), body }));
}

/** Whatever version of the dossier the payer saw: what is due is frozen. */
export function startPayment({ dossier: { id }, key }: TurnOf) {
  const params = { path: { id }, header: idempotent(key) };
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/online-payment', { params }));
}
