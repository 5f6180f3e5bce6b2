import { personalDataRules } from '@motcua/pack';
import { civilDateAt } from '@motcua/working-time';
import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import type { DataViewQuestionList, DataViewQuestionsQuery } from './data-view-question.schemas.js';

/** Which of some looks at their data the caller has asked about. */
export class DataViewQuestions {
  constructor(private readonly ground: DossierGround) {}

  async execute({ subjectId }: Caller, { views }: DataViewQuestionsQuery): Promise<DataViewQuestionList> {
    const { queries, packs, clock } = this.ground;
    const { part } = await packs.inForce(queries);
    const rows = await queries.read<{
      data_view_id: string;
      dossier_id: string;
      tracking_number: string;
      asked_at: Date;
    }>(
      `select q.data_view_id, q.dossier_id, d.tracking_number, q.asked_at
         from data_view_question q join dossier d on d.id = q.dossier_id
        where q.data_view_id = any ($1::uuid[]) and q.citizen_id = $2`,
      [views, subjectId],
    );
    return {
      isOffered: personalDataRules(part.province, civilDateAt(clock.now())).questions !== undefined,
      items: rows.map((row) => ({
        dataViewId: row.data_view_id,
        dossierId: row.dossier_id,
        trackingNumber: row.tracking_number,
        askedAt: row.asked_at.toISOString(),
      })),
    };
  }
}
