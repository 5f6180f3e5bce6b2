import { randomUUID } from 'node:crypto';
import { ProblemError, unwrap, type components } from '@motcua/sdk';
import type { Random } from './random.js';
import type { Session } from './session.js';
import { takeOfficersTurn } from './turns.js';

type Task = components['schemas']['Task'];

/** What another officer may have done meanwhile; the simulation looks again. */
const overtaken = new Set(
  [
    'task-already-completed',
    'task-claimed-by-another',
    'task-cancelled',
    'version-stale',
    'dossier-already-accepted',
    'turn-not-possible', // it waits for papers, or for its fee
  ].map((slug) => `urn:motcua:problem:${slug}`),
);

const reasons = [
  'Đủ điều kiện theo quy định.',
  'Hồ sơ đầy đủ, hợp lệ.',
  'Chưa đủ căn cứ, đề nghị xem lại giấy tờ kèm theo.',
  'Đã đối chiếu với cơ sở dữ liệu.',
];

/** Works once through an officer's inbox; some tasks are left for later. Gives how many steps were done. */
export async function workThroughInbox(officer: Session, random: Random, diligence: number): Promise<number> {
  let done = 0;
  for (const queue of ['mine', 'group'] as const) {
    const { items } = unwrap(
      await officer.client.GET('/api/dossier/v1/tasks', { params: { query: { queue, limit: 50 } } }),
    );
    for (const task of items) {
      if (!task.allowed.includes('complete') || !random.chance(diligence)) continue;
      if (await unlessOvertaken(() => work(officer, task, random))) done++;
    }
  }
  return done;
}

async function work(officer: Session, task: Task, random: Random): Promise<void> {
  const path = { id: task.id };
  const claimed = task.allowed.includes('claim')
    ? unwrap(
        await officer.client.POST('/api/dossier/v1/tasks/{id}/claim', {
          params: { path, header: { 'If-Match': `"${task.version}"` } },
        }),
      )
    : task;
  if (random.chance(0.1)) return; // taken in charge, and left on the desk
  if (await takeOfficersTurn(officer, task.dossierId, random)) return;
  if (task.step.kind === 'receive') {
    // A procedure may have its first step done by somebody who is at no counter; taking in is not theirs.
    return officer.profile.permissions.includes('dossier.intake') ? accept(officer, task) : undefined;
  }
  const outcome = chooseOutcome(task, random);
  unwrap(
    await officer.client.POST('/api/dossier/v1/tasks/{id}/complete', {
      params: { path, header: { 'If-Match': `"${claimed.version}"`, 'Idempotency-Key': randomUUID() } },
      body: {
        ...(outcome && { outcome: outcome.value }),
        ...((outcome?.requiresNote ?? random.chance(0.3)) && { note: random.pick(reasons) }),
        ...(task.step.kind === 'deliver' && (await handOver(officer, task, random))),
      },
    }),
  );
}

/** The result goes the way that its applicant wants. */
async function handOver(officer: Session, task: Task, random: Random): Promise<{ postalItem?: string }> {
  const path = { id: task.dossierId };
  const { resultBy } = unwrap(await officer.client.GET('/api/dossier/v1/dossiers/{id}', { params: { path } }));
  return resultBy === 'postal' ? { postalItem: `EB${random.whole(100_000_000, 999_999_999)}VN` } : {};
}

async function accept(officer: Session, task: Task): Promise<void> {
  const path = { id: task.dossierId };
  const { version } = unwrap(await officer.client.GET('/api/dossier/v1/dossiers/{id}', { params: { path } }));
  unwrap(
    await officer.client.POST('/api/dossier/v1/dossiers/{id}/accept', {
      params: { path, header: { 'If-Match': `"${version}"`, 'Idempotency-Key': randomUUID() } },
    }),
  );
}

/** Mostly the good outcome, now and then a refusal or another round. */
function chooseOutcome({ outcomes }: Task, random: Random): Task['outcomes'][number] | undefined {
  if (outcomes.length === 0) return undefined;
  const good = outcomes.filter(({ tone }) => tone === 'positive');
  return good.length > 0 && random.chance(0.88) ? random.pick(good) : random.pick(outcomes);
}

async function unlessOvertaken(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof ProblemError && overtaken.has(error.type)) return false;
    throw error;
  }
}
