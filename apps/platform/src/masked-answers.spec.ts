import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  birthAtCounter,
  commune,
  ngoc,
  pdf,
  platformForSpec,
  Visitor,
  type PlatformForSpec,
} from './platform.fixture.js';

/** What nobody but the holder reads of the dossiers below, unless a trace is left. */
const secrets = [ngoc, '0912000001', '12 Trần Phú', '34 Hùng Vương', '0918765432', 'ngoc.rieng@example.vn'];

/** Numbers of the demonstration's invented people: on its sign-in page for everybody, and in the files of its province. */
const ofTheDemonstration = ['GET /api/identity/v1/province', 'GET /api/identity/v1/packs/in-force'];

const officers = ['tiepnhan.baclieu', 'hotich.baclieu', 'chutich.baclieu', 'lanhdao.tinh', 'quantri'];

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let platform: PlatformForSpec;
/** What names the dossier and its parts. */
let known: { readonly dossierId: string; readonly trackingNumber: string; readonly ids: readonly string[] };
const visitors = new Map<string, Visitor>();

before(async () => {
  platform = await platformForSpec();
  for (const name of officers) visitors.set(name, await new Visitor(platform.url).signIn(name));
  const desk = visitorOf('tiepnhan.baclieu');
  const { id: fileId } = await desk.upload('Giấy chứng sinh.pdf', pdf);
  const submitter = {
    fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
    identityNumber: ngoc,
    phone: '0918765432',
    email: 'ngoc.rieng@example.vn',
    address: '34 Hùng Vương',
  };
  const body = {
    ...birthAtCounter([fileId]),
    submitter,
    resultWish: { resultBy: 'postal', postalAddress: '34 Hùng Vương' },
  };
  const taken = await desk.send('POST', '/api/dossier/v1/counter-dossiers', { body });
  assert.equal(taken.status, 201, JSON.stringify(taken.body));
  hold('POST counter-dossiers', taken.body);
  const { id } = taken.body as { id: string };
  const { trackingNumber, tasks } = await desk.ask<{ trackingNumber: string; tasks: { id: string }[] }>(
    'GET',
    `/api/dossier/v1/dossiers/${id}`,
  );
  known = { dossierId: id, trackingNumber, ids: [id, fileId, ...tasks.map((task) => task.id)] };
  await platform.databases.untilQuiet();
});
after(() => platform.stop());

function visitorOf(name: string): Visitor {
  const visitor = visitors.get(name);
  assert.ok(visitor);
  return visitor;
}

function hold(where: string, body: unknown): void {
  const told = typeof body === 'string' ? body : JSON.stringify(body);
  for (const secret of secrets) assert.ok(!told.includes(secret), `${where} tells ${secret}`);
}

/** What a parameter may be, in a world with one dossier. */
function valuesOf(name: string): readonly string[] {
  switch (name) {
    case 'agency':
    case 'agencyCode':
      return [commune];
    case 'from':
      return ['2020-01-01'];
    case 'to':
      return ['2099-12-31'];
    case 'form':
      return ['receipt'];
    case 'code':
      return ['1.001193'];
    case 'number':
      return [known.trackingNumber];
    default:
      return known.ids;
  }
}

/** The addresses of a path: one for each id that it could be about. */
function addressesOf(path: string, { parameters = [] }: Operation): string[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${name}=${encodeURIComponent(valuesOf(name)[0] ?? '')}`)
    .join('&');
  return names
    .reduce<string[]>(
      (paths, name) => paths.flatMap((one) => valuesOf(name).map((value) => one.replace(`{${name}}`, value))),
      [path],
    )
    .map((address) => (query ? `${address}?${query}` : address));
}

async function walk(method: 'get' | 'post'): Promise<{ asked: number; answered: number }> {
  const { body } = await visitorOf('quantri').send('GET', '/api/openapi.json');
  let [asked, answered] = [0, 0];
  for (const [path, operations] of Object.entries((body as OpenApi).paths)) {
    const operation = operations[method];
    if (!operation || path.endsWith('/session')) continue;
    for (const address of addressesOf(path, operation)) {
      for (const name of officers) {
        const answer = await visitorOf(name).send(method.toUpperCase(), address, {
          ...(method === 'post' && { body: {}, headers: { 'If-Match': '"1"' } }),
        });
        asked += 1;
        if (answer.status < 300) answered += 1;
        if (ofTheDemonstration.includes(`${method.toUpperCase()} ${path}`)) continue;
        hold(`${method.toUpperCase()} ${address} for ${name}`, answer.body);
      }
    }
  }
  return { asked, answered };
}

const tracesOf = () =>
  platform.databases.select<{ data: string }>(
    'dossier',
    `select data from event_log where type = 'personaldata.shown' and aggregate_id = $1`,
    [known.dossierId],
  );

describe('of the personal data of a dossier', () => {
  it('no route tells an officer more than its end, in lists or by itself', async () => {
    const { asked, answered } = await walk('get');
    assert.ok(asked > 300 && answered > 60, `${answered} of ${asked} were answered`);
  });

  it('no command does either', async () => {
    await walk('post');
  });

  it('papers alone have left traces: they were opened', async () => {
    const shown = (await tracesOf()).map(
      ({ data }) => JSON.parse(data) as { fileId?: string; form?: string; fields?: [] },
    );
    assert.ok(shown.some(({ fileId }) => fileId !== undefined));
    assert.ok(shown.some(({ form }) => form === 'receipt'));
    assert.ok(shown.every(({ fields = [] }) => fields.length === 0));
  });

  it('what is told in full is told with a trace', async () => {
    const { length } = await tracesOf();
    const { values } = await visitorOf('tiepnhan.baclieu').ask<{ values: { value: string }[] }>(
      'POST',
      `/api/dossier/v1/dossiers/${known.dossierId}/disclosures`,
      { body: { purpose: 'contact', fields: ['/submitter/phone'] } },
    );
    assert.deepEqual(values, [{ pointer: '/submitter/phone', value: '0918765432' }]);
    const traces = await tracesOf();
    assert.equal(traces.length, length + 1);
    hold('the trace', traces);
  });
});
