import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allOf, extended, nothingChosen, toggled } from './selection.js';

const ids = ['a', 'b', 'c', 'd', 'e'];
const chosen = ({ chosen: rows }: { chosen: ReadonlySet<string> }) => [...rows].sort().join('');

describe('the selection of a list', () => {
  it('takes a row, and lets it go again', () => {
    const one = toggled(nothingChosen, 'b');
    assert.equal(chosen(one), 'b');
    assert.equal(chosen(toggled(one, 'b')), '');
  });

  it('extends from the row that was taken last, in both directions, and keeps what was chosen', () => {
    const two = toggled(toggled(nothingChosen, 'a'), 'd');
    assert.equal(chosen(extended(two, ids, 'e')), 'ade');
    assert.equal(chosen(extended(extended(two, ids, 'e'), ids, 'b')), 'abcde');
  });

  it('begins a range at the row itself when none was taken yet, or when that one is gone', () => {
    assert.equal(chosen(extended(nothingChosen, ids, 'c')), 'c');
    assert.equal(chosen(extended({ chosen: new Set(), anchor: 'gone' }, ids, 'b')), 'ab');
  });

  it('takes all that is shown', () => {
    assert.equal(chosen(allOf(ids)), 'abcde');
  });
});
