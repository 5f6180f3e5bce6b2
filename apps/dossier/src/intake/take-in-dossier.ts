import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { allotted } from '@motcua/service-kit/database';
import type { Caller } from '@motcua/service-kit/caller';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { consultationsAsked } from '../consultation/consultation.events.js';
import type { DossierGround } from '../dossier-ground.js';
import { feeAssessed } from '../fee/frozen-fee.js';
import { acceptDossier, beforeAcceptance, pausedAtOnce } from './acceptance.js';
import { referenceTo, dossierAccepted, dossierSubmitted, stepCompleted } from './intake.events.js';
import { givenFiles, rethrowUsedFile } from './given-files.js';
import { NotYourCounter } from './intake.problems.js';
import type { AcceptedDossier, TakeInDossierInput } from './intake.schemas.js';
import { insertDossier, newDossier, type TaskRow } from './new-dossier.js';

/**
 * Takes a dossier in at a counter: submitted and accepted in the same act, whichever agency of the province decides it. The clock starts,
 * and the dossier gets its code and its due date.
 * @throws NotYourCounter (403) the officer holds no intake position at the agency
 * @throws ProcedureNotOffered, WayNotOffered, AnswersInvalid, ComponentsInvalid (422)
 * @throws FileAlreadyUsed (409) another dossier has one of the files
 */
export class TakeInDossier {
  constructor(
    private readonly ground: DossierGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  async execute(caller: Caller, input: TakeInDossierInput): Promise<AcceptedDossier> {
    const position = caller.positions.find(
      (held) => held.agencyCode === input.intakeAgencyCode && held.roles.includes('intake'),
    );
    if (!position) throw new NotYourCounter();
    const [files, citizenId] = await Promise.all([
      givenFiles(this.documents, caller, input.components),
      this.citizenOf(input.submitter.identityNumber),
    ]);
    const at = this.ground.clock.now();
    return this.ground.commands
      .run(caller, at, async (tx) => {
        const { part: rules } = await this.ground.packs.inForce(tx);
        const dossier = newDossier(rules, { ...input, files, citizenId }, at);
        const before = beforeAcceptance(dossier.context, dossier.started, input.answers);
        const receiveKey = before.receiveTaskKey;
        const acceptance = acceptDossier(dossier.context, before, caller.subjectId, at);
        const done = {
          state: 'completed',
          claimed_by: caller.subjectId,
          completed_by: caller.subjectId,
          completed_at: at,
        } as const;
        const tasks: TaskRow[] = [
          ...dossier.started.newTasks.map((task) => ({
            ...task,
            due_at: acceptance.dueAt,
            ...(task.task_key === receiveKey ? done : { state: 'open' as const }),
          })),
          ...acceptance.progress.newTasks.map((task) => ({ ...task, state: 'open' as const })),
        ];
        tx.insertLast(insertDossier(dossier, tasks, acceptance, this.ground.sealer, at));
        const received = tasks.find((task) => task.task_key === receiveKey);
        const facts = {
          id: dossier.id,
          code: allotted,
          trackingNumber: dossier.trackingNumber,
          procedure: dossier.context.procedure.definition,
          packHash: rules.hash,
          intakeAgencyCode: input.intakeAgencyCode,
          competentAgencyCode: input.competentAgencyCode,
          channel: input.channel,
          citizenId,
        };
        tx.record(
          dossierSubmitted(facts, files, at, position),
          dossierAccepted(facts, acceptance.dueAt, at, position),
          ...feeAssessed(referenceTo(facts), acceptance.fees, at, position),
          ...pausedAtOnce(referenceTo(facts), acceptance, at, position),
          ...(received ? [stepCompleted(facts.id, received, undefined, [], position)] : []),
          ...consultationsAsked(referenceTo(facts), acceptance.progress, at, position),
        );
        return {
          id: dossier.id,
          trackingNumber: dossier.trackingNumber,
          submittedAt: at.toISOString(),
          version: 1,
          code: allotted,
          acceptedAt: at.toISOString(),
          dueAt: acceptance.dueAt.toISOString(),
        };
      })
      .catch(rethrowUsedFile);
  }

  private async citizenOf(identityNumber: string | undefined): Promise<string | undefined> {
    if (identityNumber === undefined) return undefined;
    const { citizenId } = await this.identity.findCitizen({ identityNumber });
    return citizenId;
  }
}
