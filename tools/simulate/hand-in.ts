import { randomUUID } from 'node:crypto';
import type { FormDefinition } from '@motcua/form';
import { unwrap, type components, type MotcuaClient } from '@motcua/sdk';
import { plausibleAnswers, type AnswerContext } from './answers.js';
import { paper } from './paper.js';
import { identityNumber, personName, phoneNumber } from './people.js';
import type { Random } from './random.js';
import type { Session } from './session.js';

type Procedure = components['schemas']['Procedure'];

/** A dossier for the simulation to go on with. */
export interface HandedIn {
  readonly id: string;
  readonly version: number;
  readonly accepted: boolean;
}

/** Hands a dossier in online, with a file for each required paper. */
export async function handInOnline(
  citizen: Session,
  procedure: Procedure,
  agencyCode: string,
  random: Random,
  context: AnswerContext,
): Promise<HandedIn> {
  const components = await Promise.all(
    procedure.components
      .filter(({ isForm, required }) => !isForm && required)
      .map(async ({ code, name }) => ({ code, fileIds: [await upload(citizen.client, name.vi)] })),
  );
  const body = {
    procedureCode: procedure.code,
    competentAgencyCode: agencyCode,
    answers: answersOf(procedure, random, context),
    components,
  };
  const submitted = unwrap(
    await citizen.client.POST('/api/dossier/v1/dossiers', {
      params: { header: { 'Idempotency-Key': randomUUID() } },
      body,
    }),
  );
  return { id: submitted.id, version: submitted.version, accepted: false };
}

/** Takes a dossier in at an officer's counter, on paper, now and then with a scan. */
export async function takeInAtCounter(
  officer: Session,
  procedure: Procedure,
  agencyCode: string,
  random: Random,
  context: AnswerContext,
): Promise<HandedIn> {
  const intakeAgencyCode =
    officer.profile.positions.find((position) => position.roles.includes('intake'))?.agencyCode ?? '';
  const components = await Promise.all(
    procedure.components
      .filter(({ isForm, required }) => !isForm && required)
      .map(async ({ code, name, sets, copyKinds }) => ({
        code,
        sets,
        ...(copyKinds[0] && { copyKind: copyKinds[0] }),
        fileIds: random.chance(0.3) ? [await upload(officer.client, name.vi)] : [],
      })),
  );
  const body = {
    procedureCode: procedure.code,
    competentAgencyCode: agencyCode,
    intakeAgencyCode,
    channel: procedure.ways.includes('postal') && random.chance(0.15) ? ('postal' as const) : ('counter' as const),
    submitter: { fullName: personName(random), identityNumber: identityNumber(random), phone: phoneNumber(random) },
    answers: answersOf(procedure, random, context),
    components,
  };
  const accepted = unwrap(
    await officer.client.POST('/api/dossier/v1/counter-dossiers', {
      params: { header: { 'Idempotency-Key': randomUUID() } },
      body,
    }),
  );
  return { id: accepted.id, version: accepted.version, accepted: true };
}

/** Gives the id of a file with a page that says what it is. */
export async function upload(client: MotcuaClient, name: string): Promise<string> {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(`${name.replaceAll('/', '-').slice(0, 80)}.pdf`)}`;
  const answer = await client.POST('/api/document/v1/files', {
    params: { header: { 'Content-Disposition': disposition } },
    headers: { 'Content-Type': 'application/pdf' },
    body: paper(name),
    bodySerializer: (body) => body,
  });
  return unwrap(answer).id;
}

function answersOf(procedure: Procedure, random: Random, context: AnswerContext): Record<string, unknown> {
  // The API describes a form loosely, as its schema is a schema of schemas; it is the pack's own.
  return plausibleAnswers(procedure.form as unknown as FormDefinition, random, context);
}
