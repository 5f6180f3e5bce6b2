import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copyKindText, feesText, timeLimitText } from './legal-words.js';

describe('a time limit in words', () => {
  it('has two digits below ten in Vietnamese, as decisions write it', () => {
    assert.deepEqual(timeLimitText({ n: 3, unit: 'workingDay' }), { vi: '03 ngày làm việc', en: '3 working days' });
    assert.deepEqual(timeLimitText({ n: 15, unit: 'calendarDay' }), { vi: '15 ngày', en: '15 days' });
    assert.deepEqual(timeLimitText({ n: 1, unit: 'calendarDay' }), { vi: '01 ngày', en: '1 day' });
    assert.deepEqual(timeLimitText({ n: 8, unit: 'workingHour' }), { vi: '08 giờ làm việc', en: '8 working hours' });
  });

  it('has a decimal comma in Vietnamese', () => {
    assert.equal(timeLimitText({ n: 0.5, unit: 'workingDay' }).vi, '0,5 ngày làm việc');
  });

  it('names the day alone when the result comes on the same day', () => {
    assert.equal(timeLimitText({ n: 0, unit: 'sameDay' }).vi, 'Trong ngày làm việc');
  });
});

describe('fees in words', () => {
  const fee = {
    kind: 'lephi',
    name: { vi: 'Lệ phí', en: 'Charge' },
    basis: '',
    validFrom: '2025-07-01',
    mark: 'sample',
  } as const;

  it('say what is free', () => {
    assert.deepEqual(feesText([]), { vi: 'Không thu', en: 'Free of charge' });
    assert.equal(feesText([{ ...fee, amountVnd: 0 }]).vi, 'Không thu');
  });

  it('group thousands as each language does', () => {
    assert.deepEqual(feesText([{ ...fee, amountVnd: 1_250_000 }]), { vi: '1.250.000 đồng', en: '1,250,000 VND' });
  });

  it('tell what a page costs, from which page less, and the most that a copy costs', () => {
    const perPage = {
      pages: '/p',
      copies: '/c',
      firstPages: 2,
      amountVnd: 2000,
      thenAmountVnd: 1000,
      capVndPerCopy: 200_000,
    };
    assert.equal(
      feesText([{ ...fee, perPage }]).vi,
      '2.000 đồng/trang; từ trang thứ 3: 1.000 đồng/trang; tối đa 200.000 đồng/bản',
    );
  });
});

describe('the kind of a copy in words', () => {
  it('is empty where nobody said what kind it is', () => {
    assert.equal(copyKindText(null).vi, '');
    assert.equal(copyKindText('certifiedCopy').vi, 'Bản sao chứng thực');
  });
});
