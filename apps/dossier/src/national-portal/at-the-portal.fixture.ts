import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { until, type DossierForTest } from '../dossier.fixture.js';
import { answersFor, business } from '../sample-dossiers.fixture.js';
import type { PortalStandIn } from './portal-stand-in.fixture.js';

export interface AtPortal {
  readonly id: string;
  readonly number: string;
}

/** Registrations of household businesses that are handed in at the national portal, and what officers do with them here. */
export class Businesses {
  constructor(
    private readonly dossier: DossierForTest,
    private readonly portal: PortalStandIn,
  ) {}

  handIn(receivedAt: string): Promise<string> {
    return this.portal.handIn({
      procedureCode: business,
      answers: answersFor(business),
      components: [],
      receivedAt: new Date(receivedAt).toISOString(),
    });
  }

  async takenIn(number: string): Promise<AtPortal> {
    return until(async () => {
      const [row] = await this.dossier.select<{ dossier_id: string }>(
        'select dossier_id from portal_dossier where number = $1',
        [number],
      );
      return row && { id: row.dossier_id, number };
    });
  }

  async arrive(receivedAt: string): Promise<AtPortal> {
    return this.takenIn(await this.handIn(receivedAt));
  }

  async version(id: string): Promise<number> {
    const [row] = await this.dossier.select<{ version: number }>('select version from dossier where id = $1', [id]);
    assert.ok(row);
    return row.version;
  }

  get desk() {
    return this.dossier.people.officer('tiepnhan.baclieu');
  }

  async accept({ id }: AtPortal): Promise<void> {
    await this.dossier.service.acceptDossier.execute(this.desk, id, await this.version(id));
  }

  async reject({ id }: AtPortal): Promise<void> {
    await this.dossier.service.rejectDossier.execute(this.desk, id, await this.version(id), { reason: 'Không đúng' });
  }

  /** @param fields of the declaration that are to be put right */
  async askForMore({ id }: AtPortal, fields: string[] = []): Promise<void> {
    const items = [{ note: 'Bản sao', legalBasis: 'Nghị định 168/2025/NĐ-CP' }];
    const input = { items, fields, reason: 'Thiếu giấy tờ' };
    await this.dossier.service.requestSupplement.execute(this.desk, id, await this.version(id), input);
  }

  async bringMore({ id }: AtPortal, citizen: string): Promise<void> {
    const caller = this.dossier.people.citizen(citizen);
    await this.dossier.service.answerSupplement.execute(caller, id, await this.version(id), {
      components: [],
      note: 'Đã bổ sung',
    });
  }

  async withdraw({ id }: AtPortal, citizen: string): Promise<void> {
    const caller = this.dossier.people.citizen(citizen);
    await this.dossier.service.withdrawDossier.execute(caller, id, await this.version(id), { reason: 'Đổi ý' });
  }

  /** Somebody takes the next step in charge. */
  async begin({ id }: AtPortal): Promise<void> {
    const [task] = await this.dossier.select<{ id: string; version: number }>(
      `select id, version from task where dossier_id = $1 and state = 'open' and claimed_by is null order by element_id limit 1`,
      [id],
    );
    assert.ok(task);
    await this.dossier.service.claimTask.execute(
      this.dossier.people.officer('chuyenvien.baclieu'),
      task.id,
      task.version,
    );
  }

  /** Until the portal has confirmed every state of every dossier. */
  async allTold(tick: () => void = () => undefined): Promise<void> {
    const end = Date.now() + 60_000;
    for (;;) {
      tick();
      const waiting = await this.dossier.select(
        `select from portal_dossier where waiting_since is not null or last_sequence = 0
         union all select from portal_link l where exists (select from outbox) or l.position < (select max(position) from event_position)`,
      );
      if (waiting.length === 0) return;
      assert.ok(Date.now() < end, 'the portal was not told everything in time');
      await sleep(20);
    }
  }

  /** Our states of a dossier, as the portal is to know them. */
  async states({ id }: AtPortal): Promise<string[]> {
    const rows = await this.dossier.select<{ state: number }>(
      'select state from portal_state where dossier_id = $1 order by sequence',
      [id],
    );
    return rows.map(({ state }) => String(state));
  }
}
