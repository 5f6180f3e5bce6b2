import assert from 'node:assert/strict';
import { markedBirth, type Markers } from './marked-birth.fixture.js';
import type { Person } from './person.fixture.js';

export interface HandedIn {
  readonly id: string;
  readonly code?: string;
  readonly trackingNumber: string;
}

/** What people look at, of every service through every process of it. */
export async function lookAround(
  { officer, citizen, leader, clerk }: Readonly<Record<'officer' | 'citizen' | 'leader' | 'clerk', Person>>,
  dossiers: readonly HandedIn[],
): Promise<void> {
  for (const { id } of dossiers) {
    for (const part of ['', '/timeline', '/deadline'])
      await officer.send('GET', `/api/dossier/v1/dossiers/${id}${part}`);
    await officer.send('GET', `/api/document/v1/dossiers/${id}/forms/receipt`);
  }
  for (let time = 0; time < 2; time++) {
    await citizen.ask('GET', '/api/notification/v1/messages');
    await leader.ask('GET', '/api/reporting/v1/overview');
    await officer.ask('GET', '/api/identity/v1/session');
  }
  // Page by page, so that what an address carries on is among what is looked at.
  for (const [person, list] of [
    [clerk, '/api/dossier/v1/tasks'],
    [officer, '/api/dossier/v1/dossiers'],
  ] as const) {
    const { next } = await person.ask<{ next?: string }>('GET', `${list}?limit=1`);
    assert.ok(next, list);
    await person.ask('GET', `${list}?limit=1&after=${encodeURIComponent(next)}`);
    officer.urls.push(...person.urls);
  }
}

/** Everything that can be refused, with something personal in it. */
export async function bringRefusals(officer: Person, markers: Markers): Promise<void> {
  const stranger = officer.at(officer.baseUrl);
  stranger.cookie = undefined;
  const birth = markedBirth(markers);
  const send = async (expected: number, person: Person, ...asked: Parameters<Person['send']>) => {
    const { status, body } = await person.send(...asked);
    assert.equal(status, expected, `${asked[0]} ${asked[1]}: ${JSON.stringify(body)}`);
  };
  const takeIn = '/api/dossier/v1/counter-dossiers';
  const { applicant } = birth.answers;
  const wrong = {
    ...birth,
    answers: { ...birth.answers, applicant: { ...applicant, phone: markers.words('NoPhone') } },
  };
  await send(422, officer, 'POST', takeIn, { body: wrong });
  await send(422, officer, 'POST', takeIn, { body: { ...birth, [markers.words('Key')]: markers.words('Value') } });
  await send(422, officer, 'POST', takeIn, { body: { ...birth, channel: markers.words('Channel') } });
  await send(400, officer, 'POST', takeIn, { raw: `{"submitter": ${markers.words('NoJson')}` });
  const text = { 'Content-Type': 'text/plain' };
  await send(415, officer, 'POST', takeIn, { raw: markers.words('Text'), headers: text });
  await send(401, stranger, 'POST', '/api/identity/v1/session', {
    body: { identifier: markers.words('Nobody'), password: markers.words('Password') },
  });
  await send(401, stranger, 'POST', '/api/identity/v1/session', {
    body: { identifier: 'tiepnhan.baclieu', password: markers.words('Password') },
  });
  const key = { 'Idempotency-Key': `${markers.words('Key')} with blanks` };
  await send(422, officer, 'POST', takeIn, { body: birth, headers: key });
  await send(415, officer, 'POST', '/api/document/v1/files', {
    raw: `MZ ${markers.words('Program')}`,
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename*=UTF-8''${markers.words('Name')}.pdf`,
    },
  });
  for (const path of [
    `/api/dossier/v1/tracking/${markers.words('Number')}`,
    `/api/dossier/v1/dossiers/${markers.words('Id')}`,
    `/api/dossier/v1/${markers.words('Nowhere')}`,
  ]) {
    await send(404, officer, 'GET', path);
  }
  await send(200, officer, 'GET', `/api/dossier/v1/dossiers?q=${markers.words('Search')}`);
  // What was typed into an address stands in it; it is not the platform that put it there.
  officer.urls.splice(-4);
}
