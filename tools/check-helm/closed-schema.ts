/**
 * Validates with a compiled schema that lets unknown fields pass, as Kubernetes' own schemas do, and names them as well: what the schema
 * never looks at, it does not know.
 * @param validate throws when the object breaks the schema
 */
export function faultsAgainst(validate: (watched: unknown) => void, object: unknown): string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  try {
    validate(watch(object, '', seen));
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  // A schema that has found a fault may not have looked any further.
  if (faults.length === 0)
    faults.push(...unseen(object, '', seen).map((path) => `${path} is no field that Kubernetes knows.`));
  return faults.map((fault) => `${titleOf(object)}: ${fault}`);
}

function watch(value: unknown, path: string, seen: Set<string>): unknown {
  if (!isObject(value)) return value;
  return new Proxy(value, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return member;
      seen.add(`${path}/${key}`);
      return watch(member, `${path}/${key}`, seen);
    },
  });
}

/** The uppermost paths that nobody has looked at. */
function unseen(value: unknown, path: string, seen: ReadonlySet<string>): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = `${path}/${key}`;
    return seen.has(place) ? unseen(member, place, seen) : [place];
  });
}

function titleOf(object: unknown): string {
  if (!isObject(object)) return String(object);
  const metadata = 'metadata' in object && isObject(object.metadata) ? object.metadata : {};
  return `${'kind' in object ? String(object.kind) : 'Object'} ${'name' in metadata ? String(metadata.name) : ''}`.trim();
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
