import { z } from 'zod';
import { Text } from '../procedure/procedure.schemas.js';

/** A process as it was drawn. */
const Drawing = {
  procedureCode: z.string(),
  procedureVersion: z.int(),
  /** BPMN 2.0 with its diagram. */
  xml: z.string(),
};

/** How far a dossier has come in the drawing of its process. */
export const DossierProcess = z
  .object({
    ...Drawing,
    /** Elements that hold a token now. */
    active: z.array(z.string()),
    /** Steps that were done, in the order of their last completion. */
    done: z.array(z.string()),
  })
  .meta({ id: 'DossierProcess' });
export type DossierProcess = z.infer<typeof DossierProcess>;

/** Every version of a procedure that the province in force has, newest first. */
export const ProcedureVersions = z
  .object({
    code: z.string(),
    name: Text,
    versions: z.array(
      z.object({
        version: z.int(),
        validFrom: z.iso.date(),
        validTo: z.iso.date().optional(),
        xml: z.string(),
        /** Dossiers that run on it. */
        running: z.int(),
      }),
    ),
  })
  .meta({ id: 'ProcedureVersions' });
export type ProcedureVersions = z.infer<typeof ProcedureVersions>;

export const CheckProcessInput = z
  .strictObject({ xml: z.string().min(1).max(2_000_000) })
  .meta({ id: 'CheckProcessInput' });
export type CheckProcessInput = z.infer<typeof CheckProcessInput>;

const DrawingFault = z.object({ elementId: z.string(), line: z.int(), reason: z.string() });

export const CheckedProcess = z
  .object({ accepted: z.boolean(), refusals: z.array(DrawingFault), warnings: z.array(DrawingFault) })
  .meta({ id: 'CheckedProcess' });
export type CheckedProcess = z.infer<typeof CheckedProcess>;
