import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import type { PackParts } from '@motcua/pack';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { business, commune, ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

type Part = PackParts['dossier'];
type Assignment = NonNullable<Part['calendars']['assignments']>[number];

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());

const saturdayMornings = { vi: 'Lịch có sáng thứ Bảy', en: 'With Saturday mornings' };

/** The province, where the ward works on Saturday mornings that count, from a day on. */
function withSaturdays(part: Part, validFrom: string, rest: Partial<Assignment> = {}, sat = ['07:00-11:00']): Part {
  const [official] = part.calendars.calendars;
  assert.ok(official);
  const weeks = official.weeks.map((week) => ({ ...week, shifts: { ...week.shifts, sat } }));
  const saturdays = { ...official, code: 'saturdays', name: saturdayMornings, halfDayCounts: true, weeks, swaps: [] };
  const assignment = {
    calendar: 'saturdays',
    validFrom,
    legalBasis: 'QĐ 12/QĐ-UBND',
    mark: 'sample',
    ...rest,
  } as const;
  return {
    ...part,
    calendars: {
      default: 'official',
      calendars: [official, saturdays],
      assignments: [rest.agencyKind ? assignment : { agency: commune, ...assignment }],
    },
  };
}

const chairman = () => dossier.people.officer('chutich.baclieu');
const read = (id: string) => dossier.service.readDossier.execute(chairman(), id);
const explain = (id: string) => dossier.service.readDossier.deadline(dossier.people.citizen(ngoc), id);

describe('the calendar of the agency that decides', () => {
  it('counts its dossiers from the day on which it is assigned, also those that run over it', async () => {
    await dossier.putInForce(withSaturdays(dossier.part, '2026-06-08'));
    dossier.clock.moveTo('2026-06-04T09:00+07:00');
    const before = await office.takeIn(business); // three working days: Friday, Monday, Tuesday
    dossier.clock.moveTo('2026-06-10T09:00+07:00');
    const over = await office.takeIn(business); // Thursday, Friday, half of Saturday and half of Monday
    assert.equal((await read(before)).dueAt, '2026-06-09T10:00:00.000Z');
    assert.equal((await read(over)).dueAt, '2026-06-15T10:00:00.000Z');
    const { calendars, days } = await explain(over);
    assert.deepEqual(calendars, [
      { code: 'saturdays', name: saturdayMornings, legalBasis: 'QĐ 12/QĐ-UBND', validFrom: '2026-06-08' },
    ]);
    assert.equal(days.find(({ date }) => date === '2026-06-13')?.counted, 0.5);
    assert.deepEqual(
      (await explain(before)).calendars.map(({ code, validFrom }) => [code, validFrom]),
      [
        ['official', undefined],
        ['saturdays', '2026-06-08'],
      ],
    );
  });

  it('leaves agencies alone that have another one', async () => {
    await dossier.putInForce(withSaturdays(dossier.part, '2026-06-08', { agencyKind: 'vertical' }));
    dossier.clock.moveTo('2026-06-11T09:00+07:00');
    const id = await office.takeIn(business);
    assert.equal((await read(id)).dueAt, '2026-06-16T10:00:00.000Z');
    assert.deepEqual(
      (await explain(id)).calendars.map(({ code }) => code),
      ['official'],
    );
  });

  it('closed for a storm afterwards, moves what runs there, and those in charge hear of it', async () => {
    const part = withSaturdays(dossier.part, '2026-06-08');
    await dossier.putInForce(part);
    dossier.clock.moveTo('2026-06-17T09:00+07:00');
    const id = await office.takeIn(business); // Thursday, Friday, Saturday morning: ends on Monday 22
    const storm = { vi: 'Đóng cửa tránh bão', en: 'Closed for the storm' };
    const closed = part.calendars.calendars.map((calendar) =>
      calendar.code === 'saturdays' ? { ...calendar, closures: [{ date: '2026-06-19', reason: storm }] } : calendar,
    );
    await dossier.putInForce({ ...part, calendars: { ...part.calendars, calendars: closed } });
    await until(async () => (await read(id)).dueAt === '2026-06-23T10:00:00.000Z');
    const [told] = await dossier.select<{ data: string }>(
      `select data from event_log where aggregate_id = $1 and type = 'deadline.recomputed'`,
      [id],
    );
    assert.deepEqual(readPayload('deadline.recomputed', told?.data ?? '').wasDueAt, new Date('2026-06-22T10:00:00Z'));
    assert.match((await explain(id)).acts.at(-1)?.text.vi ?? '', /19\/06\/2026 \(Đóng cửa tránh bão\)/);
  });

  it('assigned afterwards, moves what runs', async () => {
    await dossier.putInForce(withSaturdays(dossier.part, '2026-12-01'));
    dossier.clock.moveTo('2026-06-25T09:00+07:00');
    const id = await office.takeIn(business);
    assert.equal((await read(id)).dueAt, '2026-06-30T10:00:00.000Z');
    const wholeSaturdays = ['07:00-11:00', '13:00-17:00'];
    await dossier.putInForce(withSaturdays(dossier.part, '2026-06-22', { agencyKind: 'commune' }, wholeSaturdays));
    await until(async () => (await read(id)).dueAt === '2026-06-29T10:00:00.000Z');
    assert.match((await explain(id)).acts.at(-1)?.text.vi ?? '', /Lịch làm việc thay đổi/);
  });
});
