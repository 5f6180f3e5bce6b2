/** What `npm audit --json` says of one package: its own advisories, and the names of packages that it has others from. */
export interface AuditReport {
  readonly vulnerabilities: Readonly<
    Record<
      string,
      {
        readonly via: readonly (
          string | { readonly name: string; readonly title: string; readonly url: string; readonly severity: string }
        )[];
      }
    >
  >;
}

/** An advisory that was read and does not reach us. */
export interface AllowedAdvisory {
  /** GHSA-… */
  readonly id: string;
  readonly why: string;
  /** The last civil day on which that is believed; it is then read again. */
  readonly until: string;
}

/** Entries that nobody has looked at for too long, or that say too little. They are faults wherever the check runs. */
export function allowListFaults(allowed: readonly AllowedAdvisory[], today: string): string[] {
  return allowed.flatMap(({ id, why, until }) => {
    if (!/^GHSA(-[a-z0-9]{4}){3}$/.test(id)) return [`${id} is no id of an advisory`];
    if (why.trim().length < 20) return [`${id} is allowed without a reason`];
    if (!/^\d{4}-\d\d-\d\d$/.test(until)) return [`${id} is allowed without an end`];
    return until < today ? [`${id} was allowed until ${until}: read it again`] : [];
  });
}

/** Every advisory, of whatever severity, that nobody has allowed; and what is allowed for nothing. */
export function advisoryFaults(report: AuditReport, allowed: readonly AllowedAdvisory[]): string[] {
  const found = new Map<string, string>();
  for (const { via } of Object.values(report.vulnerabilities)) {
    for (const advisory of via) {
      if (typeof advisory === 'string') continue;
      const id = advisory.url.split('/').at(-1) ?? '';
      found.set(id, `${id} (${advisory.severity}) ${advisory.name}: ${advisory.title}`);
    }
  }
  const ids = new Set(allowed.map(({ id }) => id));
  const open = [...found].filter(([id]) => !ids.has(id)).map(([, text]) => text);
  return [...open, ...[...ids].filter((id) => !found.has(id)).map((id) => `${id} is allowed and no longer reported`)];
}

/** A report, or undefined for what npm says when the registry does not answer. */
export function readReport(output: string): AuditReport | undefined {
  try {
    const parsed: unknown = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
    return isReport(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isReport(value: unknown): value is AuditReport {
  return typeof value === 'object' && value !== null && 'vulnerabilities' in value;
}
