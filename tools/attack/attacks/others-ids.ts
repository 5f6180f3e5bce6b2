import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.js';
import { nameOf, placesOf, sampleOf, type Operation } from '../api.js';
import type { Answer, Sent } from '../intruder.js';
import type { Attacker } from '../people.js';
import type { Loot, Scene } from '../scene.js';
import type { Tally } from '../tally.js';

/** The property of a body that holds ids, and the collection that they are of. */
const named: Readonly<Record<string, string>> = {
  dossierIds: 'dossiers',
  'dossierIds[]': 'dossiers',
  taskIds: 'tasks',
  'taskIds[]': 'tasks',
  fileIds: 'files',
  'fileIds[]': 'files',
  resultFileIds: 'files',
  'resultFileIds[]': 'files',
  paymentId: 'payments',
};

/**
 * Ids of others in every place of every route that takes one, by everybody who may not get to them. The answer must be one that an id which
 * never was gets too: anything else tells that it is there.
 */
export const othersIds: Attack = {
  name: 'ids of others in every route',
  async run(scene, tally) {
    for (const operation of scene.operations)
      for (const attacker of scene.attackers) await attempt(scene, tally, operation, attacker);
    for (const attacker of scene.attackers) await submitFilesOfOthers(scene, tally, attacker);
  },
};

async function attempt(scene: Scene, tally: Tally, operation: Operation, attacker: Attacker): Promise<void> {
  for (const place of placesOf(operation.path)) {
    for (const { id } of pick(scene, attacker, place.collection)) {
      const send = (value: string) => request(scene, attacker, operation, { place: place.name, value });
      await compare(tally, `${attacker.identifier} ${nameOf(operation)} {${place.name}}`, id, send);
    }
  }
  if (operation.method === 'GET' || !operation.body || operation.path.includes('{')) return;
  for (const collection of new Set(Object.values(named))) {
    for (const { id } of pick(scene, attacker, collection)) {
      if (!JSON.stringify(bodyOf(scene, operation, collection, id)).includes(id)) continue;
      const send = (value: string) =>
        attacker.as.patiently(operation.method, operation.path, {
          headers: { 'Idempotency-Key': randomUUID() },
          body: bodyOf(scene, operation, collection, value),
        });
      await compare(tally, `${attacker.identifier} ${nameOf(operation)} ${collection} in its body`, id, send);
    }
  }
}

function pick(scene: Scene, attacker: Attacker, collection: string): readonly Loot[] {
  const others = scene.lootOf(collection).filter(({ isFor }) => !isFor(attacker));
  return scene.all || others.length < 2 ? others : [scene.random.pick(others)];
}

async function compare(tally: Tally, what: string, id: string, send: (id: string) => Promise<Answer>): Promise<void> {
  const unknown = randomUUID();
  const [got, nothing] = [await send(id), await send(unknown)];
  const [told, untold] = [said(got, id), said(nothing, unknown)];
  const isThere = got.status < 300 && got.status !== nothing.status;
  tally.count(
    what,
    isThere ? `${got.status} ${got.text.slice(0, 120)}` : told === untold ? undefined : `${told} / ${untold}`,
  );
}

/** What an answer says, whatever the id was that it was asked for. */
function said({ status, text }: Answer, id: string): string {
  const same = text.replaceAll(id, 'ID').replace(/"traceId":"\w+"/, '');
  return `${status} ${same.slice(0, 400)}`;
}

function request(
  scene: Scene,
  attacker: Attacker,
  operation: Operation,
  { place, value }: { place: string; value: string },
): Promise<Answer> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === place
      ? value
      : name === 'form'
        ? 'receipt'
        : name === 'taskId'
          ? randomUUID()
          : ownId(scene, attacker, operation, name),
  );
  const sent: Sent = {
    headers: { 'If-Match': '"1"', ...(operation.method !== 'GET' && { 'Idempotency-Key': randomUUID() }) },
    ...(operation.body && { body: bodyOf(scene, operation) }),
  };
  return attacker.as.patiently(operation.method, path, sent);
}

/** Where two ids are asked for, the other one is the attacker's own. */
function ownId(scene: Scene, attacker: Attacker, { path }: Operation, name: string): string {
  const collection = placesOf(path).find((place) => place.name === name)?.collection ?? '';
  if (collection === 'procedures') return '1.001193';
  return scene.lootOf(collection).find(({ isFor }) => isFor(attacker))?.id ?? randomUUID();
}

function bodyOf(scene: Scene, { body }: Operation, collection?: string, id?: string): unknown {
  if (!body) return undefined;
  return sampleOf(body, scene.api, (name) => {
    if (collection === undefined || id === undefined) return undefined;
    if (name === 'tasks[]') return collection === 'tasks' ? { id, version: 1 } : undefined;
    return named[name] === collection ? (name.endsWith('s') ? [id] : id) : undefined;
  });
}

/** Who hands in a file of somebody else would make it their own. */
async function submitFilesOfOthers(scene: Scene, tally: Tally, attacker: Attacker): Promise<void> {
  if (attacker.profile.kind !== 'citizen') return;
  for (const { id } of pick(scene, attacker, 'files')) {
    const send = (fileId: string) =>
      attacker.as.patiently('POST', '/api/dossier/v1/dossiers', {
        headers: { 'Idempotency-Key': randomUUID() },
        body: { ...scene.dossiers[0]?.declared, components: [{ code: 'birth-attestation', fileIds: [fileId] }] },
      });
    await compare(tally, `${attacker.identifier} hands in a file of another`, id, send);
  }
}
