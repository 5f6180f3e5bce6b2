import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textAt } from './answers.js';

describe('the answers of a form', () => {
  it('read as the text of a field, numbers too, and nothing as empty', () => {
    assert.equal(textAt({ copies: 2 }, '/copies'), '2');
    assert.equal(textAt({}, '/child/fullName'), '');
  });
});
