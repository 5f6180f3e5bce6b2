import { documentSettings } from '@motcua/document';
import { dossierSettings } from '@motcua/dossier';
import { identitySettings } from '@motcua/identity';
import { notificationSettings } from '@motcua/notification';
import { defaultOf, valuesOf, variableName, type Setting, type Settings } from '@motcua/service-kit/config';
import { processSettings } from '@motcua/service-kit/service';

const introduction = `# Configuration

For whoever runs the platform: everything that can be set, from the code itself (\`npm run configuration -w apps/platform\` writes this page, and
a spec fails while it is out of date).

A process reads its settings once, when it starts, from environment variables; one that cannot start names every fault at once. What may change
while it runs is no setting: provinces, roles and templates are applied through the API.

With Helm a setting stands under its name at \`services.<service>.settings\`, a secret one at \`services.<service>.secretSettings\`; hosts, ports, keys,
certificates and addresses are set by the chart from values of its own. The embedded platform (\`npm start\`) reads the settings of the HTTP door,
those of waiting for the database, and those of each service.

A secret is never printed, and none has a default.
`;

const groups: readonly { title: string; text: string; has: (name: string) => boolean }[] = [
  {
    title: 'The HTTP door of every service',
    text: 'Over a limit a request is refused with a problem (RFC 9457): 408 too slow, 413 body, 431 headers, 503 with `Retry-After` too many at once. What a proxy in front allows must be no less: its own limits of bodies and times come first.',
    has: (name) => name.startsWith('http') || name === 'trustedProxies',
  },
  {
    title: 'The database of every service',
    text: 'Replicas times connections, and one more a replica for the relay, for the timers of dossier and for its payments online (two more with the national portal), must fit into `max_connections` of PostgreSQL. Who waits in vain gets 503 with `Retry-After`.',
    has: (name) => name.startsWith('database'),
  },
  { title: 'Kafka', text: '', has: (name) => name.startsWith('kafka') },
  {
    title: 'Calls between services',
    text: '',
    has: (name) => name.startsWith('grpc') || name === 'peers' || name === 'keysFile',
  },
];

const services: Readonly<Record<string, Settings>> = {
  identity: identitySettings,
  dossier: dossierSettings,
  document: documentSettings,
  notification: notificationSettings,
};

/** The page that tells operators every setting: `docs/operators/configuration.md`. */
export function configurationPage(): string {
  const names = Object.keys(processSettings);
  const rest = names.filter((name) => !groups.some(({ has }) => has(name)));
  return [
    introduction,
    ...groups.map(({ title, text, has }) => section(title, text, pick(names.filter(has)))),
    section('The rest of every service process', '', pick(rest)),
    ...Object.entries(services).map(([service, settings]) => section(`The service \`${service}\``, '', settings)),
    'The service `reporting` has none of its own: its rules are the province’s.\n',
  ].join('\n');
}

function pick(names: readonly string[]): Settings {
  return Object.fromEntries(Object.entries(processSettings).filter(([name]) => names.includes(name)));
}

function section(title: string, text: string, settings: Settings): string {
  const rows = Object.entries(settings).map(([name, setting]) => `| ${cells(name, setting).join(' | ')} |`);
  return [
    `## ${title}`,
    ...(text ? ['', text] : []),
    '',
    '| setting | variable | meaning | values | default |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function cells(name: string, setting: Setting<unknown>): string[] {
  const meaning = setting.description.replace(/^[a-z](?=[a-z ])/, (first) => first.toUpperCase()).replace(/\.$/, '');
  return [
    `\`${name}\``,
    `\`${variableName(name)}\``,
    `${meaning}${setting.secret ? ' (**secret**)' : ''}`,
    valuesOf(setting),
    defaultText(setting),
  ].map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;'));
}

function defaultText(setting: Setting<unknown>): string {
  const found = defaultOf(setting);
  if (!found) return '**must be set**';
  const { value } = found;
  if (value === undefined) return 'none';
  if (value === '') return 'empty';
  if (Array.isArray(value) && value.length === 0) return 'none';
  if (Array.isArray(value)) return `\`${value.join(', ')}\``;
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
