import { randomUUID } from 'node:crypto';
import type { FormDefinition } from '@motcua/form';
import { plausibleAnswers, type AnswerContext } from '../simulate/answers.js';
import { paper } from '../simulate/paper.js';
import { identityNumber, phoneNumber } from '../simulate/people.js';
import type { Random } from '../simulate/random.js';
import { changedAt, textsIn } from './api.js';
import { newCanary, type Canary } from './canary.js';
import { Failure } from '../command-line.js';
import type { Answer, Intruder } from './intruder.js';
import type { Attacker } from './people.js';

/** A dossier that the attacks are after. */
export interface StagedDossier {
  readonly id: string;
  readonly trackingNumber: string;
  /** The citizen's account; nobody's for one that was handed in on paper by somebody without one. */
  readonly holderId: string | undefined;
  /** Agencies that took it in, decide it or have a step of it. */
  readonly agencies: ReadonlySet<string>;
  readonly fileIds: readonly string[];
  /** As it was handed in. */
  readonly declared: object;
  readonly canaries: readonly Canary[];
  /** Somebody who may read all of it. */
  readonly reader: Attacker;
}

interface Procedure {
  readonly code: string;
  readonly form: object;
  readonly components: readonly {
    readonly code: string;
    readonly isForm: boolean;
    readonly required: boolean;
    readonly copyKinds: readonly string[];
  }[];
}

interface Read {
  readonly id: string;
  readonly version: number;
  readonly trackingNumber: string;
  readonly competentAgency: { readonly code: string };
  readonly intakeAgency: { readonly code: string };
}

/** What is handed in, by whom, where. */
export interface Plan {
  readonly procedureCode: string;
  readonly agencyCode: string;
  readonly officer: Attacker;
  /** Whose account it is handed in from; on paper at the officer's counter without one. */
  readonly citizen?: Attacker;
  /** What is written where a text is free; a value of its own each time without it. */
  readonly word?: (random: Random) => string;
}

/** Hands a dossier in with a value of its own in each personal field, and has it accepted. */
export async function stage(plan: Plan, random: Random, context: AnswerContext): Promise<StagedDossier> {
  const { procedureCode, agencyCode, officer, citizen, word = newCanary } = plan;
  const sender = citizen ?? officer;
  const procedure = good(await sender.as.patiently('GET', `/api/dossier/v1/procedures/${procedureCode}`)) as Procedure;
  const canaries: Canary[] = [];
  const files = await Promise.all(
    procedure.components
      .filter(({ isForm, required }) => !isForm && required)
      .map(async ({ code, copyKinds }) => {
        const name = newCanary(random);
        canaries.push({ value: name, field: `file ${code}`, seenBy: 'everybody' });
        return { code, copyKind: copyKinds[0], id: await upload(sender.as, `${name}.pdf`) };
      }),
  );
  const drawn = plausibleAnswers(procedure.form as FormDefinition, random, context);
  const answers = withCanaries(drawn, procedure, () => word(random), canaries);
  const components = files.map(({ code, id, copyKind }) => ({
    code,
    fileIds: [id],
    ...(!citizen && { sets: 1, ...(copyKind !== undefined && { copyKind }) }),
  }));
  const declared = { procedureCode, competentAgencyCode: agencyCode, answers, components };
  const { id } = citizen
    ? await handInOnline(citizen, officer, declared)
    : await takeIn(officer, declared, { random, word }, canaries);
  const read = good(await officer.as.patiently('GET', `/api/dossier/v1/dossiers/${id}`)) as Read;
  return {
    id,
    trackingNumber: read.trackingNumber,
    holderId: citizen?.profile.subjectId,
    agencies: new Set([read.competentAgency.code, read.intakeAgency.code]),
    fileIds: files.map((file) => file.id),
    declared,
    canaries,
    reader: officer,
  };
}

async function handInOnline(citizen: Attacker, officer: Attacker, body: object): Promise<Read> {
  const read = good(await citizen.as.patiently('POST', '/api/dossier/v1/dossiers', { body })) as Read;
  const headers = { 'If-Match': `"${read.version}"`, 'Idempotency-Key': randomUUID() };
  good(await officer.as.patiently('POST', `/api/dossier/v1/dossiers/${read.id}/accept`, { headers }));
  return read;
}

async function takeIn(
  officer: Attacker,
  declared: object,
  { random, word }: { random: Random; word: (random: Random) => string },
  canaries: Canary[],
): Promise<Read> {
  const intakeAgencyCode = officer.profile.positions.find(({ roles }) => roles.includes('intake'))?.agencyCode;
  const submitter = {
    fullName: word(random),
    identityNumber: identityNumber(random),
    phone: phoneNumber(random),
    email: `${newCanary(random)
      .normalize('NFD')
      .replace(/[^a-z]/gi, '')}@example.vn`,
    address: word(random),
  };
  // The number is shown masked to everybody but its holder; this one has no account.
  canaries.push({ value: submitter.identityNumber, field: 'submitter.identityNumber', seenBy: 'nobody' });
  for (const field of ['fullName', 'phone', 'email', 'address'] as const)
    canaries.push({ value: submitter[field], field: `submitter.${field}`, seenBy: 'officers' });
  const body = { ...declared, intakeAgencyCode, channel: 'counter', submitter };
  return good(await officer.as.patiently('POST', '/api/dossier/v1/counter-dossiers', { body })) as Read;
}

/** Free text gets a value of its own, and numbers of people that were drawn for this dossier are such already. */
function withCanaries(drawn: object, { form }: Procedure, word: () => string, canaries: Canary[]): unknown {
  let answers: unknown = drawn;
  for (const at of textsIn(drawn)) {
    const value = at.reduce<unknown>((found, key) => Reflect.get(Object(found), key), drawn);
    const field = `answers.${at.join('.')}`;
    if (typeof value === 'string' && /^\d{10,12}$/.test(value)) canaries.push({ value, field, seenBy: 'everybody' });
    if (!isFreeText((form as FormDefinition).schema, at)) continue;
    const canary = word();
    answers = changedAt(answers, at, canary);
    canaries.push({ value: canary, field, seenBy: 'everybody' });
  }
  return answers;
}

function isFreeText(schema: object, at: readonly string[]): boolean {
  const found = at.reduce<unknown>(
    (place, key) => Reflect.get(Object(Reflect.get(Object(place), 'properties')), key),
    schema,
  );
  const { format, pattern, enum: choices, const: only, maxLength = 100 } = Object(found) as Record<string, unknown>;
  return [format, pattern, choices, only].every((rule) => rule === undefined) && Number(maxLength) >= 40;
}

export async function upload(as: Intruder, name: string): Promise<string> {
  const answer = await as.patiently('POST', '/api/document/v1/files', {
    raw: paper('Tệp'),
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
  return (good(answer) as { id: string }).id;
}

/** @throws Failure for what a decent person asks and does not get */
export function good({ status, json, text }: Answer): unknown {
  if (status < 300) return json;
  throw new Failure(`The ground could not be laid: ${status} ${text.slice(0, 600)}`);
}
