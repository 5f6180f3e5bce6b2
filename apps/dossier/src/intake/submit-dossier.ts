import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { Caller } from '@motcua/service-kit/caller';
import { SignInRequired } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { DossierGround } from '../dossier-ground.js';
import type { CitizenPages } from '../national-portal/citizen-pages.js';
import { givenFiles, rethrowUsedFile } from './given-files.js';
import { handInOnline, type OnlineIntake } from './hand-in-online.js';
import type { SubmitDossierInput, SubmittedDossier } from './intake.schemas.js';

/**
 * Files a dossier online: it gets a tracking number, and its process starts at the task `receive` of the agency that decides, or of the nearest
 * counter where that has none. Its code, due date and clock come when an officer accepts it.
 * @throws HandedInElsewhere (403) the province takes online dossiers through the national portal alone
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
    private readonly pages: CitizenPages,
  ) {}

  async execute(caller: Caller, input: SubmitDossierInput): Promise<SubmittedDossier> {
    this.pages.mustTakeIn();
    const [files, submitter] = await Promise.all([
      givenFiles(this.documents, caller, input.components),
      this.submitterOf(caller),
    ]);
    const at = this.ground.clock.now();
    return this.ground.commands
      .run(caller, at, async (tx) => {
        const intake: OnlineIntake = {
          ...input,
          channel: 'online',
          submitter,
          files,
          citizenId: caller.subjectId,
        };
        const { id, trackingNumber } = await handInOnline(tx, this.ground, intake, at);
        return { id, trackingNumber, submittedAt: at.toISOString(), version: 1 };
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
