import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { register } from 'prom-client';
import { openDoor, tokens, type OpenDoor } from '../fixture/open-door.js';
import { RawClient } from '../fixture/raw-client.js';
import { until } from '../fixture/until.js';

const signedIn = `Cookie: motcua=${tokens.citizen}\r\n`;
const head = (method: string, path: string, headers = '') =>
  `${method} /api/letter/v1/${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;
const upload = (bytes: number, headers = '') =>
  head('POST', 'scan', `${signedIn}Content-Type: application/pdf\r\nContent-Length: ${bytes}\r\n${headers}`);

describe('a slow client', () => {
  let door: OpenDoor;
  const clients: RawClient[] = [];

  before(async () => {
    door = await openDoor({
      limits: {
        httpHeadersSeconds: 0.6,
        httpPatienceSeconds: 0.6,
        httpLeastBytesPerSecond: 2_000,
        httpKeepAliveSeconds: 1.5,
        httpMaxHeaderBytes: 4_096,
      },
    });
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  after(() => door.close());

  function client(): RawClient {
    const made = new RawClient(door.url);
    clients.push(made);
    return made;
  }

  const cut = async (reason: string) =>
    Number(
      new RegExp(`reason="${reason}"} (\\d+)`).exec(
        await register.getSingleMetricAsString('motcua_http_connections_cut_total'),
      )?.[1] ?? 0,
    );

  it('that drips its headers gets 408 and is cut, and so is one that says nothing at all', async () => {
    const [dripping, silent] = [client(), client()];
    dripping.send('GET /api/letter/v1/public HTTP/1.1\r\nHost: localhost\r\n');
    const drip = setInterval(() => dripping.send('X-A: b\r\n'), 50);
    await Promise.all([dripping.ended, silent.ended]);
    clearInterval(drip);
    assert.match(dripping.said, /^HTTP\/1\.1 408 Request Timeout\r\nContent-Type: application\/problem\+json/);
    assert.match(dripping.said, /urn:motcua:problem:request-too-slow/);
    assert.equal(silent.said, '');
  });

  it('that drips its body gets 408 in its language and is cut, though something always comes', async () => {
    const before = await cut('slow-sender');
    const json = client();
    json.send(
      head(
        'POST',
        'letters',
        `${signedIn}Accept-Language: en\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n`,
      ),
    );
    const streamed = client();
    streamed.send(upload(9_000));
    const drip = setInterval(() => [json, streamed].forEach((each) => each.send(' '.repeat(10))), 50);
    await Promise.all([json.ended, streamed.ended]);
    clearInterval(drip);
    assert.match(json.said, /^HTTP\/1\.1 408 /);
    assert.match(json.said, /"title":"The request came too slowly"/);
    assert.match(streamed.said, /urn:motcua:problem:request-too-slow/);
    assert.equal(await cut('slow-sender'), before + 2);
  });

  it('that was answered already is not listened to for ever', async () => {
    const stranger = client();
    stranger.send(head('POST', 'letters', 'Content-Type: application/json\r\nContent-Length: 9000\r\n'));
    await until(() => stranger.said.includes('401'));
    const drip = setInterval(() => stranger.send(' '), 50);
    await stranger.ended;
    clearInterval(drip);
  });

  it('whose body comes over a poor line, but comes, is served however long it takes', async () => {
    const [bytes, piece] = [9_000, 300];
    const commune = client();
    const startedAt = Date.now();
    commune.send(upload(bytes));
    for (let sent = 0; sent < bytes; sent += piece) {
      commune.send(Buffer.alloc(piece));
      await pause(80);
    }
    await until(() => commune.said.includes('"bytes"'));
    assert.match(commune.said, /"bytes":9000/);
    assert.ok(Date.now() - startedAt > 2_000);
  });

  it('that does not read its answer is cut, and one that reads late gets all of it', async () => {
    const before = await cut('slow-reader');
    const archive = await openDoor({ limits: { httpPatienceSeconds: 0.6, httpLeastBytesPerSecond: 100_000 } });
    const [never, late] = [new RawClient(archive.url), new RawClient(archive.url)];
    for (const each of [never, late]) {
      each.send(head('GET', 'archive', 'Connection: close\r\n'));
      each.stopReading();
    }
    await pause(300);
    late.readOn();
    await late.ended;
    assert.ok(late.said.length > 8_000_000);
    await until(async () => (await cut('slow-reader')) === before + 1);
    never.readOn();
    await never.ended;
    assert.ok(never.said.length < 8_000_000);
    await archive.close();
  });

  it('is not one for whom we are slow', async () => {
    const patient = client();
    patient.send(head('GET', 'later', 'Connection: close\r\n'));
    await patient.ended;
    assert.match(patient.said, /^HTTP\/1\.1 200 /);
  });

  it('may keep its connection for the next request as long as a proxy would, and no longer', async () => {
    const kept = client();
    kept.send(head('GET', 'public'));
    await until(() => kept.said.includes('subjectId'));
    await pause(1_000);
    assert.equal(kept.isClosed, false);
    kept.send(head('GET', 'public'));
    await until(() => kept.said.split('subjectId').length === 3);
    await kept.ended;
  });

  it('with too many headers gets 431, one that speaks no HTTP 400, and nothing is logged of either', async () => {
    const large = client();
    large.send(head('GET', 'public', `Cookie: ${'x'.repeat(5_000)}\r\n`));
    const strange = client();
    strange.send('SSH-2.0-OpenSSH_9.2\r\n\r\n');
    await Promise.all([large.ended, strange.ended]);
    assert.match(large.said, /^HTTP\/1\.1 431 [^]*urn:motcua:problem:headers-too-large/);
    assert.match(strange.said, /^HTTP\/1\.1 400 [^]*urn:motcua:problem:request-malformed/);
    assert.deepEqual(door.logged(), []);
  });
});

describe('a door with as many connections as it bears', () => {
  it('closes the next one as it comes, and serves those that it has', async () => {
    const door = await openDoor({ limits: { httpMaxConnections: 2 } });
    const [first, second] = [new RawClient(door.url), new RawClient(door.url)];
    for (const each of [first, second]) each.send(head('GET', 'public'));
    await until(() => first.said.includes('subjectId') && second.said.includes('subjectId'));
    const third = new RawClient(door.url);
    third.send(head('GET', 'public'));
    await third.ended;
    assert.equal(third.said, '');
    first.send(head('GET', 'public'));
    await until(() => first.said.split('subjectId').length === 3);
    for (const each of [first, second]) each.close();
    await door.close();
  });
});
