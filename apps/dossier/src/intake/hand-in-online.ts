import type { Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { feeAssessed } from '../fee/frozen-fee.js';
import { dossierSubmitted, referenceTo } from './intake.events.js';
import { insertDossier, newDossier, type Intake } from './new-dossier.js';

/** What came online; the portal names the office that takes it in, our own pages leave that to the rules. */
export type OnlineIntake = Omit<Intake, 'intakeAgencyCode'> & Partial<Pick<Intake, 'intakeAgencyCode'>>;

/**
 * Files a dossier that came online, through our own pages or the national portal: the same checks, the same rows, the same event. Its
 * process starts at the task `receive`; its rows are written by the last statement.
 * @throws ProcedureNotOffered, WayNotOffered, AnswersInvalid, ComponentsInvalid (422)
 */
export async function handInOnline(
  tx: Tx,
  { packs, sealer }: Pick<DossierGround, 'packs' | 'sealer'>,
  given: OnlineIntake,
  at: Date,
): Promise<{ readonly id: string; readonly trackingNumber: string }> {
  const { part: rules } = await packs.inForce(tx);
  const intakeAgencyCode = given.intakeAgencyCode ?? rules.onlineIntakeFor(given.competentAgencyCode, at);
  const intake: Intake = { ...given, intakeAgencyCode };
  const dossier = newDossier(rules, intake, intake.nationalPortal?.receivedAt ?? at);
  const tasks = dossier.started.newTasks.map((task) => ({ ...task, state: 'open' as const }));
  tx.insertLast(insertDossier(dossier, tasks, undefined, sealer, intake.nationalPortal?.replyFrom ?? at));
  const { id, trackingNumber } = dossier;
  const facts = {
    id,
    trackingNumber,
    procedure: dossier.context.procedure.definition,
    packHash: rules.hash,
    intakeAgencyCode: intake.intakeAgencyCode,
    competentAgencyCode: intake.competentAgencyCode,
    channel: intake.channel,
    citizenId: intake.citizenId,
    nationalPortal: intake.nationalPortal,
  };
  tx.record(dossierSubmitted(facts, intake.files, at), ...feeAssessed(referenceTo(facts), dossier.feesFirst, at));
  return { id, trackingNumber };
}
