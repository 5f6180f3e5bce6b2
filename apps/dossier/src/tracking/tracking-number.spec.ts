import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { codeKeyOf, newTrackingNumber, readTrackingNumber } from './tracking-number.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** New numbers, each run of the property another one. */
const fresh = fc.constant(undefined).map(() => newTrackingNumber().replaceAll('-', ''));
const places = [...Array(13).keys()];

describe('a tracking number', () => {
  it('is three groups of letters and digits that cannot be taken for one another, and never the same', () => {
    const numbers = Array.from({ length: 200 }, () => newTrackingNumber());
    for (const number of numbers) {
      assert.match(number, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
      assert.equal(readTrackingNumber(number), number);
    }
    assert.equal(new Set(numbers).size, numbers.length);
  });

  it('is read in any case, with or without dashes and spaces, with O for 0 and I or L for 1', () => {
    const number = newTrackingNumber();
    assert.equal(readTrackingNumber(` ${number.toLowerCase().replaceAll('-', '  ')} `), number);
    assert.equal(readTrackingNumber(number.replaceAll('-', '').replaceAll('0', 'o')), number);
    assert.equal(readTrackingNumber(number.replaceAll('1', 'l')), number);
    assert.equal(readTrackingNumber(number.replaceAll('1', 'I')), number);
  });

  it('betrays any one wrong character', () => {
    fc.assert(
      fc.property(fresh, fc.constantFrom(...places), fc.integer({ min: 1, max: 31 }), (number, place, shift) => {
        const wrong = alphabet.charAt((alphabet.indexOf(number.charAt(place)) + shift) % alphabet.length);
        assert.equal(readTrackingNumber(number.slice(0, place) + wrong + number.slice(place + 1)), undefined);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('betrays the swap of two different neighbours, unless they are 0 and Z', () => {
    fc.assert(
      fc.property(fresh, fc.constantFrom(...places.slice(1)), (number, place) => {
        const [before, after] = [number.charAt(place - 1), number.charAt(place)];
        fc.pre(before !== after);
        const swapped = number.slice(0, place - 1) + after + before + number.slice(place + 1);
        const isBlind = [before, after].sort().join('') === '0Z';
        assert.equal(readTrackingNumber(swapped) !== undefined, isBlind, `${number} ${swapped}`);
      }),
      { numRuns: 5_000, seed: 7 },
    );
  });

  it('is nothing of another length, with another letter, or of something else altogether', () => {
    const number = newTrackingNumber();
    for (const typed of [
      '',
      '-',
      number.slice(1),
      `${number}0`,
      `U${number.slice(1)}`,
      'H12.31825-260302-0001',
      '☃'.repeat(13),
    ]) {
      assert.equal(readTrackingNumber(typed), undefined, typed);
    }
  });
});

describe('a dossier code as somebody types it', () => {
  it('is looked up by its letters and digits alone', () => {
    assert.equal(codeKeyOf(' h12.31825-260302-0001 '), 'H1231825' + '260302' + '0001');
    assert.equal(codeKeyOf('☃'), '');
  });
});
