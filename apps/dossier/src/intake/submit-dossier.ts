import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { Caller } from '@motcua/service-kit/caller';
import { SignInRequired } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { DossierGround } from '../dossier-ground.js';
import { feeAssessed } from '../fee/frozen-fee.js';
import { givenFiles, rethrowUsedFile } from './given-files.js';
import { dossierSubmitted, referenceTo } from './intake.events.js';
import type { SubmitDossierInput, SubmittedDossier } from './intake.schemas.js';
import { insertDossier, newDossier } from './new-dossier.js';

/**
 * Files a dossier online: it gets a tracking number, and its process starts at the task `receive` of the agency that decides. Its code,
 * due date and clock come when an officer accepts it.
 * @throws ProcedureNotOffered (422) the agency does not offer the procedure on this day
 * @throws WayNotOffered (422) the procedure is not handed in online
 * @throws AnswersInvalid (422) the answers break the procedure's form; one fault for each field
 * @throws ComponentsInvalid (422) a required paper is missing
 * @throws FileAlreadyUsed (409) another dossier has one of the files
 */
export class SubmitDossier {
  constructor(
    private readonly ground: DossierGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  async execute(caller: Caller, input: SubmitDossierInput): Promise<SubmittedDossier> {
    const [files, submitter] = await Promise.all([
      givenFiles(this.documents, caller, input.components),
      this.submitterOf(caller),
    ]);
    const at = this.ground.clock.now();
    return this.ground.commands
      .run(caller, at, async (tx) => {
        const { part: rules } = await this.ground.packs.inForce(tx);
        const dossier = newDossier(
          rules,
          {
            ...input,
            intakeAgencyCode: input.competentAgencyCode,
            channel: 'online',
            submitter,
            files,
            citizenId: caller.subjectId,
          },
          at,
        );
        const tasks = dossier.started.newTasks.map((task) => ({ ...task, state: 'open' as const }));
        tx.insertLast(insertDossier(dossier, tasks, undefined, this.ground.sealer, at));
        const facts = {
          id: dossier.id,
          trackingNumber: dossier.trackingNumber,
          procedure: dossier.context.procedure.definition,
          packHash: rules.hash,
          intakeAgencyCode: input.competentAgencyCode,
          competentAgencyCode: input.competentAgencyCode,
          channel: 'online',
          citizenId: caller.subjectId,
        } as const;
        tx.record(dossierSubmitted(facts, files, at), ...feeAssessed(referenceTo(facts), dossier.feesFirst, at));
        return { id: dossier.id, trackingNumber: dossier.trackingNumber, submittedAt: at.toISOString(), version: 1 };
      })
      .catch(rethrowUsedFile);
  }

  private async submitterOf(caller: Caller): Promise<{ fullName: string; email?: string }> {
    const { contacts } = await this.identity.getContacts({ subjectIds: [caller.subjectId] });
    const [contact] = contacts;
    if (!contact) throw new SignInRequired(); // the account ended while its session was still cached
    return { fullName: contact.displayName, ...(contact.email && { email: contact.email }) };
  }
}
