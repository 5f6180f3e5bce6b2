import { readPayload } from '@motcua/contracts/events';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import type { DossierGround } from '../dossier-ground.js';
import { stepShown, type Rules } from '../rules/rules.js';
import { givenWay, portalWay } from '../national-portal/portal-way.js';
import { fieldsAt } from '../supplement/declared-fields.js';
import { TimelineItem, type Timeline } from './dossier.schemas.js';
import { namesOf } from './people.js';
import { reachableBy } from './row-scope.js';

interface EventRow {
  readonly decided_at: Date | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly sequence: number;
  readonly type: string;
  readonly occurred_at: Date;
  readonly actor_id: string;
  readonly actor_kind: string;
  readonly agency_code: string | null;
  readonly position_code: string | null;
  readonly data: string;
  readonly event_id: string;
  /** The reason that was given for the act. */
  readonly act_note: Sealed | null;
}

interface TaskRow {
  readonly id: string;
  readonly element_id: string;
  readonly note: Sealed | null;
}

/** The history of a dossier for those who may see it: the rows of the event log, and nothing beside them. */
export class ReadTimeline {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @throws NotFound (404) for unknown and forbidden ones alike */
  async execute(caller: Caller, dossierId: string): Promise<Timeline> {
    const scope = reachableBy(caller, 2);
    const rows = await this.ground.queries.read<EventRow>(
      `select d.decided_at, d.procedure_code, d.procedure_version, d.pack_hash, l.sequence, l.type, l.occurred_at, l.actor_id, l.actor_kind, l.agency_code, l.position_code, l.data,
              l.id as event_id, n.note as act_note
         from dossier d join event_log l on l.aggregate_id = d.id left join act_note n on n.event_id = l.id where d.id = $1 and ${scope.condition} order by l.sequence limit 1000`,
      [dossierId, ...scope.values],
    );
    const [first] = rows;
    if (!first) throw new NotFound();
    const isOfficer = caller.kind === 'officer';
    const [rules, names, tasks] = await Promise.all([
      this.ground.packs.get(this.ground.queries, first.pack_hash),
      isOfficer
        ? namesOf(
            this.identity,
            rows.filter((row) => row.actor_kind !== 'system').map((row) => row.actor_id),
          )
        : new Map<string, string>(),
      this.ground.queries.read<TaskRow>('select id, element_id, note from task where dossier_id = $1', [dossierId]),
    ]);
    const noteOf = new Map(
      tasks.flatMap(({ id, note }) =>
        isOfficer && note ? [[id, this.ground.sealer.open(note, `task.note:${id}`)] as const] : [],
      ),
    );
    for (const { event_id: id, type, act_note: note } of rows) {
      if (note && (isOfficer || type === 'result.corrected'))
        noteOf.set(id, this.ground.sealer.open(note, `act_note.note:${id}`));
    }
    // The step that a task belongs to now: a migration may have given it another name.
    const elementOf = new Map(tasks.map(({ id, element_id }) => [id, element_id]));
    const seesOutcomes = isOfficer || first.decided_at !== null;
    return { items: rows.flatMap((row) => item(row, rules, names, noteOf, elementOf, seesOutcomes)) };
  }
}

/**
 * One entry. Citizens read the position and the agency, officers the name and the notes to colleagues as well; what was proposed is no
 * citizen's before the decision.
 */
