import assert from 'node:assert/strict';
import type { Caller } from '@motcua/service-kit/caller';
import { until, type DossierForTest } from '../dossier.fixture.js';
import type { DossierDetail } from '../dossier/dossier.schemas.js';
import type { AcceptedDossier, TakeInDossierInput } from '../intake/intake.schemas.js';
import type { ProcedureVersion, Rules } from '../rules/rules.js';
import { ngoc } from '../sample-dossiers.fixture.js';
import { OfficersAtWork, type OpenTask } from '../task/officers-at-work.fixture.js';
import { callName, optionsOfMessage, optionsOfStep, timerName, type Option, type WaitEnd } from './branches.fixture.js';
import { declarationOn } from './declaration.fixture.js';
import type { Door } from './http-door.fixture.js';

const mostSteps = 60;

/** Where a dossier comes in, and who decides it. */
export interface Counter {
  readonly intakeAgencyCode: string;
  readonly competentAgencyCode: string;
  /** The account of the officer at the counter. */
  readonly officer: string;
}

/** What a dossier waits for without an officer. */
interface Waiting {
  readonly kind: 'message' | 'timer';
  readonly elementId: string;
  readonly messageName: string;
  readonly fireAt: Date;
}

/** How one dossier went from its acceptance to its end. */
export interface Walk {
  readonly id: string;
  /** What happened at each step, wait and call in turn. */
  readonly happened: readonly string[];
  /** What was proposed last. */
  readonly decision: 'approved' | 'refused';
}

/**
 * Leads dossiers through their procedures over HTTP. At each place it lets happen what has happened least often so far, so that a few
 * dossiers meet every branch.
 */
