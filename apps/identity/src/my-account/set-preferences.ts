import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Commands } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';

export const Preferences = z.strictObject({ language: z.enum(['vi', 'en']) }).meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;

/** What a person prefers on every device: the language of mails and of pages that are opened anew. */
export class SetPreferences {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Caller, { language }: Preferences): Promise<void> {
    const table = caller.kind === 'citizen' ? 'citizen' : 'officer';
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      await tx.query(`update ${table} set language = $2 where id = $1`, [caller.subjectId, language]);
      return {};
    });
  }
}