function item(
  row: EventRow,
  rules: Rules,
  names: ReadonlyMap<string, string>,
  noteOf: ReadonlyMap<string, string>,
  elementOf: ReadonlyMap<string, string>,
  seesOutcomes: boolean,
): TimelineItem[] {
  const type = TimelineItem.shape.type.safeParse(row.type);
  if (!type.success) return [];
  const name = names.get(row.actor_id);
  const base = {
    sequence: row.sequence,
    at: row.occurred_at.toISOString(),
    type: type.data,
    actor: {
      ...(name !== undefined && { displayName: name }),
      ...(row.position_code && { positionTitle: rules.positionTitle(row.position_code) }),
      ...(row.agency_code && { agencyName: rules.agencyName(row.agency_code, row.occurred_at) }),
    },
  };
  const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
  const {
    elementId,
    noteId = row.event_id,
    outcome,
    agencyCode,
    deadline,
    amountVnd,
    nationalPortal,
    fields = [],
  } = about(type.data, row.data, elementOf);
  const step = elementId === undefined ? undefined : stepShown(definition, elementId);
  const chosen = step?.outcomes?.find((candidate) => candidate.value === outcome);
  const note = noteOf.get(noteId);
  return [
    {
      ...base,
      ...(elementId !== undefined && step && { step: { elementId, name: step.name } }),
      ...(agencyCode !== undefined && {
        agency: { code: agencyCode, name: rules.agencyName(agencyCode, row.occurred_at) },
      }),
      ...(deadline && {
        ...(deadline.dueAt && { dueAt: deadline.dueAt.toISOString() }),
        recipients: deadline.recipients.map((recipient) => {
          const [agency = '', position = ''] = recipient.split('/');
          return {
            positionTitle: rules.positionTitle(position),
            agencyName: rules.agencyName(agency, row.occurred_at),
          };
        }),
      }),
      ...(amountVnd !== undefined && { amountVnd }),
      ...(chosen && seesOutcomes && { outcome: { value: chosen.value, name: chosen.name } }),
      ...(note !== undefined && { note }),
      ...(fields.length > 0 && { fields: fieldsAt(definition.form, fields) }),
      ...(nationalPortal && { nationalPortal }),
    },
  ];
}

/** What an event says of the process, beside who did it and when. */
interface About {
  readonly elementId?: string | undefined;
  /** The task whose note belongs to the entry, in the place of the event's own. */
  readonly noteId?: string;
  readonly outcome?: string | undefined;
  /** The agency that it concerns, where that is not the one that acted. */
  readonly agencyCode?: string | undefined;
  readonly nationalPortal?: TimelineItem['nationalPortal'];
  readonly amountVnd?: number;
  /** Of the declaration, by JSON pointer. */
  readonly fields?: readonly string[];
  readonly deadline?: { readonly dueAt?: Date | undefined; readonly recipients: readonly string[] };
}

function about(type: TimelineItem['type'], data: string, elementOf: ReadonlyMap<string, string>): About {
  switch (type) {
    case 'dossier.submitted':
      return { nationalPortal: portalWay(readPayload(type, data).nationalPortal) };
    case 'supplement.requested':
      return { fields: readPayload(type, data).fields };
    case 'supplement.answered': {
      const { changedFields, nationalPortal } = readPayload(type, data);
      return { fields: changedFields, nationalPortal: givenWay(nationalPortal) };
    }
    case 'dossier.withdrawn':
      return { nationalPortal: givenWay(readPayload(type, data).nationalPortal) };
    case 'task.claimed':
    case 'task.released':
    case 'task.reassigned': {
      const { elementId, taskId } = readPayload(type, data);
      return { elementId: elementOf.get(taskId) ?? elementId };
    }
    case 'dossier.reopened':
    case 'subdossier.opened':
    case 'subdossier.closed':
      return { elementId: readPayload(type, data).elementId };
    case 'step.returned':
      return { elementId: readPayload(type, data).toElementId };
    case 'step.completed': {
      const { elementId, taskId, outcome } = readPayload(type, data);
      return { elementId: elementOf.get(taskId) ?? elementId, noteId: taskId, outcome };
    }
    case 'consultation.asked':
    case 'consultation.lapsed':
    case 'consultation.withdrawn': {
      const { taskId, agencyCode } = readPayload(type, data);
      return { elementId: elementOf.get(taskId), agencyCode };
    }
    case 'dossier.transferred':
      return { agencyCode: readPayload(type, data).dossier?.competentAgencyCode };
    case 'deadline.warned':
    case 'deadline.escalated': {
      const { taskId, dueAt, recipients } = readPayload(type, data);
      return { elementId: taskId && elementOf.get(taskId), deadline: { dueAt, recipients } };
    }
    case 'fee.assessed':
    case 'fee.paid':
    case 'fee.refunded':
      return { amountVnd: readPayload(type, data).amountVnd };
    default:
      return {};
  }
}
