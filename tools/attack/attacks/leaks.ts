import type { Attack } from '../attack.js';
import { nameOf, placesOf, type Operation } from '../api.js';
import type { Canary } from '../canary.js';
import { Intruder } from '../intruder.js';
import { isSession } from '../permitted.js';
import { maySee, type Scene } from '../scene.js';

/** Whoever reads: an account, or nobody in particular. */
interface Reader {
  readonly name: string;
  readonly as: Intruder;
  readonly sees: (canary: Canary & { readonly dossierId: string }) => boolean;
}

/**
 * Reads every route that answers, as everybody and as nobody, for every id that there is, and looks in each answer for values that this reader
 * may not see.
 */
export const leaks: Attack = {
  name: 'personal fields in the answers to others',
  async run(scene, tally) {
    const canaries = scene.dossiers.flatMap(({ id, canaries }) =>
      canaries.map((canary) => ({ ...canary, dossierId: id })),
    );
    for (const reader of readers(scene)) {
      const secret = canaries.filter((canary) => !reader.sees(canary));
      for (const operation of scene.operations) {
        if (operation.method !== 'GET' || isSession(operation)) continue;
        for (const path of pathsOf(scene, operation)) {
          const { text } = await reader.as.patiently('GET', path);
          const seen = secret.find(({ value }) => text.includes(value));
          tally.count(
            `${reader.name} ${nameOf(operation)} ${path}`,
            seen && `shows ${seen.field} of ${seen.dossierId}`,
          );
        }
      }
    }
  },
};

function readers(scene: Scene): Reader[] {
  const dossiers = new Map(scene.dossiers.map((dossier) => [dossier.id, dossier]));
  return [
    { name: 'nobody', as: new Intruder(scene.url), sees: () => false },
    ...scene.attackers.map((attacker) => ({
      name: attacker.identifier,
      as: attacker.as,
      sees: ({ dossierId, seenBy }: Canary & { dossierId: string }) => {
        const dossier = dossiers.get(dossierId);
        if (!dossier || seenBy === 'nobody' || !maySee(attacker, dossier)) return false;
        return seenBy === 'everybody' || attacker.profile.kind === 'officer';
      },
    })),
  ];
}

/** The addresses of a route with every id, and with every question that brings more rows. */
function pathsOf(scene: Scene, { path, query }: Operation): string[] {
  const filled = placesOf(path).reduce<string[]>(
    (paths, { name, collection }) =>
      paths.flatMap((each) => idsOf(scene, collection).map((id) => each.replace(`{${name}}`, encodeURIComponent(id)))),
    [path],
  );
  const names = query.map(({ name }) => name);
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const questions: string[] = query.some(({ required }) => required === true) ? [] : [''];
  if (names.includes('agency')) {
    const period = names.includes('from') ? `&from=${today}&to=${today}` : '';
    for (const agency of new Set(scene.dossiers.flatMap(({ agencies }) => [...agencies])))
      questions.push(`?agency=${agency}${period}`);
  }
  if (names.includes('q'))
    for (const { canaries } of scene.dossiers)
      questions.push(`?q=${encodeURIComponent(canaries.find(({ field }) => /fullName/i.test(field))?.value ?? '')}`);
  return filled.flatMap((each) => questions.map((question) => each + question));
}

function idsOf(scene: Scene, collection: string): readonly string[] {
  if (collection === 'procedures') return ['1.001193'];
  if (collection === 'forms') return ['receipt'];
  if (collection === 'tracking') return scene.dossiers.map(({ trackingNumber }) => trackingNumber);
  return scene.lootOf(collection).map(({ id }) => id);
}
