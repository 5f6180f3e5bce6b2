import type { Caller } from '@motcua/service-kit/caller';
import { codeKeyOf, readTrackingNumber } from '../tracking/tracking-number.js';
import { dossierColumns, readCursor } from './dossier-view.js';
import type { DossiersQuery } from './dossier.schemas.js';

type View = NonNullable<DossiersQuery['view']>;

/** What each view holds, and how it is ordered: what is in process by its due date, the rest newest first. */
const views = {
  all: { lists: ['open', 'done', 'other'], by: 'submitted' },
  received: { lists: ['open', 'done'], by: 'submitted' },
  open: { lists: ['open'], by: 'due' },
  onTime: { lists: ['open'], by: 'due', due: 'later' },
  overdue: { lists: ['open'], by: 'due', due: 'before' },
  done: { lists: ['done'], by: 'submitted' },
} as const satisfies Record<
  View | 'all',
  { lists: readonly string[]; by: keyof typeof orders; due?: 'later' | 'before' }
>;

/** Written out, so that the indexes of both orders serve. `first` is behind what a first page starts. */
const orders = {
  submitted: {
    column: 'submitted_at',
    list: 'r.list = w.list',
    comparison: '<',
    direction: 'desc',
    first: 'infinity',
    firstId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  },
  due: {
    column: 'due_at',
    list: `r.list = 'open'`,
    comparison: '>',
    direction: 'asc',
    first: '-infinity',
    firstId: '00000000-0000-0000-0000-000000000000',
  },
} as const;

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Which instant of a dossier the order of a view goes by. */
export function orderOf(query: DossiersQuery): keyof typeof orders {
  return views[query.view ?? 'all'].by;
}

/**
 * A page of the dossiers that an officer's agencies took in, decide or have a step of, by one statement whose cost depends on the page and
 * on how many agencies there are, never on how many dossiers.
 */
export function listedDossiers(caller: Caller, query: DossiersQuery, now: Date): Statement {
  const { lists, ...view } = views[query.view ?? 'all'];
  const order = orders[view.by];
  const after = readCursor(query.after);
  const values: unknown[] = [
    caller.agencyCodes,
    lists,
    after?.at ?? order.first,
    after?.id ?? order.firstId,
    query.limit + 1,
  ];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    `(r.${order.column}, r.dossier_id) ${order.comparison} ($3::timestamptz, $4::uuid)`,
    ...('due' in view ? [`r.due_at ${view.due === 'later' ? '>=' : '<'} ${given(now)}::timestamptz`] : []),
    ...(query.agency === undefined ? [] : [`r.competent_agency_code = ${given(query.agency)}`]),
    ...(query.procedure === undefined ? [] : [`r.procedure_code = ${given(query.procedure)}`]),
  ];
  const number = query.q?.trim();
  const text = number
    ? numbered(conditions, given(codeKeyOf(number)), given(readTrackingNumber(number) ?? ''))
    : merged(conditions, order);
  return { text, values };
}

/** Those that bear a number: one, if any, and whether it is the caller's to see is asked of that one alone. */
function numbered(conditions: readonly string[], codeKey: string, trackingNumber: string): string {
  return `select ${dossierColumns} from dossier d cross join lateral (
       select from dossier_agency r
        where r.dossier_id = d.id and r.agency_code = any ($1::text[]) and r.list = any ($2::text[]) and ${conditions.join(' and ')} limit 1) r
     where d.code_key = ${codeKey} or d.tracking_number = ${trackingNumber}
     order by d.submitted_at desc, d.id desc limit $5`;
}

/**
 * Each agency's list is a lane of an index that is in order already. A dossier of the page lies in a lane whose first one is among the
 * first of all lanes, so only those lanes are read on.
 */
function merged(
  conditions: readonly string[],
  { column, list, direction }: (typeof orders)[keyof typeof orders],
): string {
  const lane = (limit: string) => `select r.${column} as at, r.dossier_id from dossier_agency r
         where r.agency_code = w.agency_code and ${list} and ${conditions.join(' and ')}
         order by r.${column} ${direction}, r.dossier_id ${direction} limit ${limit}`;
  const inOrder = (table: string) => `${table}.at ${direction}, ${table}.dossier_id ${direction}`;
  return `with way as (
       select a.agency_code, l.list from unnest($1::text[]) as a (agency_code) cross join unnest($2::text[]) as l (list)),
     lane as (
       select w.agency_code, w.list, dense_rank() over (order by ${inOrder('h')}) as place from way w cross join lateral (${lane('1')}) h),
     found as (
       select distinct f.at, f.dossier_id from lane w cross join lateral (${lane('$5')}) f
        where w.place <= $5 order by ${inOrder('f')} limit $5)
     select ${dossierColumns} from found f join dossier d on d.id = f.dossier_id order by ${inOrder('f')}`;
}
