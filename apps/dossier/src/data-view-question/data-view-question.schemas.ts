import { z } from 'zod';

export const QuestionDataViewInput = z
  .strictObject({
    /** The look at the caller's data, as identity lists it. */
    dataViewId: z.uuid(),
    question: z.string().trim().min(1).max(1_000),
  })
  .meta({ id: 'QuestionDataView' });
export type QuestionDataViewInput = z.infer<typeof QuestionDataViewInput>;

export const DataViewQuestionsQuery = z.strictObject({
  /** Ids of looks, a page of them, with commas between. */
  views: z
    .string()
    .max(3_700)
    .transform((ids) => ids.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).max(100)),
});
export type DataViewQuestionsQuery = z.infer<typeof DataViewQuestionsQuery>;

export const DataViewQuestion = z
  .object({ dataViewId: z.uuid(), dossierId: z.uuid(), trackingNumber: z.string(), askedAt: z.iso.datetime() })
  .meta({ id: 'DataViewQuestion' });

export const DataViewQuestionList = z
  .object({
    /** Whether the province lets people ask here. */
    isOffered: z.boolean(),
    items: z.array(DataViewQuestion),
  })
  .meta({ id: 'DataViewQuestionList' });
export type DataViewQuestionList = z.infer<typeof DataViewQuestionList>;
