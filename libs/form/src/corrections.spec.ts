import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { birthAnswers, birthDeclaration } from './birth-declaration.fixture.js';
import { answeredPointers, changedFields } from './changed-fields.js';
import { fieldsThatFollow } from './fields-that-follow.js';
import { withAnswer } from './with-answer.js';

const form = birthDeclaration();

describe('a declaration that is put right', () => {
  it('takes an answer inside a group that does not exist yet', () => {
    assert.deepEqual(withAnswer({}, '/child/fullName', 'An'), { child: { fullName: 'An' } });
  });

  it('keeps the other answers, and the answers before the change stay as they were', () => {
    const before = { child: { fullName: 'An', sex: 'female' }, copies: 2 };
    assert.deepEqual(withAnswer(before, '/child/fullName', 'Ân'), {
      child: { fullName: 'Ân', sex: 'female' },
      copies: 2,
    });
    assert.equal(before.child.fullName, 'An');
  });

  it('loses an answer that is taken back, its name too', () => {
    assert.deepEqual(withAnswer({ child: { fullName: 'An', sex: 'female' } }, '/child/sex', undefined), {
      child: { fullName: 'An' },
    });
  });

  it('has changed where its answers differ, not where they are only typed in another way', () => {
    const before = birthAnswers();
    const after = withAnswer(
      withAnswer(before, '/child/fullName', 'Nguyễn Phước Hoàng Thị Bảo Ngọc'.normalize('NFD')),
      '/copies',
      3,
    );
    assert.deepEqual(changedFields(form, before, withAnswer(after, '/contact/phone', ' ')), ['/copies']);
    assert.deepEqual(changedFields(form, before, withAnswer(after, '/contact', { phone: '0912000001' })), [
      '/contact/phone',
      '/copies',
    ]);
  });

  it('names the single answers that a part of it holds', () => {
    assert.deepEqual(answeredPointers({ child: { sex: null, 'a/b': 1 }, copies: 2, contact: {} }), [
      '/child/sex',
      '/child/a~1b',
      '/copies',
    ]);
  });

  it('may change what is asked for because of a field, and no more', () => {
    assert.deepEqual([...fieldsThatFollow(form, ['/late', '/copies'])], ['/late', '/copies', '/lateReason']);
    assert.deepEqual([...fieldsThatFollow(form, ['/child/sex'])], ['/child/sex']);
    const shown = { ...form, schema: { ...form.schema, allOf: [] } };
    assert.deepEqual([...fieldsThatFollow(shown, ['/late'])], ['/late', '/lateReason']);
    const needed = {
      ...form,
      layout: form.layout.map((section) => ({
        ...section,
        fields: section.fields.map(({ visibleWhen: _, ...field }) => field),
      })),
    };
    assert.deepEqual([...fieldsThatFollow(needed, ['/late'])], ['/late', '/lateReason']);
  });
});