export class Walker {
  private readonly office: OfficersAtWork;
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly dossier: DossierForTest,
    private readonly door: Door,
    private readonly rules: Rules,
  ) {
    this.office = new OfficersAtWork(dossier);
  }

  /** Whether something of a procedure has happened on some walk. */
  hasMet(procedureCode: string, name: string): boolean {
    return this.counts.has(`${procedureCode} ${name}`);
  }

  /** Hands in a complete dossier on paper at a counter. */
  takeIn(procedureCode: string, counter: Counter, change: Partial<TakeInDossierInput> = {}): Promise<AcceptedDossier> {
    const { definition } = this.rules.getProcedure(procedureCode, 1);
    const required = definition.components.filter(({ required, form }) => required && !form);
    return this.door.command(this.dossier.people.officer(counter.officer), 'counter-dossiers', {
      body: {
        procedureCode,
        competentAgencyCode: counter.competentAgencyCode,
        intakeAgencyCode: counter.intakeAgencyCode,
        channel: 'counter',
        submitter: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: ngoc, phone: '0912000001' },
        answers: declarationOn(definition.form),
        components: required.map(({ code, sets, copyKind: [copyKind] }) => ({ code, sets, copyKind, fileIds: [] })),
        ...change,
      } satisfies TakeInDossierInput,
    });
  }

  /** Leads an accepted dossier to its end. */
  async walk(id: string, procedureCode: string): Promise<Walk> {
    const procedure = this.rules.getProcedure(procedureCode, 1);
    const happened: string[] = [];
    const silent = new Set<string>();
    let decision: Walk['decision'] = 'approved';
    const note = (name: string) => {
      const key = `${procedureCode} ${name}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      happened.push(name);
    };
    for (;;) {
      assert.ok(happened.length < mostSteps, `the dossier does not come to an end: ${happened.join(' → ')}`);
      const tasks = await this.office.openTasks(id);
      const task = tasks.find((open) => !silent.has(open.id));
      if (task) {
        const option = this.leastMet(procedureCode, optionsOfStep(procedure, task.element_id));
        note(option.name);
        if (option.type === 'silence') silent.add(task.id);
        else await this.complete(id, task, option);
        if (task.kind === 'decide') decision = toneOf(procedure, task, option) === 'negative' ? 'refused' : 'approved';
        continue;
      }
      const part = await this.openPart(id);
      if (part) {
        const walked = await this.walk(part.id, part.procedure_code);
        note(callName(part.element_id, walked.decision));
        continue;
      }
      if (tasks.length > 0) {
        await this.letLapse(tasks);
        continue;
      }
      const waits = await this.waitsOf(id);
      if (waits.length === 0) return { id, happened, decision };
      await this.endOneOf(id, procedureCode, waits, note);
    }
  }

  /** Completes one task as its officer. */
  private async complete(dossierId: string, task: OpenTask, option: Option): Promise<void> {
    const outcome = option.type === 'outcome' ? option.value : undefined;
    const officer = this.dossier.people.officer(this.office.usernameFor(task));
    if (task.kind === 'deliver') await this.takeFee(officer, dossierId);
    await this.door.command(officer, `tasks/${task.id}/complete`, {
      version: task.version,
      body: {
        ...(outcome !== undefined && { outcome }),
        ...(option.type === 'outcome' && option.requiresNote && { note: `Lý do ở bước ${task.element_id}` }),
      },
    });
  }

  /** Whoever hands over a result that waits for its fee takes the fee first. */
  private async takeFee(desk: Caller, dossierId: string): Promise<void> {
    const { turns, fees, version, decision } = await this.door.read<DossierDetail>(desk, `dossiers/${dossierId}`);
    const mayPay = turns.some(({ turn, allowed }) => turn === 'recordPayment' && allowed);
    if (!mayPay || decision === 'refused') return;
    const amountVnd = fees.reduce((sum, fee) => sum + fee.amountVnd, 0);
    await this.door.command(desk, `dossiers/${dossierId}/counter-payment`, {
      version,
      body: { amountVnd, means: 'cash', receiptNumber: `BL ${dossierId}` },
    });
  }

  /** Lets the time go by until those who were asked have said nothing for long enough. */
  private async letLapse(tasks: readonly OpenTask[]): Promise<void> {
    const ids = tasks.map(({ id }) => id);
    const [last] = await this.dossier.select<{ due_at: Date }>(
      'select max(due_at) as due_at from task where id = any ($1)',
      [ids],
    );
    assert.ok(last);
    this.dossier.clock.moveTo(new Date(last.due_at.getTime() + 60_000).toISOString());
    await until(async () => {
      const open = await this.dossier.select(`select from task where id = any ($1) and state = 'open'`, [ids]);
      return open.length === 0;
    });
  }

  private async endOneOf(
    id: string,
    procedureCode: string,
    waits: readonly Waiting[],
    note: (name: string) => void,
  ): Promise<void> {
    const options = waits.flatMap(({ kind, elementId, messageName, fireAt }): WaitEnd[] =>
      kind === 'timer'
        ? [{ type: 'timer', name: timerName(elementId), elementId, fireAt }]
        : optionsOfMessage(elementId, messageName),
    );
    const chosen = this.leastMet(procedureCode, options);
    note(chosen.name);
    if (chosen.type === 'timer') {
      this.dossier.clock.moveTo(new Date(chosen.fireAt.getTime() + 60_000).toISOString());
      await until(async () => !(await this.waitsOf(id)).some(({ elementId }) => elementId === chosen.elementId));
      return;
    }
    assert.equal(await this.tell(id, chosen.messageName, chosen.variables), 1, `${chosen.messageName} is awaited`);
  }

  /** Brings a message to a dossier; gives how many waited for it. */
  async tell(id: string, name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<number> {
    const [row] = await this.dossier.select<{ tracking_number: string; intake_agency_code: string }>(
      'select tracking_number, intake_agency_code from dossier where id = $1',
      [id],
    );
    const desk = this.dossier.people.holderOf([`${row?.intake_agency_code ?? ''}/one-stop-officer`]);
    const { delivered } = await this.door.command<{ delivered: number }>(
      this.dossier.people.officer(desk),
      'messages',
      {
        body: { name, correlation: row?.tracking_number, variables },
      },
    );
    return delivered;
  }

  private async openPart(id: string): Promise<{ id: string; procedure_code: string; element_id: string } | undefined> {
    const parts = () =>
      this.dossier.select<{ id: string; procedure_code: string; element_id: string; state: string }>(
        `select k.id, k.procedure_code, c.element_id, k.state from dossier k
           join process_call c on c.dossier_id = k.parent_id and c.call_key = k.parent_call_key
          where k.parent_id = $1 order by c.element_id`,
        [id],
      );
    // What a call opens comes by a timer, a moment later.
    await until(async () => {
      const coming = await this.dossier.select(
        `select from timer where dossier_id = $1 and kind = 'subDossier' and state = 'waiting'`,
        [id],
      );
      return coming.length === 0;
    });
    return (await parts()).find(({ state }) => state === 'inProcess');
  }

  async waitsOf(id: string): Promise<Waiting[]> {
    return this.dossier.select<Waiting>(
      `select 'message' as kind, element_id as "elementId", message_name as "messageName", null::timestamptz as "fireAt"
         from subscription where dossier_id = $1
       union all
       select 'timer', element_id, '', fire_at from timer where dossier_id = $1 and kind = 'process' and state in ('waiting', 'held')
       order by 1, 2`,
      [id],
    );
  }

  private leastMet<T extends { readonly name: string }>(procedureCode: string, options: readonly T[]): T {
    const count = ({ name }: T) => this.counts.get(`${procedureCode} ${name}`) ?? 0;
    const [least] = [...options].sort((a, b) => count(a) - count(b));
    assert.ok(least);
    return least;
  }
}

function toneOf({ definition }: ProcedureVersion, task: OpenTask, option: Option): string | undefined {
  const outcomes = definition.steps[task.element_id]?.outcomes ?? [];
  return outcomes.find(({ value }) => option.type === 'outcome' && value === option.value)?.tone;
}
