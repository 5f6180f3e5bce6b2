import type { Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';

/** How many mails should be on their way by now. One that a worker is at is not due before its lease runs out. */
export class CountDueDeliveries {
  constructor(
    private readonly queries: Queries,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<number> {
    const [row] = await this.queries.read<{ count: number }>(
      `select count(*)::integer as count from delivery where state = 'waiting' and next_attempt_at <= $1`,
      [this.clock.now()],
    );
    return row?.count ?? 0;
  }
}
