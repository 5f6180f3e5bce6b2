import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import { asRecord, Browser, startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from './small-province.fixture.js';

const code = '2.000815';
const file = 'procedures/2.000815-chung-thuc/process.bpmn';
const drawing = smallProvince().get(file) ?? '';
const redrawn = drawing.replace('<bpmn:userTask id="compare"', '<bpmn:userTask id="compare" name="Đối chiếu kỹ"');
const path = `/procedures/${code}/versions`;
const first = { processXml: redrawn, validFrom: '2036-12-01' };

describe('importing a drawing', () => {
  let identity: IdentityForSpec;
  let administrator: Browser;
  beforeEach(async () => {
    identity = await startIdentity();
    administrator = new Browser(identity.url);
    await identity.service.applyPack(smallProvince());
    await administrator.signIn('quantri', demoPassword);
  });
  afterEach(() => identity.stop());

  const activations = () =>
    identity.rows.query<{ data: string; actor_id: string }[]>(
      `select data, actor_id from event_log where type = 'pack.activated' order by sequence`,
    );
  const filesInForce = async () => {
    const { status, answer } = await administrator.send('GET', '/packs/in-force');
    assert.equal(status, 200);
    return new Map(Object.entries(asRecord(asRecord(answer).files) as Record<string, string>));
  };

  it('makes it the next version of its procedure, staged by everybody and told with who did it', async () => {
    const { status, answer } = await administrator.send('POST', path, first);
    assert.equal(status, 200, JSON.stringify(answer));
    const { hash, version, activated, changes } = asRecord(answer);
    assert.deepEqual([version, activated], [2, true]);
    assert.deepEqual((changes as { change: string }[]).map(({ change }) => change).toSorted(), ['added', 'changed']);
    const [, said] = await activations();
    assert.match(said?.actor_id ?? '', /^[0-9a-f-]{36}$/);
    const payload = readPayload('pack.activated', said?.data ?? '');
    assert.deepEqual([payload.hash, payload.procedureCode, payload.procedureVersion], [hash, code, 2]);
    const dossier = identity.others.staged.findLast(({ service }) => service === 'dossier');
    const { procedures } = JSON.parse(dossier?.request.part ?? '') as { procedures: { processXml: string }[] };
    assert.deepEqual(
      procedures.map(({ processXml }) => processXml === redrawn),
      [false, true],
    );
    assert.equal((await filesInForce()).get('procedures/2.000815-chung-thuc-v2/process.bpmn'), redrawn);
  });

  it('again changes nothing', async () => {
    const { answer } = await administrator.send('POST', path, first);
    const again = await administrator.send('POST', path, first);
    assert.deepEqual([again.status, asRecord(again.answer).activated, asRecord(again.answer).version], [200, false, 2]);
    assert.equal(asRecord(again.answer).hash, asRecord(answer).hash);
    assert.equal((await activations()).length, 2);
  });

  it('with faults is refused with each of them, and changes nothing', async () => {
    const loose = drawing.replace('</bpmn:process>', '<bpmn:task id="loose" /></bpmn:process>');
    const { status, answer } = await administrator.send('POST', path, { ...first, processXml: loose });
    assert.equal(status, 422);
    const errors = asRecord(answer).errors as { pointer: string; detail: string }[];
    assert.ok(
      errors.some(({ pointer, detail }) => /-v2\/process\.bpmn:\d+$/.test(pointer) && detail.includes('loose')),
    );
    assert.equal((await activations()).length, 1);
  });

  it('with faults is refused in the language of whoever asks', async () => {
    const loose = {
      ...first,
      processXml: drawing.replace('</bpmn:process>', '<bpmn:task id="loose" /></bpmn:process>'),
    };
    const details = async (language: string) => {
      const { answer } = await administrator.send('POST', path, loose, { 'Accept-Language': language });
      return (asRecord(answer).errors as { detail: string }[]).map(({ detail }) => detail);
    };
    assert.ok((await details('vi')).includes('loose: <bpmn:task> không được hỗ trợ trong <bpmn:process>'));
    assert.ok((await details('en')).includes('loose: <bpmn:task> is not supported in <bpmn:process>'));
  });

  it('is refused on the day on which the newest version begins, by the field', async () => {
    await administrator.send('POST', path, first);
    const { status, answer } = await administrator.send('POST', path, { ...first, processXml: drawing });
    assert.equal(status, 422);
    assert.equal((asRecord(answer).errors as { pointer: string }[])[0]?.pointer, '/validFrom');
  });

  it('stays through a start with the province that it was made upon, and gives way to another one', async () => {
    const { answer } = await administrator.send('POST', path, first);
    const second = { processXml: drawing, validFrom: '2036-12-24' };
    const { answer: last } = await administrator.send('POST', path, second);
    assert.notEqual(asRecord(last).hash, asRecord(answer).hash);
    const started = await identity.service.applyPack(smallProvince());
    assert.deepEqual([started.hash, started.activated], [asRecord(last).hash, false]);
    const messages = smallProvince().get('messages.yaml') ?? '';
    const other = smallProvince({ 'messages.yaml': `${messages}\n# other\n` });
    assert.equal((await identity.service.applyPack(other)).activated, true);
    assert.equal((await filesInForce()).has('procedures/2.000815-chung-thuc-v2/process.bpmn'), false);
  });

  it('is for administrators, and of procedures that there are', async () => {
    assert.equal((await administrator.send('POST', '/procedures/9.999999/versions', first)).status, 404);
    const leader = new Browser(identity.url);
    await leader.signIn('chutich.tinh', demoPassword);
    assert.equal((await leader.send('POST', path, first)).status, 403);
    assert.equal((await leader.send('GET', '/packs/in-force')).status, 403);
  });
});
