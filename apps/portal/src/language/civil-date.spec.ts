import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCivilDate } from './civil-date.js';

describe('a date as people type it', () => {
  it('is day, month, year, with any of the usual separators or none', () => {
    for (const typed of ['6/5/2025', '06/05/2025', '06-05-2025', '6.5.2025', '06052025', ' 6/5/2025 ']) {
      assert.equal(parseCivilDate(typed), '2025-05-06', typed);
    }
  });

  it('is no date when the calendar has no such day', () => {
    for (const typed of ['31/02/2025', '29/2/2025', '0/1/2025', '1/13/2025'])
      assert.equal(parseCivilDate(typed), undefined, typed);
    assert.equal(parseCivilDate('29/2/2024'), '2024-02-29');
  });

  it('is no date while it is being typed', () => {
    for (const typed of ['', '6', '6/5', '6/5/25', '06/05/202']) assert.equal(parseCivilDate(typed), undefined, typed);
  });
});
