import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { testKafka } from '@motcua/testing';
import type { Span } from '../trace/otlp-receiver.js';
import { orphans } from '../trace/span-tree.js';
import { ClusterForSpec, takers, until } from './cluster.fixture.js';
import { bringRefusals, lookAround, type HandedIn } from './look-and-refuse.fixture.js';
import { Markers, markedBirth, markedBirthOnline } from './marked-birth.fixture.js';
import { exposedNames, readMetrics, samplesOf, type Sample } from './metrics.fixture.js';
import type { Person } from './person.fixture.js';
import { serviceNames, type ServiceName } from './service-cluster.js';
import { sightings } from './sightings.fixture.js';
import { watch } from './watch.fixture.js';
import { Work } from './work.fixture.js';

const { brokers, skip } = await testKafka();

describe('five services, two processes each, seen from outside', { skip }, () => {
  const markers = new Markers();
  let test: ClusterForSpec;
  let officer: Person;
  let citizen: Person;
  let counter: HandedIn;
  let online: HandedIn;
  let last: HandedIn;
  let leader: Person;
  const handedIn: string[] = [];

  before(async () => {
    test = await ClusterForSpec.start(brokers);
    officer = await test.person('tiepnhan.baclieu');
    // Who signs in is personal too.
    citizen = await test.person(markers.keep('095190000017'));
    for (const own of ['Bảo Ngọc', '0912000001', 'bao.ngoc@example.vn', '1990-05-12']) markers.keep(own);
    const scan = await officer.upload(`${markers.words('Scan')}.pdf`);
    const takeIn = async (body: unknown) => {
      const taken = await officer.ask<HandedIn>('POST', '/api/dossier/v1/counter-dossiers', {
        body,
        headers: { 'Idempotency-Key': randomUUID() },
      });
      handedIn.push(taken.id);
      return taken;
    };
    counter = await takeIn(markedBirth(markers, [scan.id]));
    // The ones that citizens with an account hand in, a message each.
    const paper = await citizen.upload(`${markers.words('Paper')}.pdf`);
    online = await citizen.ask('POST', '/api/dossier/v1/dossiers', { body: markedBirthOnline(markers, [paper.id]) });
    handedIn.push(online.id);
    for (let count = 0; count < 8; count++) await takeIn(markedBirth(markers));
    last = await takeIn(markedBirth(markers));
    leader = await test.person('chutich.baclieu');
    const clerk = await test.person('hotich.baclieu');
    await lookAround({ officer, citizen, leader, clerk }, [counter, online]);
    await bringRefusals(officer, markers);
    await until(async () => (await test.select('notification', failedMails)).length > 0);
    await test.untilTaken();
  });

  after(() => test.stop());

  const traceOf = async (name: string, isWhole: (spans: readonly Span[]) => boolean): Promise<Span[]> => {
    let spans: Span[] = [];
    await until(() => {
      const [first] = test.receiver.spans.filter((span) => span.name === name && span.parentSpanId === '');
      spans = test.receiver.trace(first?.traceId ?? '');
      return isWhole(spans);
    });
    return spans;
  };

  it('show a dossier’s way through HTTP, gRPC and Kafka as one trace that hangs together', async () => {
    const isWhole = (spans: readonly Span[]) => spans.filter(({ kind }) => kind === 'consumer').length >= 6;
    const spans = await traceOf('POST /api/dossier/v1/counter-dossiers', isWhole);
    assert.deepEqual(orphans(spans), []);
    const parentOf = (span: Span) => spans.find(({ spanId }) => spanId === span.parentSpanId);
    const lineOf = (span: Span | undefined): string[] =>
      span ? [...lineOf(parentOf(span)), `${span.service.replace('motcua-', '')} ${span.kind} ${span.name}`] : [];
    const lines = spans.map((span) => lineOf(span).join(' > '));
    const door = 'dossier server POST /api/dossier/v1/counter-dossiers';
    const command = `${door} > dossier internal command`;
    for (const line of [
      door,
      command,
      `${door} > dossier client identity.FindCitizen > identity server identity.FindCitizen`,
      `${door} > dossier client document.GetUnclaimedFiles > document server document.GetUnclaimedFiles`,
      ...takers.map(
        ([taker]) =>
          `${command} > dossier producer publish dossier.submitted > ${taker} consumer ${taker} takes dossier.submitted`,
      ),
      `${command} > dossier producer publish dossier.accepted > reporting consumer reporting takes dossier.accepted`,
      `${command} > dossier producer publish step.completed > document consumer document takes step.completed`,
    ]) {
      assert.ok(lines.includes(line), `${line}\nis not among\n${lines.join('\n')}`);
    }
    assert.equal(spans.filter(({ parentSpanId }) => parentSpanId === '').length, 1);
  });

  it('name that trace in the log of each service that had to do with it', async () => {
    const [first] = await traceOf('POST /api/dossier/v1/counter-dossiers', (spans) => spans.length > 0);
    for (const service of serviceNames) {
      const lines = test.cluster
        .of(service)
        .flatMap(({ options }) => readFileSync(options.logFile, 'utf8').split('\n'));
      assert.ok(
        lines.some((line) => line.includes(`"traceId":"${first?.traceId}"`)),
        service,
      );
    }
  });

  it('neither trace nor log those who ask whether they are well', () => {
    assert.deepEqual(
      test.receiver.spans.filter(({ name }) => /readyz|healthz|startupz|metrics/.test(name)),
      [],
    );
  });

  it('tell nothing personal in logs, traces, measures, events, records or addresses', async () => {
    const places = await sightings(test, brokers, [officer, citizen]);
    // That the search finds what is there: ids, which may be told.
    for (const [place, known] of [
      ['logs', counter.id],
      ['traces', '/api/dossier/v1/counter-dossiers'],
      ['measures', '/api/dossier/v1/tracking/:number'],
      ['tables of dossier', online.trackingNumber],
      ['tables of document', counter.id],
      ['tables of notification', 'message.failed'],
      ['tables of identity', 'pack.activated'],
      ['Kafka', counter.id],
      ['Kafka', last.code ?? 'no code'],
      ['addresses', online.id],
    ] as const) {
      assert.ok(places.get(place)?.includes(known), `${known} should be seen in ${place}`);
    }
    const told = [...places].flatMap(([place, text]) =>
      markers.values.filter((marker) => text.includes(marker)).map((marker) => `${marker} in ${place}`),
    );
    assert.deepEqual(told, []);
    assert.ok(markers.values.length > 150);
  });

  const replicas = () => serviceNames.flatMap((service) => test.cluster.of(service));
  const samples = async (service: ServiceName): Promise<Sample[]> =>
    (await Promise.all(test.cluster.of(service).map(readMetrics))).flatMap(samplesOf);

  it('have measures of every door, of what waits, and of what they use', async () => {
    for (const replica of replicas()) {
      const names = exposedNames(await readMetrics(replica));
      for (const name of everyReplicaShows) assert.ok(names.has(name), `${replica.options.logFile} lacks ${name}`);
    }
    for (const service of serviceNames) {
      const taken = await samples(service);
      const has = (name: string, labels: Readonly<Record<string, string>>) =>
        taken.some(
          (sample) =>
            sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
        );
      assert.ok(has('motcua_grpc_server_seconds_count', { service }), `${service} answers no calls`);
      assert.ok(has('motcua_grpc_client_seconds_count', { code: 'OK' }), `${service} makes no calls`);
      assert.ok(has('motcua_http_request_seconds_count', { status: '200' }), `${service} answers no requests`);
      for (const name of ofEveryService) assert.ok(has(name, { service }), `${service} has no ${name}`);
    }
    for (const [taker] of takers) {
      const taken = await samples(taker);
      for (const name of ofEveryTaker) {
        assert.ok(
          taken.some((sample) => sample.name === name),
          `${taker} has no ${name}`,
        );
      }
    }
    assert.deepEqual(
      (await samples('notification')).filter(({ name }) => name === 'motcua_timers_due').map(({ value }) => value),
      [0, 0],
    );
  });

  it('show every measure that the dashboard and the alerts ask for, and each alert has its page', async () => {
    const { alerts, names, pages } = watch();
    const shown = new Set((await Promise.all(replicas().map(readMetrics))).flatMap((text) => [...exposedNames(text)]));
    assert.deepEqual(
      [...names].filter((name) => !shown.has(name)),
      [],
    );
    assert.ok(names.size > 20);
    for (const { alert, annotations } of alerts) assert.ok(pages.has(annotations.runbook_url), alert);
  });

  it('let every event have one effect, whichever process takes it', async () => {
    for (const [taker, types] of takers) {
      const said = await test.dossierEvents(types);
      const inbox = await test.inbox(taker);
      assert.deepEqual(
        said.filter((id) => !inbox.includes(id)),
        [],
      );
      const outcomes = (await samples(taker)).filter(({ name }) => name === 'motcua_events_taken_total');
      const applied = outcomes.filter(({ labels }) => labels.outcome === 'applied');
      assert.equal(
        applied.reduce((sum, { value }) => sum + value, 0),
        inbox.length,
        taker,
      );
    }
    const [dossiers] = await test.select<{ count: number }>(
      'dossier',
      'select count(*)::integer as count from dossier',
    );
    const [counted] = await test.select<{ count: number }>(
      'reporting',
      'select count(*)::integer as count from dossier_report',
    );
    assert.deepEqual(counted, dossiers);
    const messages = await test.select<{ kind: string }>('notification', 'select kind from message');
    assert.deepEqual(messages, [{ kind: 'dossier.submitted' }]);
  });

  it('refuse a session everywhere within a second of its end', async () => {
    const leaver = await test.person('095085000024');
    const doors = serviceNames.flatMap((service) =>
      test.cluster.of(service).map(({ options }) => async () => {
        const person = leaver.at(`http://127.0.0.1:${options.httpPort}`);
        return (await person.send('GET', openTo[service])).status;
      }),
    );
    for (const door of doors) assert.notEqual(await door(), 401);
    await leaver.ask('DELETE', '/api/identity/v1/session');
    const endedAt = Date.now();
    await until(async () => (await Promise.all(doors.map((door) => door()))).every((status) => status === 401), 5_000);
    assert.ok(Date.now() - endedAt < 1_000, `it took ${Date.now() - endedAt} ms`);
  });

  it('need little memory at rest', (context) => {
    for (const { pid, options } of replicas()) {
      const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      context.diagnostic(`${options.service}: ${Math.round(Number(kilobytes) / 1024)} MB`);
      assert.ok(Number(kilobytes) < 170 * 1024, options.service);
    }
  });

  it('fail not one request while each process is stopped and started again, though nobody asks twice', async (context) => {
    const work = new Work();
    const stops: string[] = [];
    work.begin(officer, citizen, leader);
    await pause(1_000);
    // One of each service at a time, as their deployments do it beside one another.
    for (const index of [0, 1]) {
      const replaced = serviceNames.flatMap((service) => test.cluster.of(service)[index] ?? []);
      stops.push(`the processes ${index + 1} stop at ${new Date().toISOString()}`);
      await Promise.all(replaced.map((replica) => test.cluster.restart(replica)));
    }
    await pause(1_000);
    await work.end();
    context.diagnostic(`${work.answers} requests, ${work.accepted.length} dossiers`);
    assert.deepEqual(work.failures, [], stops.join('\n'));
    assert.ok(work.answers > 300);
    await test.untilTaken();
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
    const dossiers = ids(await test.select('dossier', 'select id from dossier'));
    assert.deepEqual(ids(await test.select('reporting', 'select dossier_id as id from dossier_report')), dossiers);
    assert.deepEqual(dossiers, [...handedIn, ...work.accepted].sort());
  });
});

