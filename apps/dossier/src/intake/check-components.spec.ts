import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { building } from '../sample-dossiers.fixture.js';
import { procedureOf, sampleRules } from '../sample-province.fixture.js';
import { checkComponents, type GivenComponent } from './check-components.js';

const { definition } = procedureOf(await sampleRules(), building);
const file = { id: 'f1', name: 'a.pdf', size: 1, mediaType: 'application/pdf', sha256: '' };
const files = [file, { ...file, id: 'f2' }];
const land: GivenComponent = { code: 'land-right', fileIds: ['f1'] };
const drawings: GivenComponent = { code: 'drawings', fileIds: ['f2'] };

function faultsOf(given: readonly GivenComponent[], filesNeeded = true): string[] {
  return checkComponents(definition, given, files, filesNeeded).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('the papers of a dossier', () => {
  it('are complete without those that are not required', () => {
    assert.deepEqual(faultsOf([land, drawings]), []);
  });

  it('are all named at once when they are missing, in both languages', () => {
    const faults = checkComponents(definition, [], files, true);
    assert.deepEqual(
      faults.map(({ pointer, code }) => [pointer, code]),
      [
        ['/components', 'required'],
        ['/components', 'required'],
      ],
    );
    assert.match(faults[0]?.text.vi ?? '', /^Còn thiếu: Giấy tờ chứng minh quyền sử dụng đất/);
    assert.match(faults[1]?.text.en ?? '', /^Missing: Construction drawings/);
  });

  it('need a file online, and none at the counter', () => {
    const onPaper = [{ ...land, fileIds: [] }, drawings];
    assert.deepEqual(faultsOf(onPaper), ['/components/0/fileIds required']);
    assert.deepEqual(faultsOf(onPaper, false), []);
  });

  it('are refused when the procedure does not ask for them, and the form is no paper', () => {
    assert.deepEqual(faultsOf([land, drawings, { code: 'photo', fileIds: [] }]), [
      '/components/2/code unknownComponent',
    ]);
    assert.deepEqual(faultsOf([land, drawings, { code: 'application', fileIds: [] }]), [
      '/components/2/code unknownComponent',
    ]);
  });

  it('are named once each, and so is a file', () => {
    assert.deepEqual(faultsOf([land, drawings, { ...land, fileIds: [] }]), [
      '/components/2/code duplicate',
      '/components/2/fileIds required',
    ]);
    assert.deepEqual(faultsOf([land, { ...drawings, fileIds: ['f1'] }]), ['/components/1/fileIds/0 duplicate']);
    assert.deepEqual(faultsOf([{ ...land, fileIds: ['f1', 'f1'] }, drawings]), ['/components/0/fileIds/1 duplicate']);
  });

  it('are refused as a kind of copy that the procedure does not take', () => {
    assert.deepEqual(faultsOf([{ ...land, copyKind: 'photocopy' }, drawings]), ['/components/0/copyKind enum']);
    assert.deepEqual(faultsOf([{ ...land, copyKind: 'certifiedCopy' }, drawings]), []);
  });

  it('are refused with a file that the submitter did not upload', () => {
    assert.deepEqual(faultsOf([land, { ...drawings, fileIds: ['f2', 'f9'] }]), ['/components/1/fileIds/1 unknownFile']);
  });
});
