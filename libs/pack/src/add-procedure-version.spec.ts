import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { addProcedureVersion, type AddedVersion } from './add-procedure-version.js';
import { filesAround } from './mistake.fixture.js';
import { readPack } from './read-pack.js';
import { sha256 } from './sample-province.fixture.js';

const births = 'procedures/1.001193-dang-ky-khai-sinh';
const files = filesAround(`${births}/process.bpmn`);
const drawing = files.get(`${births}/process.bpmn`) ?? '';
const redrawn = drawing.replace(/(<bpmn:userTask id="[^"]+" name=")/, '$1Mới: ');
const next = { procedureCode: '1.001193', processXml: redrawn, validFrom: '2026-12-01' };

function added(...[of, version]: Parameters<typeof addProcedureVersion>): AddedVersion {
  const result = addProcedureVersion(of, version);
  assert.ok(result && 'version' in result);
  return result;
}

describe('a new version of a procedure', () => {
  it('follows the newest in the files of the province, which stay sound', async () => {
    const { files: after, folder, version } = added(files, next);
    assert.deepEqual([folder, version], ['1.001193-dang-ky-khai-sinh-v2', 2]);
    const read = await readPack(after, sha256);
    assert.ok('pack' in read, JSON.stringify(read));
    const versions = read.pack.procedures.filter(({ code }) => code === '1.001193');
    assert.deepEqual(
      versions.map(({ version: number, validFrom, validTo, processXml }) => [
        number,
        validFrom,
        validTo,
        processXml === redrawn,
      ]),
      [
        [1, '2025-07-01', '2026-12-01', false],
        [2, '2026-12-01', undefined, true],
      ],
    );
  });

  it('is followed by the next one', () => {
    const { files: once } = added(files, next);
    const { folder, files: twice } = added(once, { ...next, processXml: drawing, validFrom: '2026-12-05' });
    assert.equal(folder, '1.001193-dang-ky-khai-sinh-v3');
    assert.match(twice.get(`${births}-v2/procedure.yaml`) ?? '', /^validTo: 2026-12-05$/m);
  });

  it('keeps what else the definition says, comments too', () => {
    const file = `${births}/procedure.yaml`;
    const commented = new Map(files).set(file, `# Quan trọng\n${files.get(file) ?? ''}`);
    const { files: after } = added(commented, next);
    const is = after.get(`${births}-v2/procedure.yaml`) ?? '';
    assert.match(is, /^# Quan trọng$/m);
    const { version, validFrom, ...rest } = parse(is) as Record<string, unknown>;
    const { version: one, validFrom: then, ...was } = parse(files.get(file) ?? '') as Record<string, unknown>;
    assert.deepEqual([one, then, version, validFrom], [1, '2025-07-01', 2, '2026-12-01']);
    assert.deepEqual(rest, was);
  });

  it('of which nothing is new changes nothing', () => {
    const once = added(files, next);
    assert.deepEqual(added(once.files, next).files, once.files);
  });

  it('begins after the newest', () => {
    assert.deepEqual(addProcedureVersion(files, { ...next, validFrom: '2025-07-01' }), { newestFrom: '2025-07-01' });
  });

  it('is none of a procedure that the province does not have', () => {
    assert.equal(addProcedureVersion(files, { ...next, procedureCode: '9.999999' }), undefined);
  });
});
