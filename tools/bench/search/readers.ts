import type { Platform } from '@motcua/platform';
import type { Caller } from '@motcua/service-kit/caller';
import type { SeededProvince } from './seed.js';

export const page = 20;

/** A page that somebody opens. */
export interface Reading {
  /** Which page of the portal, by whom, with what chosen. */
  readonly list: string;
  readonly reader: string;
  readonly filter: string;
  readonly place: 'first' | 'deep';
  readonly read: () => Promise<unknown>;
}

type Dossiers = Parameters<Platform['dossier']['findDossiers']['inScope']>[1];

const views = ['received', 'open', 'onTime', 'overdue', 'done'] as const;

/** Every page of lists that the portal offers, for readers of unequal reach. */
export function readings({ dossier }: Platform, officer: Caller, province: SeededProvince, size: number): Reading[] {
  const { agencies, procedures, positions } = province;
  const [biggest = '', second = ''] = agencies;
  const smallest = agencies.at(-1) ?? '';
  const [common, rare] = [procedures[0]?.code ?? '', procedures.at(-1)?.code ?? ''];
  const of = (held: readonly string[], codes = held): Caller => ({
    ...officer,
    positions: held.map((agencyCode) => ({ agencyCode, positionCode: positions[0], roles: ['process'] })),
    agencyCodes: codes,
  });
  const readers = [
    ['a big agency', of([biggest]), biggest],
    ['a small agency', of([smallest]), smallest],
    [`a leader over ${agencies.length} agencies`, of([second], agencies), biggest],
  ] as const;
  const citizen: Caller = {
    ...officer,
    kind: 'citizen',
    subjectId: province.citizenId,
    positions: [],
    agencyCodes: [],
  };
  const filters: [string, Partial<Dossiers>][] = [
    ['all', {}],
    ...views.map((view): [string, Partial<Dossiers>] => [view, { view }]),
    ['a common procedure', { procedure: common }],
    ['a rare procedure', { procedure: rare }],
    ['overdue of a procedure', { procedure: common, view: 'overdue' }],
    ['done of a rare procedure', { procedure: rare, view: 'done' }],
  ];
  const submitted = cursorAt(new Date(Date.now() - size * 0.6 * 30_000));
  const due = cursorAt(new Date(Date.now() + 300_000_000));
  const overdue = cursorAt(new Date(Date.now() - 100_000_000));
  const deepOf = ({ view }: Partial<Dossiers>) =>
    view === 'overdue' ? overdue : view === 'open' || view === 'onTime' ? due : submitted;
  const list = (reader: string, caller: Caller, filter: string, query: Partial<Dossiers>): Reading[] =>
    (['first', 'deep'] as const).map((place) => ({
      list: 'dossiers',
      reader,
      filter,
      place,
      read: () =>
        dossier.findDossiers.inScope(caller, {
          limit: page,
          ...query,
          ...(place === 'deep' && { after: deepOf(query) }),
        }),
    }));
  const ofDossiers = readers.flatMap(([reader, caller, agency]) => [
    ...filters.flatMap(([filter, query]) => list(reader, caller, filter, query)),
    ...list(reader, caller, 'all of one agency', { agency }),
    ...list(reader, caller, 'overdue of one agency', { agency, view: 'overdue' }),
    ...list(reader, caller, 'a code', { q: 'SEED.77' }).slice(0, 1),
    ...list(reader, caller, 'a code of nobody', { q: 'H12.16-261130-9999' }).slice(0, 1),
  ]);
  const workers = [
    ['a big agency', of([biggest])],
    ['a small agency', of([smallest])],
    ['positions in five agencies', of(agencies.slice(0, 5))],
  ] as const;
  const ofTasks = workers.flatMap(([reader, caller]): Reading[] => {
    const inbox = (filter: string, query: Partial<Parameters<typeof dossier.inbox.list>[1]>): Reading[] =>
      (['first', 'deep'] as const).map((place) => ({
        list: 'inbox',
        reader,
        filter,
        place,
        read: () =>
          dossier.inbox.list(caller, {
            queue: 'group',
            state: 'open',
            limit: page,
            ...query,
            ...(place === 'deep' && { after: due }),
          }),
      }));
    return [
      ...inbox('the group’s', {}),
      ...inbox('mine', { queue: 'mine' }),
      ...inbox('a common procedure', { procedure: common }),
      ...inbox('a rare procedure', { procedure: rare }),
      ...inbox('completed by me', { queue: 'mine', state: 'completed' }),
      { list: 'inbox', reader, filter: 'counts', place: 'first', read: () => dossier.inbox.counts(caller) },
    ];
  });
  const mine = (['first', 'deep'] as const).map((place): Reading => ({
    list: 'my dossiers',
    reader: 'a citizen',
    filter: 'all',
    place,
    read: () => dossier.findDossiers.mine(citizen, { limit: page, ...(place === 'deep' && { after: submitted }) }),
  }));
  return [...ofDossiers, ...ofTasks, ...mine];
}

/** The `next` of a page that ended at an instant. */
function cursorAt(at: Date): string {
  return Buffer.from(`${at.toISOString()} 80000000-0000-7000-8000-000000000000`).toString('base64url');
}
