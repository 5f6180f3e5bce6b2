import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultOf } from './field-fault.js';

describe('a field of a turn', () => {
  it('wants words, not spaces, unless it may be left out', () => {
    assert.equal(faultOf({ kind: 'paragraph' }, '  ', 0), 'missing');
    assert.equal(faultOf({ kind: 'paragraph' }, ' Thiếu trang 2 ', 0), undefined);
    assert.equal(faultOf({ kind: 'paragraph', isOptional: true }, '', 0), undefined);
  });

  it('takes whole days from one on', () => {
    for (const typed of ['', '0', '-3', '1.5', 'ba', '10000'])
      assert.equal(faultOf({ kind: 'number' }, typed, 0), 'noNumber');
    assert.equal(faultOf({ kind: 'number' }, ' 12 ', 0), undefined);
  });

  it('counts the files that have arrived', () => {
    assert.equal(faultOf({ kind: 'files' }, '', 0), 'noFile');
    assert.equal(faultOf({ kind: 'files' }, '', 2), undefined);
  });

  it('wants answers that the form takes', () => {
    const fault = { pointer: '/copies', code: 'minimum' as const, message: { vi: 'Ít nhất 1.', en: 'At least 1.' } };
    assert.equal(faultOf({ kind: 'declaration', faults: [fault] }, '{"copies":0}', 0), 'wrongAnswers');
    assert.equal(faultOf({ kind: 'declaration', faults: [] }, '{"copies":1}', 0), undefined);
  });

  it('wants a choice', () => {
    assert.equal(faultOf({ kind: 'choice' }, '', 0), 'notChosen');
    assert.equal(faultOf({ kind: 'choices' }, 'a,b', 0), undefined);
  });
});
