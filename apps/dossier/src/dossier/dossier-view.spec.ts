import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InputInvalid } from '@motcua/service-kit/errors';
import { cursorOf, maskName, nationalStateOf, readCursor } from './dossier-view.js';

describe('what a list shows of a person', () => {
  it('is the family name and the given name, and an initial for what stands between', () => {
    assert.equal(maskName('Nguyễn Thị Bảo Ngọc'), 'Nguyễn T. B. Ngọc');
    assert.equal(maskName('  Công Tằng  Tôn Nữ Thị Diễm Hương '), 'Công T. T. N. T. D. Hương');
    assert.equal(maskName('Lâm Ánh'), 'Lâm Ánh');
    assert.equal(maskName('Ánh'), 'Ánh');
    assert.equal(maskName('Đỗ Ấm Nhi'), 'Đỗ Ấ. Nhi');
  });
});

describe('the state as the national portal knows it', () => {
  const stateOf = (state: Parameters<typeof nationalStateOf>[0]['state'], worked: boolean, ...grounds: string[]) =>
    nationalStateOf({ state, paused_grounds: grounds }, worked);

  it('is 2 until somebody works on the accepted dossier, then 4, 9 once decided and 10 once returned', () => {
    assert.equal(stateOf('submitted', false), 1);
    assert.equal(stateOf('inProcess', false), 2);
    assert.equal(stateOf('inProcess', true), 4);
    assert.equal(stateOf('decided', true), 9);
    assert.equal(stateOf('returned', true), 10);
  });

  it('is 5 while papers are missing, 6 while a tax is to be paid, and stays as it was in any other pause', () => {
    assert.equal(stateOf('submitted', false, 'supplement'), 5);
    assert.equal(stateOf('inProcess', true, 'supplement'), 5);
    assert.equal(stateOf('inProcess', true, 'financialObligation'), 6);
    assert.equal(stateOf('inProcess', true, 'outage'), 4);
  });

  it('tells apart who was not taken in, who took it back and what was ended', () => {
    assert.equal(stateOf('rejected', false), 3);
    assert.equal(stateOf('withdrawn', true), 7);
    assert.equal(stateOf('stopped', true), 8);
  });
});

describe('the cursor of a page', () => {
  const at = new Date('2026-03-02T02:00:00.123Z');
  const id = '019c0000-0000-7000-8000-0000000000af';

  it('comes back as the instant and the id that it was made of', () => {
    assert.deepEqual(readCursor(cursorOf(at, id)), { at, id });
    assert.equal(readCursor(undefined), undefined);
  });

  it('is refused with its place when no page has given it', () => {
    const forged = [
      '',
      'x',
      `${at.toISOString()} ------------------------------------`,
      `${at.toISOString()} ${id}0`,
      `2026-13-02T02:00:00.123Z ${id}`,
      `+275760-09-13T00:00:00.000Z ${id}`,
    ];
    for (const text of forged) {
      assert.throws(
        () => readCursor(Buffer.from(text).toString('base64url')),
        (error) => error instanceof InputInvalid && error.faults[0]?.pointer === '?after',
        text,
      );
    }
  });
});
