import { Channel, Decision, Timeliness } from '@motcua/contracts/dossier/v1/events';
import { readPayload, type EventPayload } from '@motcua/contracts/events';

/** Columns of `dossier_report` as one event says them. A value that the contract does not know is null, and the table refuses it. */
type Columns = Readonly<Record<string, string | Date | null | undefined>> & { readonly dossier_id: string };

/** How the events of one type get into the projection. */
export interface DossierFact {
  /** `$1` a JSON array of rows, one a dossier; `$2` the generations that they are written to. */
  readonly statement: string;
  /** The row that an event's payload makes. */
  readonly rowOf: (data: string) => Columns;
}

const channels: Readonly<Partial<Record<Channel, string>>> = {
  [Channel.CHANNEL_ONLINE]: 'online',
  [Channel.CHANNEL_COUNTER]: 'counter',
  [Channel.CHANNEL_POSTAL]: 'postal',
  [Channel.CHANNEL_MOBILE]: 'mobile',
};

const decisions: Readonly<Partial<Record<Decision, string>>> = {
  [Decision.DECISION_APPROVED]: 'approved',
  [Decision.DECISION_REFUSED]: 'refused',
};

const timelinesses: Readonly<Partial<Record<Timeliness, string>>> = {
  [Timeliness.TIMELINESS_EARLY]: 'early',
  [Timeliness.TIMELINESS_ON_TIME]: 'onTime',
  [Timeliness.TIMELINESS_OVERDUE]: 'overdue',
};

/** The events that reports are made of. */
export const dossierFacts: ReadonlyMap<string, DossierFact> = new Map([
  fact('dossier.submitted', {
    instant: 'submitted_at',
    columns: { intake_agency_code: 'text', channel: 'text' },
    row: (event) => ({
      submitted_at: event.submittedAt,
      intake_agency_code: event.intakeAgencyCode,
      channel: channels[event.channel],
    }),
  }),
  fact('dossier.accepted', {
    instant: 'accepted_at',
    columns: { intake_agency_code: 'text', channel: 'text', field_code: 'text', due_at: 'timestamptz' },
    row: (event) => ({
      accepted_at: event.acceptedAt,
      due_at: event.dueAt,
      intake_agency_code: event.intakeAgencyCode,
      channel: channels[event.channel],
      field_code: event.fieldCode,
    }),
    counts: { received: 'count(*)' },
  }),
  fact('dossier.decided', {
    instant: 'decided_at',
    columns: { decision: 'text', timeliness: 'text' },
    row: (event) => ({
      decided_at: event.decidedAt,
      decision: decisions[event.decision],
      timeliness: timelinesses[event.timeliness],
    }),
    counts: {
      done_early: `count(*) filter (where timeliness = 'early')`,
      done_on_time: `count(*) filter (where timeliness = 'onTime')`,
      done_overdue: `count(*) filter (where timeliness = 'overdue')`,
    },
  }),
  fact('dossier.returned', {
    instant: 'returned_at',
    columns: {},
    row: (event) => ({ returned_at: event.returnedAt }),
  }),
]);

type DossierEventType = 'dossier.submitted' | 'dossier.accepted' | 'dossier.decided' | 'dossier.returned';

interface FactShape<T extends DossierEventType> {
  /** The column that tells whether the event is in the row already. */
  readonly instant: string;
  /** Further columns that it fills, with their types. */
  readonly columns: Readonly<Record<string, string>>;
  readonly row: (event: EventPayload<T>) => Readonly<Record<string, string | Date | undefined>>;
  /** Columns of `daily_count` that it adds to on the day of `instant`. */
  readonly counts?: Readonly<Record<string, string>>;
}

/**
 * An event fills its columns once, whatever came before it and however often it comes, and what it counts it counts then: so live
 * events and those of a rebuild may meet in any order.
 */
function fact<T extends DossierEventType>(type: T, { instant, columns, row, counts }: FactShape<T>) {
  const types = { procedure_code: 'text', competent_agency_code: 'text', [instant]: 'timestamptz', ...columns };
  const names = Object.keys(types);
  const filled = `
    insert into dossier_report as d (generation, dossier_id, ${names.join(', ')})
    select generation, dossier_id, ${names.join(', ')}
      from jsonb_to_recordset($1::jsonb) as said (dossier_id uuid, ${entries(types, ' ')}), unnest($2::smallint[]) as generation
     order by dossier_id
    on conflict (generation, dossier_id) do update
       set ${names.map((name) => `${name} = coalesce(d.${name}, excluded.${name})`).join(', ')}
     where d.${instant} is null`;
  const statement = counts
    ? `with filled as (${filled} returning *)
       insert into daily_count as c (generation, agency_code, day, procedure_code, ${Object.keys(counts).join(', ')})
       select generation, competent_agency_code, (${instant} at time zone 'Asia/Ho_Chi_Minh')::date, procedure_code, ${Object.values(counts).join(', ')}
         from filled group by 1, 2, 3, 4 order by 1, 2, 3, 4
       on conflict (generation, agency_code, day, procedure_code) do update
          set ${Object.keys(counts)
            .map((name) => `${name} = c.${name} + excluded.${name}`)
            .join(', ')}`
    : filled;
  const rowOf = (data: string): Columns => {
    const event = readPayload(type, data);
    return {
      dossier_id: event.dossierId,
      procedure_code: event.procedureCode,
      competent_agency_code: event.competentAgencyCode,
      ...row(event),
    };
  };
  return [type, { statement, rowOf }] as const;
}

function entries(record: Readonly<Record<string, string>>, separator: string): string {
  return Object.entries(record)
    .map((entry) => entry.join(separator))
    .join(', ');
}
