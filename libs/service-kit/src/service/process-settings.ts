import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationInvalid, setting, type ConfigOf } from '../config/index.js';
import { databaseLimitSettings, type DatabaseLogin, type DatabaseSettings } from '../database/index.js';
import type { KafkaSettings } from '../events/index.js';
import type { Tls } from '../grpc/index.js';
import { httpSettings } from '../http/index.js';

const port = (otherwise: number) => z.coerce.number().int().min(1).max(65_535).default(otherwise);
const text = z.string().min(1);
const list = (separator: RegExp) => text.transform((value) => value.split(separator).filter((item) => item !== ''));

/** `identity=dns:///motcua-identity:9090 dossier=…` */
const Peers = list(/\s+/).transform((entries, context) => {
  const peers = new Map<string, string>();
  for (const entry of entries) {
    const [, service, address] = /^([a-z]+)=(\S+)$/.exec(entry) ?? [];
    if (service && address) peers.set(service, address);
    else context.addIssue({ code: 'custom', message: `"${entry}" is not SERVICE=ADDRESS` });
  }
  return peers;
});

/** Hops that are left unencrypted by the platform; `http` and `mail` are addresses outside that begin with http:// and smtp://. */
const Hops = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter((item) => item !== ''))
  .pipe(z.array(z.enum(['database', 'kafka', 'grpc', 'http', 'mail'])));

/** Whether people's own data is behind a process, or it is only looked at. */
export const modeSettings = {
  mode: setting(
    z.enum(['production', 'trial']).default('production'),
    'In production a process refuses to start with demonstration accounts, weak or missing secrets, plain-text connections or cookies over plain http, and says which; a trial lets all that pass',
  ),
};

/** What every service process is told by its environment, beside the settings of the service itself. */
export const processSettings = {
  ...modeSettings,
  allowPlainText: setting(
    Hops,
    'What may go unencrypted in production because the network below encrypts it, separated by spaces: database kafka grpc http mail',
  ),
  httpPort: setting(port(8080), 'Port of the HTTP door'),
  ...httpSettings,
  grpcPort: setting(port(9090), 'Port of the gRPC door'),
  peers: setting(Peers, 'gRPC addresses of the services, separated by spaces: identity=dns:///motcua-identity:9090 …'),
  keysFile: setting(text, 'JSON file with the keys that all services of the platform share'),
  grpcCertFile: setting(text.optional(), 'Certificate of this service (PEM); with it calls between services are TLS'),
  grpcKeyFile: setting(text.optional(), 'Key of that certificate (PEM)'),
  grpcCaFile: setting(text.optional(), 'Authority that the certificates of all services are verified by (PEM)'),
  databaseHost: setting(text, 'Host of PostgreSQL, or the directory of its Unix socket'),
  databasePort: setting(port(5432), 'Port of PostgreSQL'),
  databaseName: setting(text.optional(), 'Database of the service; motcua_<service> without it'),
  databaseUser: setting(text.optional(), 'Role that the service runs as; motcua_<service> without it'),
  databasePassword: setting(text.optional(), 'Password of that role', { secret: true }),
  databaseOwnerUser: setting(text.optional(), 'Role that migrates; motcua_<service>_owner without it'),
  databaseOwnerPassword: setting(text.optional(), 'Password of the role that migrates, for that alone', {
    secret: true,
  }),
  databasePoolSize: setting(z.coerce.number().int().min(2).max(100).default(10), 'Connections to PostgreSQL'),
  ...databaseLimitSettings,
  databaseCaFile: setting(
    text.optional(),
    'Certificates that PostgreSQL is verified by; with it the connection is TLS',
  ),
  kafkaBrokers: setting(list(/[\s,]+/), 'Kafka brokers, host:port, separated by commas'),
  kafkaPrefix: setting(z.string().default(''), 'Stands before topics and groups where Kafka serves several platforms'),
  kafkaCaFile: setting(text.optional(), 'Certificates that Kafka is verified by; with it the connection is TLS'),
  kafkaUsername: setting(text.optional(), 'User of Kafka (SASL SCRAM-SHA-512)'),
  kafkaPassword: setting(text.optional(), 'Password of that user', { secret: true }),
  trustedProxies: setting(
    z.coerce.number().int().min(0).max(10).default(0),
    'How many proxies stand in front and set X-Forwarded-For',
  ),
  portalDirectory: setting(text.optional(), 'The built portal, where this service serves it'),
  apiDescriptionFile: setting(text.optional(), 'OpenAPI description of all services, where this service shows it'),
  drainSeconds: setting(
    z.coerce.number().min(0).max(60).default(5),
    'Seconds between being unready and closing the doors, for balancers to notice',
  ),
  otlpEndpoint: setting(z.url().optional(), 'Collector of traces, OTLP over HTTP: http://collector:4318'),
  logLevel: setting(z.enum(['debug', 'info', 'warn', 'error']).default('info'), 'Least level that is logged'),
};

export type ProcessConfig = ConfigOf<typeof processSettings>;

export function databaseOf(service: string, config: ProcessConfig): DatabaseSettings {
  const { databaseHost: host, databasePort: port, databaseCaFile } = config;
  const login = (user: string, password = ''): DatabaseLogin => ({
    host,
    port,
    database: config.databaseName ?? `motcua_${service}`,
    user,
    password,
    ...(databaseCaFile && { ssl: { ca: readFileSync(databaseCaFile, 'utf8') } }),
  });
  return {
    owner: login(config.databaseOwnerUser ?? `motcua_${service}_owner`, config.databaseOwnerPassword),
    runtime: login(config.databaseUser ?? `motcua_${service}`, config.databasePassword),
    poolSize: config.databasePoolSize,
    limits: config,
  };
}

export function kafkaOf(config: ProcessConfig): KafkaSettings {
  const { kafkaBrokers, kafkaPrefix, kafkaCaFile, kafkaUsername, kafkaPassword } = config;
  return {
    brokers: kafkaBrokers,
    prefix: kafkaPrefix,
    ...(kafkaCaFile && { tls: { ca: readFileSync(kafkaCaFile, 'utf8') } }),
    ...(kafkaUsername && { login: { username: kafkaUsername, password: kafkaPassword ?? '' } }),
  };
}

/** @throws ConfigurationInvalid when one of the three files is missing */
export function grpcTlsOf({ grpcCertFile, grpcKeyFile, grpcCaFile }: ProcessConfig): Tls | undefined {
  if (!grpcCertFile && !grpcKeyFile && !grpcCaFile) return undefined;
  if (!grpcCertFile || !grpcKeyFile || !grpcCaFile) {
    throw new ConfigurationInvalid(['MOTCUA_GRPC_CERT_FILE, _KEY_FILE and _CA_FILE are given together or not at all']);
  }
  const [cert, key, ca] = [grpcCertFile, grpcKeyFile, grpcCaFile].map((file) => readFileSync(file));
  return cert && key && ca && { cert, key, ca };
}
