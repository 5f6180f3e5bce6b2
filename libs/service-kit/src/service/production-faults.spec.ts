import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { z } from 'zod';
import { readConfig, setting } from '../config/index.js';
import { processSettings } from './process-settings.js';
import { embeddedProductionFaults, productionFaults } from './production-faults.js';

const directory = mkdtempSync(join(tmpdir(), 'motcua-production-'));
after(() => rmSync(directory, { recursive: true }));

const key = () => randomBytes(32).toString('base64');
const password = () => randomBytes(24).toString('base64url');

function keysFile(change: object = {}): string {
  const file = join(directory, `${password()}.json`);
  writeFileSync(file, JSON.stringify({ mesh: key(), current: 'k1', sealing: { k1: key() }, index: key(), ...change }));
  return file;
}

/** What a service adds to the settings of its process. */
const ownSettings = {
  demo: setting(z.stringbool().default(false), 'demonstration'),
  publicUrl: setting(z.url().optional(), 'the public address'),
  payUrl: setting(z.url().optional(), 'the provider'),
  paySecret: setting(z.string().optional(), 'the key', { secret: true }),
  mailUrl: setting(z.url().optional(), 'the mail server', { secret: true }),
};

const sound: Readonly<Record<string, string>> = {
  MOTCUA_PEERS: 'identity=dns:///identity:9090',
  MOTCUA_KEYS_FILE: keysFile(),
  MOTCUA_DATABASE_HOST: 'postgres.data.svc',
  MOTCUA_DATABASE_PASSWORD: password(),
  MOTCUA_DATABASE_CA_FILE: '/etc/motcua/database-ca/ca.crt',
  MOTCUA_KAFKA_BROKERS: 'kafka:9092',
  MOTCUA_KAFKA_CA_FILE: '/etc/motcua/kafka-ca/ca.crt',
  MOTCUA_KAFKA_USERNAME: 'dossier',
  MOTCUA_KAFKA_PASSWORD: password(),
  MOTCUA_GRPC_CERT_FILE: 'tls.crt',
  MOTCUA_GRPC_KEY_FILE: 'tls.key',
  MOTCUA_GRPC_CA_FILE: 'ca.crt',
  MOTCUA_TRUSTED_PROXIES: '1',
  MOTCUA_OTLP_ENDPOINT: 'http://collector.watch.svc:4318',
  MOTCUA_PUBLIC_URL: 'https://motcua.example.vn',
  MOTCUA_PAY_URL: 'https://pay.example.vn',
  MOTCUA_PAY_SECRET: password(),
  MOTCUA_MAIL_URL: `smtps://post:${password()}@mail.example.vn`,
};

type Changes = Readonly<Record<string, string | undefined>>;

function faultsWith(changes: Changes, command = 'serve'): string[] {
  const environment = { ...sound, ...changes };
  const config = readConfig(processSettings, environment);
  const settings = { ...processSettings, ...ownSettings };
  const values = { ...config, ...readConfig(ownSettings, environment) };
  return productionFaults({ config, settings, values, command });
}

