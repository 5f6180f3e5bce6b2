import type { RecordedEvent, Tx } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';

/** Records an event and keeps the reason that was given for it, sealed beside the log. */
export async function recordWithNote(tx: Tx, sealer: Sealer, act: RecordedEvent, note: string): Promise<void> {
  await tx.query('insert into act_note (event_id, dossier_id, note) values ($1, $2, $3)', [
    act.id,
    act.aggregateId,
    sealer.seal(note, `act_note.note:${act.id}`),
  ]);
  tx.record(act);
}
