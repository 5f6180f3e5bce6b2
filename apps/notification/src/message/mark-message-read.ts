import type { Caller } from '@motcua/service-kit/caller';
import type { Commands } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { MessageEntity } from './message.entity.js';

/**
 * Notes when a person first read a message of theirs; reading it again changes nothing.
 * @throws NotFound (404) alike for an unknown message and another's
 */
export class MarkMessageRead {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Caller, messageId: string): Promise<void> {
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      const { affected } = await tx.manager.update(
        MessageEntity,
        { id: messageId, recipientId: caller.subjectId },
        { readAt: () => `coalesce(read_at, '${tx.at.toISOString()}')` },
      );
      if (!affected) throw new NotFound();
      return { id: messageId };
    });
  }
}
