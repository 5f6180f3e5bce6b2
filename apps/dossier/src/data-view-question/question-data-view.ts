import { personalDataRules } from '@motcua/pack';
import { civilDateAt } from '@motcua/working-time';
import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { NotFound, SignInRequired } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { DossierGround } from '../dossier-ground.js';
import { handInOnline } from '../intake/hand-in-online.js';
import type { SubmittedDossier } from '../intake/intake.schemas.js';
import { DataViewQuestioned, QuestionsNotOffered } from './data-view-question.problems.js';
import type { QuestionDataViewInput } from './data-view-question.schemas.js';

/**
 * Has a citizen ask why somebody looked at their data: that opens a dossier at the authority that the province names. What is asked about is
 * told by identity, and not by the browser.
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP
 */
export class QuestionDataView {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /**
   * @throws NotFound (404) nobody looked so at the caller's data
   * @throws DataViewQuestioned (409), QuestionsNotOffered (409)
   */
  async execute(caller: Caller, { dataViewId, question }: QuestionDataViewInput): Promise<SubmittedDossier> {
    const { subjectId } = caller;
    const [{ dataView }, { contacts }] = await Promise.all([
      this.identity.getDataView({ dataViewId, subjectId }),
      this.identity.getContacts({ subjectIds: [subjectId] }),
    ]);
    if (!dataView?.shownAt) throw new NotFound();
    const [contact] = contacts;
    if (!contact) throw new SignInRequired(); // the account ended while its session was still cached
    const { shownAt, agencyCode, positionCode, purpose: code, dossierNumber } = dataView;
    const at = this.ground.clock.now();
    return this.ground.commands.run(caller, at, async (tx) => {
      const { part: rules } = await this.ground.packs.inForce(tx);
      const { questions } = personalDataRules(rules.province, civilDateAt(at));
      if (!questions) throw new QuestionsNotOffered();
      await refuseAsked(tx, dataViewId);
      const { purposes } = personalDataRules(rules.province, civilDateAt(shownAt));
      const answers = {
        asker: { fullName: contact.displayName },
        view: {
          shownAt: inVietnam(shownAt),
          agency: rules.agencyName(agencyCode, shownAt).vi,
          position: rules.positionTitle(positionCode).vi,
          purpose: purposes.find((purpose) => purpose.code === code)?.name.vi ?? code,
          dossier: dossierNumber,
        },
        question: { text: question },
        // Said beside the button that sends it.
        truthful: true,
      };
      const { id, trackingNumber } = await handInOnline(
        tx,
        this.ground,
        {
          procedureCode: questions.procedure,
          competentAgencyCode: questions.agency,
          channel: 'online',
          submitter: { fullName: contact.displayName, ...(contact.email && { email: contact.email }) },
          answers,
          components: [],
          files: [],
          citizenId: subjectId,
        },
        at,
      );
      const first = await tx.query(
        `insert into data_view_question (data_view_id, citizen_id, dossier_id, asked_at) values ($1, $2, $3, $4)
         on conflict (data_view_id) do nothing returning dossier_id`,
        [dataViewId, subjectId, id, at],
      );
      // Of two at once the second waited for the first.
      if (first.length === 0) await refuseAsked(tx, dataViewId);
      return { id, trackingNumber, submittedAt: at.toISOString(), version: 1 };
    });
  }
}

async function refuseAsked(tx: Tx, dataViewId: string): Promise<void> {
  const [asked] = await tx.query<{ tracking_number: string }>(
    'select d.tracking_number from data_view_question q join dossier d on d.id = q.dossier_id where q.data_view_id = $1',
    [dataViewId],
  );
  if (asked) throw new DataViewQuestioned({ trackingNumber: asked.tracking_number });
}

/** `14:05 ngày 01/12/2026` */
function inVietnam(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ngày ${local.slice(0, 10).split('-').reverse().join('/')}`;
}
