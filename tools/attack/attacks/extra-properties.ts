import type { Attack } from '../attack.js';
import { changedAt, nameOf, resolve, type Schema } from '../api.js';
import { bodyFor, filled, isSession, permittedFor, sendTo } from '../permitted.js';
import type { Scene } from '../scene.js';

/** What decides who may do what, what something costs and where it stands: nobody says these in a request. */
const decisive: Readonly<Record<string, unknown>> = {
  id: '00000000-0000-7000-8000-000000000001',
  citizenId: '00000000-0000-7000-8000-000000000001',
  subjectId: '00000000-0000-7000-8000-000000000001',
  state: 'decided',
  decision: 'approved',
  roles: ['administer'],
  agencyCodes: ['ubnd-tinh-ca-mau'],
  fees: [],
  feeState: 'paid',
  version: 99,
  dueAt: '2099-01-01T00:00:00Z',
  isAdministrator: true,
  demo: false,
  constructor: {},
};

/** Every body, and every object in it, with a property that it does not have. It must be refused by name, not left out in silence. */
export const extraProperties: Attack = {
  name: 'properties that nobody may set',
  async run(scene, tally) {
    for (const operation of scene.operations) {
      if (!operation.body || isSession(operation)) continue;
      const attacker = await permittedFor(scene, operation);
      if (!attacker) continue;
      const body = bodyFor(scene, operation);
      for (const at of strictObjects(operation.body, scene, body)) {
        for (const name of namesFor(scene)) {
          if (hasProperty(operation.body, scene, at, name)) continue;
          const { status, text } = await sendTo(attacker, operation, filled(operation), {
            body: changedAt(body, [...at, name], decisive[name]),
          });
          const pointer = `/${[...at, name].join('/')}`;
          const isRefused = status === 422 && text.includes(`"${pointer}"`);
          if (status === 401) continue; // unsigned: read by nobody
          tally.count(`${nameOf(operation)} ${pointer}`, isRefused ? undefined : `${status} ${text.slice(0, 160)}`);
        }
      }
    }
  },
};

function namesFor(scene: Scene): readonly string[] {
  const names = Object.keys(decisive);
  return scene.all ? names : [...new Set([scene.random.pick(names), scene.random.pick(names)])];
}

/** Where the body's schema has objects that take nothing but what it names. */
function strictObjects(
  schema: Schema,
  scene: Scene,
  value: unknown,
  at: readonly string[] = [],
): (readonly string[])[] {
  const { properties, additionalProperties, items } = resolve(schema, scene.api);
  if (Array.isArray(value)) return items && value.length > 0 ? strictObjects(items, scene, value[0], [...at, '0']) : [];
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => {
    const property = properties?.[key];
    return property ? strictObjects(property, scene, each, [...at, key]) : [];
  });
  return additionalProperties === false ? [at, ...inner] : inner;
}

function hasProperty(schema: Schema, scene: Scene, at: readonly string[], name: string): boolean {
  const object = at.reduce<Schema>((found, key) => {
    const { items, properties } = resolve(found, scene.api);
    return (/^\d+$/.test(key) ? items : properties?.[key]) ?? {};
  }, schema);
  return Object.hasOwn(resolve(object, scene.api).properties ?? {}, name);
}
