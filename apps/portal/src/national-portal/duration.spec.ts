import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationInWords } from './duration.js';

describe('a time that has passed', () => {
  it('is told in its two largest units', () => {
    const told = [0, 59, 60, 3_660, 86_400, 97_200, 90_061].map((seconds) => durationInWords(seconds, 'vi'));
    assert.deepEqual(told, ['0 giây', '59 giây', '1 phút', '1 giờ 1 phút', '1 ngày', '1 ngày 3 giờ', '1 ngày 1 giờ']);
    assert.equal(durationInWords(97_200, 'en'), '1 d 3 h');
  });
});
