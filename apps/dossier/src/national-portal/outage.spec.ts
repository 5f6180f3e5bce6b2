import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { ngoc } from '../sample-dossiers.fixture.js';
import { Businesses, type AtPortal } from './at-the-portal.fixture.js';
import { PortalStandIn } from './portal-stand-in.fixture.js';

/** Known here before the outage, and handed in at the portal during it. */
const earlier = 12;
const meanwhile = 6;

let portal: PortalStandIn;
let dossier: DossierForTest;
let businesses: Businesses;
const replicas: ChildProcess[] = [];

before(async () => {
  portal = await PortalStandIn.start();
  dossier = await dossierForTest({
    ...portal.environment,
    MOTCUA_NATIONAL_PORTAL_POLL_SECONDS: '0.2',
    MOTCUA_NATIONAL_PORTAL_TIMEOUT_MS: '5000',
    // A replica of this spec stands still in time: what fails there is tried again by the next one.
    MOTCUA_NATIONAL_PORTAL_RETRY_MAX_SECONDS: '60',
  });
  businesses = new Businesses(dossier, portal);
});
after(async () => {
  for (const replica of replicas) replica.kill('SIGKILL');
  await portal.stop();
  await dossier.close();
});

async function startReplica(now: string): Promise<ChildProcess> {
  const given = JSON.stringify({ ...dossier.replica, now: new Date(now).toISOString() });
  const replica = fork(new URL('../timers/replica.fixture.js', import.meta.url), [given]);
  replicas.push(replica);
  await once(replica, 'message');
  return replica;
}

async function kill(replica: ChildProcess): Promise<void> {
  const gone = once(replica, 'exit');
  replica.kill('SIGKILL');
  await gone;
}

const count = async (what: string) => {
  const [row] = await dossier.select<{ count: number }>(`select count(*)::integer as count from ${what}`);
  return row?.count ?? 0;
};
const told = async () => (await portal.all()).reduce((sum, { sequence }) => sum + sequence, 0);

async function long(look: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) if (await until(async () => (await look()) || undefined).catch(() => false)) return;
  assert.fail('It did not happen in time');
}

describe('a day on which the portal is away', () => {
  const known: AtPortal[] = [];
  const late: string[] = [];

  it('keeps nobody here from working', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    for (let index = 0; index < earlier; index++) known.push(await businesses.arrive('2026-03-02T07:59:00+07:00'));
    for (const one of known.slice(0, 6)) await businesses.accept(one);
    await businesses.allTold();
    await portal.behave({ out: 'reset' });

    for (const [index, one] of known.entries()) {
      dossier.clock.moveTo(new Date(Date.parse('2026-03-02T09:00+07:00') + index * 30 * 60_000).toISOString());
      if (index >= 6) await businesses.accept(one);
      await businesses.begin(one);
    }
    for (let index = 0; index < meanwhile; index++)
      late.push(await businesses.handIn(`2026-03-02T${String(9 + index).padStart(2, '0')}:00:00+07:00`));
    dossier.clock.moveTo('2026-03-03T07:30+07:00');
    for (const one of known.slice(0, 3)) await businesses.askForMore(one);
    for (const one of known.slice(3, 5)) await businesses.withdraw(one, ngoc);
    await until(async () => (await count('portal_dossier where waiting_since is not null')) === earlier);
    const summary = await dossier.service.portalDossiers.summary(dossier.people.officer('chutich.baclieu'));
    assert.ok(summary.awaySince && summary.lagging === earlier);
  });

  it('ends with all of it told and taken in, also when processes are killed in the middle of catching up', async () => {
    await dossier.service.stop();
    await kill(await startReplica('2026-03-03T08:00+07:00')); // while the portal is away still
    await portal.behave({ failEvery: 5, loseAnswerEvery: 7, repeat: true, delayMs: 20 });
    const whole = await told();
    const replica = await startReplica('2026-03-03T08:10+07:00');
    await long(async () => (await told()) >= whole + 4);
    await kill(replica);
    assert.ok(
      (await count('portal_dossier where waiting_since is not null')) > 0,
      'it was killed too late to tell anything',
    );
    await portal.behave({});
    await startReplica('2026-03-03T08:40+07:00');
    await long(async () => (await count('portal_dossier')) === earlier + meanwhile);
    await businesses.allTold();
  });

  it('has lost nothing and told everything in its order', async () => {
    const all = await portal.all();
    assert.equal(all.length, earlier + meanwhile);
    for (const { number, told: states, gaps, confirmed } of all) {
      const [{ id } = { id: '' }] = await dossier.select<{ id: string }>(
        'select dossier_id as id from portal_dossier where number = $1',
        [number],
      );
      assert.deepEqual(
        states.map(({ state }) => state),
        await businesses.states({ id, number }),
      );
      const sequences = states.map(({ sequence }) => sequence);
      assert.deepEqual(
        sequences,
        [...sequences.keys()].map((index) => index + 1),
      );
      assert.deepEqual([gaps, confirmed], [0, true]);
      const times = states.map(({ at }) => at);
      assert.deepEqual(times, times.toSorted());
    }
    assert.equal(await count('portal_arrival'), earlier + meanwhile);
    const stateOf = async (one: AtPortal) => (await portal.known(one.number)).state;
    assert.deepEqual(
      [await stateOf(known[0] ?? { id: '', number: '' }), await stateOf(known[3] ?? { id: '', number: '' })],
      ['5', '7'],
    );
  });

  it('made no dossier overdue', async () => {
    const receives = await dossier.select<{ due_at: Date; number: string; submitted_at: Date }>(
      `select t.due_at, p.number, d.submitted_at from portal_dossier p join dossier d on d.id = p.dossier_id
         join task t on t.dossier_id = d.id and t.kind = 'receive' and t.state = 'open' where p.number = any ($1)`,
      [late],
    );
    assert.equal(receives.length, meanwhile);
    for (const { due_at, submitted_at } of receives) {
      assert.ok(submitted_at < new Date('2026-03-02T15:00+07:00'), 'the day of receipt is the portal’s');
      assert.ok(due_at >= new Date('2026-03-04T08:10+07:00'), 'eight working hours from when it could be known');
    }
    // Steps that officers have before them may be late; an answer that nobody could give may not, and no dossier is.
    assert.equal(
      await count(`event_log l left join task t on t.id = (l.data::jsonb ->> 'taskId')::uuid
        where l.type = 'deadline.escalated' and (t.id is null or t.kind = 'receive')`),
      0,
    );
    assert.equal(await count(`dossier where timeliness = 'overdue'`), 0);
    assert.equal(
      await count(`dossier where state = 'inProcess' and paused_grounds = '{}' and due_at < '2026-03-03T08:40+07:00'`),
      0,
    );
  });
});