/** A route of each service that asks who is there. */
const openTo: Readonly<Record<ServiceName, string>> = {
  identity: '/api/identity/v1/session',
  dossier: '/api/dossier/v1/my/dossiers',
  document: '/api/document/v1/files/0197c0de-0000-7000-8000-000000000001/metadata',
  notification: '/api/notification/v1/messages',
  reporting: '/api/reporting/v1/overview',
};

const failedMails = `select from event_log where type = 'message.failed'`;

const everyReplicaShows = [
  'motcua_http_request_seconds_bucket',
  'motcua_grpc_server_seconds_bucket',
  'motcua_grpc_client_seconds_bucket',
  'motcua_grpc_circuit_open',
  'motcua_consumer_batch_seconds_bucket',
  'motcua_event_delay_seconds_bucket',
  'motcua_events_taken_total',
  'motcua_inbox_age_seconds',
  'motcua_consumer_lag',
  'motcua_relay_publish_seconds_bucket',
  'process_resident_memory_bytes',
];

const ofEveryService = [
  'motcua_outbox_age_seconds',
  'motcua_parked_events',
  'motcua_database_connections',
  'motcua_database_connections_idle',
  'motcua_database_waiting',
];

const ofEveryTaker = ['motcua_consumer_batch_seconds_count', 'motcua_inbox_age_seconds', 'motcua_consumer_lag'];
