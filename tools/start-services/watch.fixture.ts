import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inCheckout } from '../checkout.js';

interface Rules {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<'summary' | 'runbook_url', string>>;
}

/** What operators are given to watch the platform with. */
export function watch() {
  const { groups } = parse(readFileSync(inCheckout('deploy/alerts/motcua.yaml'), 'utf8')) as Rules;
  const dashboard = JSON.parse(readFileSync(inCheckout('deploy/dashboards/motcua.json'), 'utf8')) as unknown;
  const alerts = groups.flatMap(({ rules }) => rules);
  const queries = [...alerts.map(({ expr }) => expr), ...strings(dashboard)];
  return { alerts, names: new Set(queries.flatMap(metricNames)), pages: headings('docs/operators/observability.md') };
}

/** Of the process itself or of motcua; what Prometheus makes on its own, such as `up`, is left out. */
function metricNames(query: string): string[] {
  return query.match(/\b(?:motcua|process|nodejs)_\w+/g) ?? [];
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** The addresses of a page's headings, as they are made for the web. */
function headings(path: string): Set<string> {
  const found = readFileSync(inCheckout(path), 'utf8').matchAll(/^#+ (.+)$/gm);
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-');
  return new Set([...found].map(([, title = '']) => `${path}#${slug(title)}`));
}
