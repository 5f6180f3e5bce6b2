import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { amountInWords } from './amount-in-words.js';

const known: readonly (readonly [number, string])[] = [
  [0, 'Không đồng'],
  [1, 'Một đồng chẵn'],
  [4, 'Bốn đồng chẵn'],
  [5, 'Năm đồng chẵn'],
  [10, 'Mười đồng chẵn'],
  [11, 'Mười một đồng chẵn'],
  [14, 'Mười bốn đồng chẵn'],
  [15, 'Mười lăm đồng chẵn'],
  [20, 'Hai mươi đồng chẵn'],
  [21, 'Hai mươi mốt đồng chẵn'],
  [24, 'Hai mươi tư đồng chẵn'],
  [55, 'Năm mươi lăm đồng chẵn'],
  [101, 'Một trăm linh một đồng chẵn'],
  [104, 'Một trăm linh bốn đồng chẵn'],
  [105, 'Một trăm linh năm đồng chẵn'],
  [110, 'Một trăm mười đồng chẵn'],
  [115, 'Một trăm mười lăm đồng chẵn'],
  [1_001, 'Một nghìn không trăm linh một đồng chẵn'],
  [1_015, 'Một nghìn không trăm mười lăm đồng chẵn'],
  [8_000, 'Tám nghìn đồng chẵn'],
  [21_000, 'Hai mươi mốt nghìn đồng chẵn'],
  [200_000, 'Hai trăm nghìn đồng chẵn'],
  [1_000_005, 'Một triệu không trăm linh năm đồng chẵn'],
  [1_005_000, 'Một triệu không trăm linh năm nghìn đồng chẵn'],
  [1_234_564, 'Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi tư đồng chẵn'],
  [2_000_000_021, 'Hai tỷ không trăm hai mươi mốt đồng chẵn'],
  [105_000_000_000, 'Một trăm linh năm tỷ đồng chẵn'],
  [1_000_000_000_000, 'Một nghìn tỷ đồng chẵn'],
];

const scales: Readonly<Record<string, number>> = { nghìn: 1e3, triệu: 1e6, tỷ: 1e9 };
const spoken: Readonly<Record<string, number>> = Object.fromEntries(
  ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'].map((word, n) => [word, n]),
);
const behindTens: Readonly<Record<string, number>> = { mốt: 1, tư: 4, lăm: 5 };

/** What a person hears: each word is read by itself, and larger words close what stands before them. */
function heard(text: string): number {
  let [billions, closed, group, units] = [0, 0, 0, 0];
  for (const word of text
    .toLowerCase()
    .replace(/ đồng( chẵn)?$/, '')
    .split(' ')) {
    const scale = scales[word];
    if (word === 'linh') continue;
    else if (word === 'trăm') [group, units] = [units * 100, 0];
    else if (word === 'mươi') [group, units] = [group + units * 10, 0];
    else if (scale === 1e9) [billions, closed, group, units] = [closed + group + units, 0, 0, 0];
    else if (scale !== undefined) [closed, group, units] = [closed + (group + units) * scale, 0, 0];
    else units += spoken[word] ?? behindTens[word] ?? Number.NaN;
  }
  return billions * 1e9 + closed + group + units;
}

describe('an amount in words', () => {
  for (const [amount, words] of known) it(`${amount} is “${words}”`, () => assert.equal(amountInWords(amount), words));

  it('is heard as the amount that it was, and twice as large an amount never the same', () => {
    // Digits by groups, so that noughts within are as frequent as they are awkward.
    const group = fc.oneof(fc.constantFrom(0, 1, 4, 5, 10, 11, 14, 15, 21, 24, 25, 100, 101, 104, 105), fc.nat(999));
    const amount = fc.oneof(
      fc.integer({ min: 0, max: 1e12 }),
      fc.tuple(group, group, group, group).map(([a, b, c, d]) => ((a * 1000 + b) * 1000 + c) * 1000 + d),
    );
    fc.assert(
      fc.property(
        amount,
        (n) => heard(amountInWords(n)) === n && (n === 0 || amountInWords(n) !== amountInWords(2 * n)),
      ),
      { numRuns: 5_000 },
    );
  });

  it('has mốt, tư and lăm only behind tens, and linh only behind hundreds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (n) => {
        const words = amountInWords(n).toLowerCase();
        assert.doesNotMatch(
          words,
          /mươi một|mươi bốn|mươi năm|mười (mốt|tư|năm)|(?<!mươi |mười )lăm|(?<!mươi )(mốt|tư(?!\p{L}))/u,
        );
        assert.doesNotMatch(words, /(?<!trăm )linh|linh (mười|.* mươi$)| {2}/u);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is said of whole đồng alone', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Infinity]) assert.throws(() => amountInWords(wrong), RangeError);
  });
});
