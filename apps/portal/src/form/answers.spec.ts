import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textAt, withAnswer } from './answers.js';

describe('the answers of a form', () => {
  it('take an answer inside a group that does not exist yet', () => {
    assert.deepEqual(withAnswer({}, '/child/fullName', 'An'), { child: { fullName: 'An' } });
  });

  it('keep the other answers, and the answers before the change stay as they were', () => {
    const before = { child: { fullName: 'An', sex: 'female' }, copies: 2 };
    assert.deepEqual(withAnswer(before, '/child/fullName', 'Ân'), {
      child: { fullName: 'Ân', sex: 'female' },
      copies: 2,
    });
    assert.equal(before.child.fullName, 'An');
  });

  it('lose an answer that is taken back, its name too', () => {
    assert.deepEqual(withAnswer({ child: { fullName: 'An', sex: 'female' } }, '/child/sex', undefined), {
      child: { fullName: 'An' },
    });
  });

  it('read as the text of a field, numbers too, and nothing as empty', () => {
    assert.equal(textAt({ copies: 2 }, '/copies'), '2');
    assert.equal(textAt({}, '/child/fullName'), '');
  });
});
