import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request, type APIRequestContext } from 'playwright-core';

/** What of a task a walk reads. */
interface Task {
  id: string;
  version: number;
  step: { kind: string };
  outcomes: { value: string; tone: string; requiresNote: boolean }[];
  allowed: string[];
}

/** What of a dossier a walk reads. */
export interface WalkedDossier {
  id: string;
  version: number;
  state: string;
  code?: string;
  trackingNumber: string;
  tasks: Task[];
  parts: { id: string; state: string; name: { vi: string } }[];
  submitter: { fullName: string };
  letters: { form: string; of: string }[];
}

const password = 'motcua-2026';
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);

/** Everybody of the demonstration who works on a dossier of the ward of Bạc Liêu, those at the desk first. */
const crew = [
  'tiepnhan.baclieu',
  'chuyenvien.baclieu',
  'hotich.baclieu',
  'chuyenvien.soxaydung',
  'chuyenvien.sonongnghiep',
  'canbo.congan.baclieu',
  'truongcongan.baclieu',
  'canbo.bhxh',
  'giamdoc.bhxh',
  'chutich.baclieu',
];

/**
 * Brings dossiers to where a walk begins, over the API. Which steps a procedure has, and who does them, is read from the dossier as it goes:
 * whoever may complete an open task does, by its first outcome.
 */
export class OfficersByApi {
  private readonly sessions = new Map<string, Promise<APIRequestContext>>();

  constructor(private readonly url: string) {}

  async close(): Promise<void> {
    for (const session of this.sessions.values()) await (await session).dispose();
  }

  async get<T>(who: string, path: string): Promise<T | undefined> {
    const response = await (await this.session(who)).get(path);
    if (response.status() === 404) return undefined;
    assert.equal(response.status(), 200, `${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async post<T>(who: string, path: string, data: unknown, version?: number): Promise<T> {
    const headers = {
      'Idempotency-Key': randomUUID(),
      ...(version !== undefined && { 'If-Match': `"${version}"` }),
    };
    const response = await (await this.session(who)).post(path, { data, headers });
    assert.ok(response.ok(), `${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async read(who: string, id: string): Promise<WalkedDossier> {
    const dossier = await this.get<WalkedDossier>(who, `/api/dossier/v1/dossiers/${id}`);
    assert.ok(dossier, `${who} may read ${id}`);
    return dossier;
  }

  async upload(who: string, name: string): Promise<string> {
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    };
    const response = await (await this.session(who)).post('/api/document/v1/files', { data: pdf, headers });
    assert.equal(response.status(), 201, await response.text());
    const { id } = (await response.json()) as { id: string };
    return id;
  }

  /** A dossier that the desk of the ward takes in on paper for a citizen. */
  async takeIn(dossier: Record<string, unknown>): Promise<string> {
    const desk = 'tiepnhan.baclieu';
    const { id } = await this.post<{ id: string }>(desk, '/api/dossier/v1/counter-dossiers', dossier);
    return id;
  }

  /** Goes on with a dossier until it is so; its parts at other agencies are done on the way. */
  async workUntil(id: string, isThere: (dossier: WalkedDossier) => boolean): Promise<WalkedDossier> {
    for (let round = 0; round < 60; round += 1) {
      const dossier = await this.read('chutich.baclieu', id);
      if (isThere(dossier)) return dossier;
      for (const part of dossier.parts.filter(({ state }) => state === 'inProcess'))
        await this.workUntil(part.id, ({ state }) => state !== 'inProcess');
      // Parts open by a timer, a moment after the step before them.
      if (!(await this.doOneStep(id))) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return assert.fail(`${id} does not get there`);
  }

  private async doOneStep(id: string): Promise<boolean> {
    for (const who of crew) {
      const dossier = await this.get<WalkedDossier>(who, `/api/dossier/v1/dossiers/${id}`);
      const task = dossier?.tasks.find(({ allowed }) => allowed.includes('complete'));
      if (!dossier || !task) continue;
      const [outcome] = task.outcomes;
      const body = {
        ...(outcome && { outcome: outcome.value }),
        ...(outcome?.requiresNote && { note: 'Đạt yêu cầu.' }),
        ...(task.step.kind === 'approve' && { resultFileIds: [await this.upload(who, 'Kết quả.pdf')] }),
        ...(task.step.kind === 'deliver' && { receiver: { fullName: dossier.submitter.fullName } }),
      };
      await this.post(who, `/api/dossier/v1/tasks/${task.id}/complete`, body, task.version);
      return true;
    }
    return false;
  }

  private session(who: string): Promise<APIRequestContext> {
    const known = this.sessions.get(who);
    if (known) return known;
    const session = this.signIn(who);
    this.sessions.set(who, session);
    return session;
  }

  private async signIn(identifier: string): Promise<APIRequestContext> {
    const context = await request.newContext({ baseURL: this.url });
    const response = await context.post('/api/identity/v1/session', { data: { identifier, password } });
    assert.ok(response.ok(), `${identifier}: ${response.status()} ${await response.text()}`);
    return context;
  }
}
