import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import { messageKinds, type MessageKind } from '@motcua/pack';
import { accountMessageKinds, type AccountMessageKind } from '../account/account-words.js';
import { openText, type TextColumns } from './message-text.js';

export const MessagesInput = z.strictObject({
  /** `true` leaves out what was read. */
  unread: z.enum(['true', 'false']).default('false'),
  /** `next` of the page before. */
  after: z.uuid().exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type MessagesInput = z.infer<typeof MessagesInput>;

export const Message = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.enum([...messageKinds, ...accountMessageKinds]),
    /** In the caller's language, as is the text. */
    subject: z.string(),
    text: z.string(),
    dossierId: z.uuid().exactOptional(),
    readAt: z.iso.datetime().exactOptional(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const MessageList = z
  .object({ items: z.array(Message), next: z.string().exactOptional() })
  .meta({ id: 'MessageList' });
export type MessageList = z.infer<typeof MessageList>;

export const UnreadCount = z.object({ count: z.number().int() }).meta({ id: 'UnreadCount' });
export type UnreadCount = z.infer<typeof UnreadCount>;

interface MessageRow extends TextColumns {
  readonly id: string;
  readonly at: Date;
  readonly kind: MessageKind | AccountMessageKind;
  readonly subject: string;
  readonly dossier_id: string | null;
  readonly read_at: Date | null;
}

/** A person's own messages, the newest first. */
export class MessagesQuery {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
  ) {}

  async list(caller: Caller, { unread, after, limit }: MessagesInput): Promise<MessageList> {
    const rows = await this.queries.read<MessageRow>(
      `select id, at, kind, dossier_id, read_at, text_vi, text_en, text_sealed,
              case $4::text when 'en' then subject_en else subject_vi end as subject
         from message
        where recipient_id = $1 and id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
          and (read_at is null or not $3::boolean)
        order by id desc limit $5`,
      [caller.subjectId, after ?? null, unread === 'true', caller.language, limit + 1],
    );
    const items = rows
      .slice(0, limit)
      .map((row) => toMessage(row, openText(row, caller.language === 'en' ? 'en' : 'vi', this.sealer, row.id)));
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.id }) };
  }

  async countUnread(caller: Caller): Promise<UnreadCount> {
    const [row] = await this.queries.read<UnreadCount>(
      'select count(*)::integer as count from message where recipient_id = $1 and read_at is null',
      [caller.subjectId],
    );
    return { count: row?.count ?? 0 };
  }
}

function toMessage({ id, at, kind, subject, dossier_id, read_at }: MessageRow, text: string): Message {
  return {
    id,
    at: at.toISOString(),
    kind,
    subject,
    text,
    ...(dossier_id && { dossierId: dossier_id }),
    ...(read_at && { readAt: read_at.toISOString() }),
  };
}
