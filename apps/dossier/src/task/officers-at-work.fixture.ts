import assert from 'node:assert/strict';
import type { Caller } from '@motcua/service-kit/caller';
import type { DossierForTest } from '../dossier.fixture.js';
import type { TaskView } from '../dossier/dossier.schemas.js';
import { onPaper } from '../sample-dossiers.fixture.js';
import type { CompleteTaskInput } from './complete-task.schemas.js';

export interface OpenTask {
  readonly id: string;
  readonly version: number;
  readonly element_id: string;
  readonly kind: string;
  readonly agency_code: string;
  readonly candidates: readonly string[];
}

/** The officers of the sample province, who do what lies on their desks. */
export class OfficersAtWork {
  constructor(private readonly dossier: DossierForTest) {}

  /** A dossier taken in at the commune's counter; gives its id. */
  async takeIn(procedureCode: string): Promise<string> {
    const officer = this.dossier.people.officer('tiepnhan.baclieu');
    return (await this.dossier.service.takeInDossier.execute(officer, onPaper(procedureCode))).id;
  }

  openTasks(dossierId: string): Promise<OpenTask[]> {
    return this.dossier.select<OpenTask>(
      `select id, version, element_id, kind, agency_code, candidates from task where dossier_id = $1 and state = 'open'
        order by element_id, agency_code`,
      [dossierId],
    );
  }

  /** @param agencyCode where several agencies have the step */
  async openTask(dossierId: string, elementId?: string, agencyCode?: string): Promise<OpenTask> {
    const tasks = await this.openTasks(dossierId);
    const task = tasks.find(
      ({ element_id, agency_code }) =>
        (elementId === undefined || element_id === elementId) &&
        (agencyCode === undefined || agency_code === agencyCode),
    );
    assert.ok(task, `${elementId ?? 'a task'} is not open, but ${tasks.map(({ element_id }) => element_id).join()}`);
    return task;
  }

  /** The account that does a task. */
  usernameFor({ candidates }: OpenTask): string {
    return this.dossier.people.holderOf(candidates);
  }

  /** Completes the open task of a step with what its officer chooses. */
  async complete(
    dossierId: string,
    elementId: string,
    input: CompleteTaskInput = {},
    agencyCode?: string,
  ): Promise<void> {
    const task = await this.openTask(dossierId, elementId, agencyCode);
    const officer = this.dossier.people.officer(this.usernameFor(task));
    if (task.kind === 'deliver') await this.takeFee(officer, dossierId);
    await this.dossier.service.completeTask.execute(officer, task.id, task.version, input);
  }

  /** Whoever hands a result over that waits for its fee takes the fee first. */
  private async takeFee(desk: Caller, dossierId: string): Promise<void> {
    const { feeFirst, feeState, fees, version, decision } = await this.dossier.service.readDossier.execute(
      desk,
      dossierId,
    );
    if (!feeFirst || feeState !== 'due' || decision === 'refused') return;
    const amountVnd = fees.reduce((sum, fee) => sum + fee.amountVnd, 0);
    const payment = { amountVnd, means: 'cash', receiptNumber: `BL ${dossierId}` } as const;
    await this.dossier.service.recordPayment.execute(desk, dossierId, version, payment);
  }

  /** Does every step until one of the given id is open. */
  async workUntil(dossierId: string, elementId: string): Promise<OpenTask> {
    for (let step = 0; step < 20; step++) {
      const tasks = await this.openTasks(dossierId);
      const reached = tasks.find((task) => task.element_id === elementId);
      if (reached) return reached;
      const [next] = tasks;
      assert.ok(next, `the process ended before ${elementId}`);
      await this.complete(dossierId, next.element_id, await this.firstOutcome(next));
    }
    throw new Error(`${elementId} was not reached`);
  }

  /** What is chosen at a step when all goes well: the first of its outcomes, if it has any. */
  async firstOutcome(task: OpenTask): Promise<CompleteTaskInput> {
    const {
      outcomes: [first],
    } = await this.view(this.usernameFor(task), task.id);
    return first ? { outcome: first.value } : {};
  }

  view(username: string, taskId: string): Promise<TaskView> {
    return this.dossier.service.inbox.get(this.dossier.people.officer(username), taskId);
  }
}