const shared = key();
const table: readonly (readonly [what: string, changes: Changes, fault: RegExp])[] = [
  ['demonstration accounts are shown', { MOTCUA_DEMO: 'true' }, /^MOTCUA_DEMO: .*set it to false$/],
  ['the file with the keys is missing', { MOTCUA_KEYS_FILE: '/nowhere.json' }, /^MOTCUA_KEYS_FILE: .*\/nowhere\.json/],
  [
    'a key is missing',
    { MOTCUA_KEYS_FILE: keysFile({ index: undefined }) },
    /^MOTCUA_KEYS_FILE: .*damaged: put it back/,
  ],
  [
    'a key is of zeros',
    { MOTCUA_KEYS_FILE: keysFile({ mesh: Buffer.alloc(32).toString('base64') }) },
    /^MOTCUA_KEYS_FILE: .*no random one; make the file with tools\/make-secrets/,
  ],
  [
    'one key does for two purposes',
    { MOTCUA_KEYS_FILE: keysFile({ mesh: shared, index: shared }) },
    /^MOTCUA_KEYS_FILE: .*two purposes/,
  ],
  [
    'a password is short',
    { MOTCUA_DATABASE_PASSWORD: 'k3J9x-qL2' },
    /^MOTCUA_DATABASE_PASSWORD: is too short.*openssl rand -base64 24$/,
  ],
  ['a password is a default', { MOTCUA_KAFKA_PASSWORD: 'motcua-password-2026' }, /^MOTCUA_KAFKA_PASSWORD: .*everybody/],
  ['a secret repeats itself', { MOTCUA_PAY_SECRET: 'abcabcabcabcabcabcabc' }, /^MOTCUA_PAY_SECRET: repeats/],
  [
    'the password in an address is weak',
    { MOTCUA_MAIL_URL: 'smtps://post:changeme@mail.example.vn' },
    /^MOTCUA_MAIL_URL: is too short/,
  ],
  [
    'the database asks for no password',
    { MOTCUA_DATABASE_PASSWORD: undefined },
    /^MOTCUA_DATABASE_PASSWORD: is missing/,
  ],
  [
    'the database is plain text',
    { MOTCUA_DATABASE_CA_FILE: undefined },
    /^MOTCUA_DATABASE_CA_FILE: .*give it, or name database/,
  ],
  ['the broker is plain text', { MOTCUA_KAFKA_CA_FILE: undefined }, /^MOTCUA_KAFKA_CA_FILE: .*or name kafka/],
  ['the broker asks nobody who they are', { MOTCUA_KAFKA_USERNAME: undefined }, /^MOTCUA_KAFKA_USERNAME/],
  [
    'services call one another in plain text',
    { MOTCUA_GRPC_CERT_FILE: undefined, MOTCUA_GRPC_KEY_FILE: undefined, MOTCUA_GRPC_CA_FILE: undefined },
    /^MOTCUA_GRPC_CERT_FILE, _KEY_FILE, _CA_FILE: .*or name grpc/,
  ],
  ['an address outside is plain text', { MOTCUA_PAY_URL: 'http://pay.example.vn' }, /^MOTCUA_PAY_URL: .*https:\/\//],
  [
    'the mail server may speak plain text',
    { MOTCUA_MAIL_URL: `smtp://post:${password()}@mail.example.vn:587` },
    /^MOTCUA_MAIL_URL: .*\?requireTLS=true, or name mail/,
  ],
  ['the public address is missing', { MOTCUA_PUBLIC_URL: undefined }, /^MOTCUA_PUBLIC_URL: .*https:\/\/motcua/],
  ['the public address is plain text', { MOTCUA_PUBLIC_URL: 'http://motcua.example.vn' }, /^MOTCUA_PUBLIC_URL: /],
  ['people are told to come to the own machine', { MOTCUA_PUBLIC_URL: 'http://localhost' }, /^MOTCUA_PUBLIC_URL: /],
  [
    'the session cookie would go over plain http',
    { MOTCUA_TRUSTED_PROXIES: '0' },
    /^MOTCUA_TRUSTED_PROXIES: .*cookie.*put a proxy with a certificate in front/,
  ],
];

describe('a process in production', () => {
  it('starts when everything is in order', () => assert.deepEqual(faultsWith({}), []));

  for (const [what, changes, fault] of table) {
    it(`does not start when ${what}, and says what mends it`, () => {
      const faults = faultsWith(changes);
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0] ?? '', fault);
    });
  }

  it('names every fault at once, and never a secret', () => {
    const weak = { MOTCUA_DATABASE_PASSWORD: 'hunter2-abc', MOTCUA_KAFKA_PASSWORD: 'hunter2-abd' };
    const faults = faultsWith({ ...weak, MOTCUA_DEMO: 'true', MOTCUA_KAFKA_CA_FILE: undefined });
    assert.equal(faults.length, 4);
    assert.doesNotMatch(faults.join(), /hunter2/);
  });

  it('may leave to the network what is named, and may reach PostgreSQL over a socket of its machine', () => {
    const plain = {
      MOTCUA_DATABASE_CA_FILE: undefined,
      MOTCUA_KAFKA_CA_FILE: undefined,
      MOTCUA_GRPC_CA_FILE: undefined,
    };
    const http = { MOTCUA_PAY_URL: 'http://pay.example.vn' };
    assert.deepEqual(faultsWith({ ...plain, ...http, MOTCUA_ALLOW_PLAIN_TEXT: 'database kafka, grpc http' }), []);
    const socket = { MOTCUA_DATABASE_HOST: '/run/postgresql', MOTCUA_DATABASE_PASSWORD: undefined };
    assert.deepEqual(faultsWith({ ...socket, MOTCUA_DATABASE_CA_FILE: undefined }), []);
    assert.deepEqual(faultsWith({ MOTCUA_PAY_URL: 'http://localhost:9000' }), []);
    const mail = `smtp://post:${password()}@mail.example.vn`;
    assert.deepEqual(faultsWith({ MOTCUA_MAIL_URL: `${mail}?requireTLS=true` }), []);
    assert.deepEqual(faultsWith({ MOTCUA_MAIL_URL: mail, MOTCUA_ALLOW_PLAIN_TEXT: 'mail' }), []);
    assert.throws(() => faultsWith({ MOTCUA_ALLOW_PLAIN_TEXT: 'everything' }), /MOTCUA_ALLOW_PLAIN_TEXT/);
  });

  it('that migrates is asked for what it uses: the database and the keys', () => {
    const open = { MOTCUA_TRUSTED_PROXIES: '0', MOTCUA_KAFKA_CA_FILE: undefined, MOTCUA_DATABASE_PASSWORD: undefined };
    assert.deepEqual(faultsWith(open, 'migrate'), []);
    assert.equal(faultsWith({ MOTCUA_DATABASE_CA_FILE: undefined }, 'migrate').length, 1);
  });

  it('is what a process is that nobody told to be a trial', () => {
    assert.equal(readConfig(processSettings, sound).mode, 'production');
  });

  it('embedded, is held to the door, the accounts and the secrets', () => {
    const values = { demo: true, trustedProxies: 0, paySecret: 'short', payUrl: 'http://pay.example.vn' };
    const faults = embeddedProductionFaults({ settings: ownSettings, values });
    assert.deepEqual(faults.map((fault) => fault.split(':')[0]).sort(), [
      'MOTCUA_DEMO',
      'MOTCUA_PAY_SECRET',
      'MOTCUA_PAY_URL',
      'MOTCUA_PUBLIC_URL',
      'MOTCUA_TRUSTED_PROXIES',
    ]);
  });
});
