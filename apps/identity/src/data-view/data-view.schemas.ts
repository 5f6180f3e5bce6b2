import { z } from 'zod';
import { Text } from '../bilingual-text.js';

const Page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The `next` of the page before. */
  after: z.string().max(200).optional(),
};

export const MyDataViewsQuery = z.strictObject(Page);
export type MyDataViewsQuery = z.infer<typeof MyDataViewsQuery>;

/** That an officer saw personal data in full. */
export const DataView = z
  .object({
    id: z.uuid(),
    shownAt: z.iso.datetime(),
    agencyName: Text,
    positionTitle: Text,
    /** Absent where the province does not name officers to those whom the data is about. */
    officerName: z.string().optional(),
    purpose: Text,
    /** Parts of the dossier, a file of it, or a form. */
    what: z.enum(['fields', 'file', 'form']),
    /** Nobody was asked for the purpose: it goes with the officer's part in the dossier. */
    automatic: z.boolean(),
    dossierId: z.uuid(),
    /** Its code, or its tracking number as long as it has none. */
    dossierNumber: z.string(),
  })
  .meta({ id: 'DataView' });
export type DataView = z.infer<typeof DataView>;

export const DataViewList = z
  .object({ items: z.array(DataView), next: z.string().optional() })
  .meta({ id: 'DataViewList' });
export type DataViewList = z.infer<typeof DataViewList>;

/** It comes in a body, as an identity number belongs in no address. */
export const SearchDataViewsInput = z
  .strictObject({
    /** User name of the officer who looked. */
    username: z.string().trim().min(1).max(80).optional(),
    /** Of the person whom the data is about. */
    identityNumber: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    /** For which the officer acted. */
    agencyCode: z.string().max(80).optional(),
    /** First and last civil day, in Vietnam. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    limit: z.int().min(1).max(100).default(20),
    after: z.string().max(200).optional(),
  })
  .meta({ id: 'SearchDataViewsInput' });
export type SearchDataViewsInput = z.infer<typeof SearchDataViewsInput>;
