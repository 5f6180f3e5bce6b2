import { consumers, effectsOn, type ConsumerName } from './effects.js';
import type { Load } from './load.js';
import type { Scene } from './scene.js';

export interface Verdict {
  /** Answers 2xx to commands. */
  readonly acknowledged: number;
  /** What was acknowledged and is not in the history, or what is in the history and had no effect. */
  readonly lost: number;
  readonly duplicated: number;
  /** Effects of one dossier that came before those of an earlier event. */
  readonly outOfOrder: number;
}

interface StoredEvent {
  readonly id: string;
  readonly dossierId: string;
  readonly sequence: number;
  readonly type: string;
  readonly data: {
    readonly citizenId?: string;
    readonly fileIds?: readonly string[];
    readonly taskId?: string;
  };
}

/** The effects that events must have had in a consumer: by the subject that its database notes, the event that causes it. */
const expected: Record<ConsumerName, (event: StoredEvent) => readonly string[]> = {
  notification: ({ id, type, data }) => (isReported(type) && data.citizenId !== undefined ? [id] : []),
  document: ({ type, data }) => (type === 'dossier.submitted' || type === 'step.completed' ? (data.fileIds ?? []) : []),
  reporting: ({ type }) => (isReported(type) ? [type] : []),
};

function isReported(type: string): boolean {
  return /^dossier\.(submitted|accepted|decided|returned)$/.test(type);
}

/** Judges from the databases alone what became of a load, once everything is quiet. */
export async function judge(scene: Scene, load: Load): Promise<Verdict> {
  const ids = load.dossierIds;
  const events = await scene.databases.select<StoredEvent>(
    'dossier',
    `select id, aggregate_id as "dossierId", sequence, type, data::json as data from event_log
      where aggregate_id = any ($1::uuid[]) order by aggregate_id, sequence`,
    [ids],
  );
  const history = countHistory(load, events);
  const strangers = await unacknowledged(scene, load, ids);
  const sums = { lost: history.lost, duplicated: history.duplicated + strangers, outOfOrder: 0 };
  for (const consumer of consumers) {
    const effects = await effectsOn(scene.databases, consumer, ids);
    const judged = judgeEffects(events, effects, expected[consumer]);
    sums.lost += judged.lost;
    sums.duplicated += judged.duplicated;
    sums.outOfOrder += judged.outOfOrder;
  }
  return { acknowledged: load.acknowledged.length, ...sums };
}

/** What a client was told, against what the history holds. */
function countHistory(load: Load, events: readonly StoredEvent[]): { lost: number; duplicated: number } {
  const keyOf = (dossierId: string, type: string, taskId = '') => `${dossierId} ${type} ${taskId}`;
  const counts = new Map<string, number>();
  for (const { dossierId, type, data } of events) {
    const key = keyOf(dossierId, type, /^(task|step|deadline)\./.test(type) ? data.taskId : '');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const told = load.acknowledged.flatMap(({ dossierId, types, taskId }) =>
    types.map((type) => keyOf(dossierId, type, taskId)),
  );
  return {
    lost: told.filter((key) => !counts.has(key)).length,
    duplicated: [...counts.values()].reduce((sum, count) => sum + count - 1, 0),
  };
}

/**
 * Dossiers that came to be without anybody having been told of them: the second one for one key, when every request was answered. They
 * are known by their ids and not by their time, for a clock may have been wrong.
 */
async function unacknowledged(scene: Scene, load: Load, ids: readonly string[]): Promise<number> {
  for (const id of ids) scene.knownIds.add(id);
  const strangers = await scene.databases.select<{ id: string }>(
    'dossier',
    `select aggregate_id as id from event_log where type = 'dossier.submitted' and not aggregate_id = any ($1::uuid[])`,
    [[...scene.knownIds]],
  );
  for (const { id } of strangers) scene.knownIds.add(id);
  return load.refused.length > 0 ? 0 : strangers.length;
}

function judgeEffects(
  events: readonly StoredEvent[],
  effects: readonly { readonly dossierId: string; readonly subject: string }[],
  subjectsOf: (event: StoredEvent) => readonly string[],
): { lost: number; duplicated: number; outOfOrder: number } {
  const sequences = new Map<string, number>();
  // What an event brings about beside what it must: it has its place in the order too.
  const places = new Map(events.map(({ dossierId, id, sequence }) => [`${dossierId} ${id}`, sequence]));
  for (const event of events) {
    for (const subject of subjectsOf(event)) sequences.set(`${event.dossierId} ${subject}`, event.sequence);
  }
  const seen = new Set<string>();
  const last = new Map<string, number>();
  let duplicated = 0;
  let outOfOrder = 0;
  for (const { dossierId, subject } of effects) {
    const key = `${dossierId} ${subject}`;
    if (seen.has(key)) duplicated += 1;
    seen.add(key);
    const sequence = sequences.get(key) ?? places.get(key) ?? 0;
    if (sequence < (last.get(dossierId) ?? 0)) outOfOrder += 1;
    last.set(dossierId, sequence);
  }
  return { lost: [...sequences.keys()].filter((key) => !seen.has(key)).length, duplicated, outOfOrder };
}
