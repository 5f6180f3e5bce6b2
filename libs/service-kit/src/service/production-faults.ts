import { secretFault, variableName, type Settings } from '../config/index.js';
import { KeysUnusable, readPlatformKeys, type PlatformKeys } from './platform-keys.js';
import type { ProcessConfig } from './process-settings.js';

/** What a process has read before it decides whether it may serve people. */
export interface ProcessSetUp {
  readonly config: ProcessConfig;
  /** The settings of process and service together, and their values. */
  readonly settings: Settings;
  readonly values: Readonly<Record<string, unknown>>;
  /** What the process is to do: `migrate` needs the database alone. */
  readonly command: string;
}

/**
 * Why a process may not serve people, each fault with what mends it; none for one that may. What the platform cannot be told to do is not
 * looked for: there is no setting that opens the API to pages of other sites, and none that lets scripts read the session cookie.
 */
export function productionFaults(setUp: ProcessSetUp): string[] {
  const { config, command } = setUp;
  const always = [...keyFaults(config), ...secretFaults(setUp), ...plainDatabase(config)];
  if (command === 'migrate') return always;
  return [
    ...always,
    ...demonstration(setUp.values),
    ...doorFaults(config),
    ...publicAddressFaults(setUp),
    ...missingPasswords(config),
    ...plainConnections(config),
    ...plainAddresses(setUp, config.allowPlainText),
  ];
}

/** The same of the embedded platform, whose database, bus and calls stay on its machine and whose keys and passwords it makes itself. */
export function embeddedProductionFaults({ settings, values }: Pick<ProcessSetUp, 'settings' | 'values'>): string[] {
  const trustedProxies = Number(values.trustedProxies);
  return [
    ...secretFaults({ settings, values }),
    ...demonstration(values),
    ...doorFaults({ trustedProxies }),
    ...publicAddressFaults({ settings, values }),
    ...plainAddresses({ settings, values }, []),
  ];
}

function demonstration({ demo }: ProcessSetUp['values']): string[] {
  if (demo !== true) return [];
  return ['MOTCUA_DEMO: shows accounts with their passwords to everybody; set it to false'];
}

/** The door itself speaks plain HTTP; whether people came by https, only a proxy in front can tell. */
function doorFaults({ trustedProxies }: Pick<ProcessConfig, 'trustedProxies'>): string[] {
  if (trustedProxies > 0) return [];
  return [
    'MOTCUA_TRUSTED_PROXIES: is 0, so that people come without https and the session cookie goes over the network in plain text; put a proxy with a certificate in front and say how many there are',
  ];
}

/** Applications sign people in under this address, and passkeys hold for it: whoever stands in between must not be able to. */
function publicAddressFaults({ settings, values: { publicUrl } }: Pick<ProcessSetUp, 'settings' | 'values'>): string[] {
  if (!('publicUrl' in settings) || (typeof publicUrl === 'string' && publicUrl.startsWith('https://'))) return [];
  return [
    'MOTCUA_PUBLIC_URL: is missing or without https; give the address at which people reach the platform, https://motcua.example.vn',
  ];
}

function keyFaults({ keysFile }: ProcessConfig): string[] {
  try {
    return weakKeys(readPlatformKeys(keysFile));
  } catch (error) {
    if (error instanceof KeysUnusable) return [`MOTCUA_KEYS_FILE: ${error.message}`];
    throw error;
  }
}

function weakKeys({ meshKey, sealingKeys }: PlatformKeys): string[] {
  const keys = [meshKey, sealingKeys.indexKey, ...Object.values(sealingKeys.keys)];
  const mend = 'make the file with tools/make-secrets.mjs, before there is data';
  const faults: string[] = [];
  if (keys.some((key) => new Set(key).size < 8))
    faults.push(`MOTCUA_KEYS_FILE: holds a key that is no random one; ${mend}`);
  if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length) {
    faults.push(`MOTCUA_KEYS_FILE: holds the same key for two purposes; ${mend}`);
  }
  return faults;
}

function secretFaults({ settings, values }: Pick<ProcessSetUp, 'settings' | 'values'>): string[] {
  return Object.entries(settings).flatMap(([name, { secret }]) => {
    const value = values[name];
    const fault = secret && typeof value === 'string' ? secretFault(value) : undefined;
    return fault === undefined ? [] : [`${variableName(name)}: ${fault}; make one with: openssl rand -base64 24`];
  });
}

/** Over a Unix socket PostgreSQL knows the process by its user. */
function missingPasswords({ databaseHost, databasePassword, kafkaUsername, kafkaPassword, ...rest }: ProcessConfig) {
  const faults: string[] = [];
  if (!databaseHost.startsWith('/') && !databasePassword) {
    faults.push('MOTCUA_DATABASE_PASSWORD: is missing; the database must ask everybody for one');
  }
  if (!rest.allowPlainText.includes('kafka') && !(kafkaUsername && kafkaPassword)) {
    faults.push(
      'MOTCUA_KAFKA_USERNAME, MOTCUA_KAFKA_PASSWORD: are missing; the broker must ask everybody who they are',
    );
  }
  return faults;
}

const elsewhere = (hop: string) => `, or name ${hop} in MOTCUA_ALLOW_PLAIN_TEXT where the network itself encrypts it`;

function plainDatabase({ databaseHost, databaseCaFile, allowPlainText }: ProcessConfig): string[] {
  if (databaseCaFile || databaseHost.startsWith('/') || allowPlainText.includes('database')) return [];
  return [
    `MOTCUA_DATABASE_CA_FILE: is missing, so that the database is spoken to in plain text; give it${elsewhere('database')}`,
  ];
}

function plainConnections({ kafkaCaFile, grpcCaFile, allowPlainText }: ProcessConfig): string[] {
  const faults: string[] = [];
  if (!kafkaCaFile && !allowPlainText.includes('kafka')) {
    faults.push(
      `MOTCUA_KAFKA_CA_FILE: is missing, so that the broker is spoken to in plain text; give it${elsewhere('kafka')}`,
    );
  }
  if (!grpcCaFile && !allowPlainText.includes('grpc')) {
    faults.push(
      `MOTCUA_GRPC_CERT_FILE, _KEY_FILE, _CA_FILE: are missing, so that services call one another in plain text; give them${elsewhere('grpc')}`,
    );
  }
  return faults;
}

/** Where traces go is inside the data centre, and they hold no personal data; the public address is judged by itself. What is on the own machine crosses no network. */
function plainAddresses(
  { settings, values }: Pick<ProcessSetUp, 'settings' | 'values'>,
  allowed: ProcessConfig['allowPlainText'],
): string[] {
  return Object.keys(settings).flatMap((name) => {
    const value = values[name];
    if (['otlpEndpoint', 'publicUrl'].includes(name) || typeof value !== 'string') return [];
    const plain = plainAddress(value);
    if (!plain || allowed.includes(plain.hop)) return [];
    return [`${variableName(name)}: is an address without encryption; give ${plain.better}${elsewhere(plain.hop)}`];
  });
}

/** A mail server that merely offers STARTTLS can be kept from offering it by whoever stands in between. */
function plainAddress(value: string): { readonly hop: 'http' | 'mail'; readonly better: string } | undefined {
  if (!/^(http|smtp):\/\//i.test(value) || !URL.canParse(value)) return undefined;
  const { protocol, hostname, searchParams } = new URL(value);
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return undefined;
  if (protocol === 'http:') return { hop: 'http', better: 'https://…' };
  if (searchParams.get('requireTLS') === 'true') return undefined;
  return { hop: 'mail', better: 'smtps://… or smtp://…?requireTLS=true' };
}
