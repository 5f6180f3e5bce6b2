import type { Effects } from '@motcua/service-kit/events';

/** Keeps who looked at whose data, as the services tell it. */
export const dataViewEffects: Effects = {
  'personaldata.shown': async (tx, shown, { id, time }) => {
    const { dossier, fileId, form } = shown;
    if (!dossier) throw new Error('A trace without its dossier');
    await tx.query(
      `insert into data_view (event_id, subject_id, dossier_id, dossier_code, tracking_number, officer_id, agency_code, position_code, purpose,
                              what, automatic, shown_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        dossier.citizenId ?? null,
        dossier.dossierId,
        dossier.code ?? null,
        dossier.trackingNumber,
        shown.officerId,
        shown.agencyCode,
        shown.positionCode,
        shown.purpose,
        fileId !== undefined ? 'file' : form !== undefined ? 'form' : 'fields',
        shown.automatic,
        shown.shownAt ?? time,
      ],
    );
  },
};
