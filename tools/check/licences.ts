/** A part of what is shipped, as CycloneDX 1.5 names it. */
export interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version?: string;
  readonly purl?: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

/** A part whose own text of a licence was read, because its package names none of the list. */
export interface ReviewedLicence {
  readonly package: string;
  readonly version: string;
  readonly why: string;
}

/** Licences that let the platform be used, changed and passed on by anybody: none asks that what is built on it be given away. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** A sentence for each part that may not be shipped, and for each review that no part needs any more. */
export function licenceFaults(components: readonly Component[], reviewed: readonly ReviewedLicence[]): string[] {
  const needed = new Set<ReviewedLicence>();
  const faults: string[] = [];
  for (const component of components) {
    const licence = licenceOf(component);
    if (isPermissive(licence)) continue;
    const name = nameOf(component);
    const review = reviewed.find((each) => each.package === name && each.version === component.version);
    if (review) needed.add(review);
    else faults.push(`${name}@${component.version ?? '?'} is under ${licence || 'no licence that it names'}`);
  }
  const stale = reviewed.filter((review) => !needed.has(review));
  return [...faults, ...stale.map((review) => `${review.package}@${review.version} is reviewed and not shipped`)];
}

function nameOf({ group, name, purl }: Component): string {
  if (group) return `${group}/${name}`;
  const scope = /^pkg:npm\/(%40[^/]+)\//.exec(purl ?? '')?.[1];
  return scope ? `${decodeURIComponent(scope)}/${name}` : name;
}

function licenceOf({ licenses = [] }: Component): string {
  return licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join(' AND ');
}

/** An SPDX expression: one side of OR is enough, AND wants both. An exception (WITH) only adds a permission. */
function isPermissive(expression: string): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let result = both();
    while (tokens[at] === 'OR') {
      at += 1;
      const other = both();
      result ||= other;
    }
    return result;
  };
  const both = (): boolean => {
    let result = one();
    while (tokens[at] === 'AND') {
      at += 1;
      const other = one();
      result &&= other;
    }
    return result;
  };
  const one = (): boolean => {
    const token = tokens[at++];
    if (token === '(') {
      const result = either();
      return tokens[at++] === ')' && result;
    }
    if (tokens[at] === 'WITH') at += 2;
    return token !== undefined && permissive.has(token);
  };
  return either() && at === tokens.length;
}
