import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCalendar } from './calendar.js';
import type { CalendarDefinition } from './calendar-definition.js';
import { explainDue } from './explain-due.js';
import type { LimitUnit } from './limit.js';
import { at, officeWeek, officialCalendar } from './official-calendar.fixture.js';

function explain(start: string, n: number, unit: LimitUnit, changed: Partial<CalendarDefinition> = {}) {
  return explainDue(compileCalendar({ ...officialCalendar, ...changed }), at(start), { n, unit });
}

function lines(...asked: Parameters<typeof explain>): string[] {
  return explain(...asked).days.map(({ date, counted, reason }) => `${date} ${String(counted)} ${reason.vi}`);
}

function englishLines(...asked: Parameters<typeof explain>): string[] {
  return explain(...asked).days.map(({ date, counted, reason }) => `${date} ${String(counted)} ${reason.en}`);
}

describe('the explanation of a due date', () => {
  it('shows the citizen each day of a limit in working days', () => {
    assert.deepEqual(lines('2025-04-28T09:30', 3, 'workingDay'), [
      '2025-04-28 start Ngày bắt đầu, không tính vào thời hạn',
      '2025-04-29 1 Ngày làm việc',
      '2025-04-30 skipped Nghỉ lễ: Ngày Chiến thắng',
      '2025-05-01 skipped Nghỉ lễ: Ngày Quốc tế lao động',
      '2025-05-02 skipped Nghỉ hoán đổi, làm bù vào ngày 26/04/2025',
      '2025-05-03 skipped Nghỉ hằng tuần',
      '2025-05-04 skipped Nghỉ hằng tuần',
      '2025-05-05 1 Ngày làm việc',
      '2025-05-06 1 Ngày làm việc',
    ]);
    assert.deepEqual(englishLines('2025-04-25T09:30', 2, 'workingDay'), [
      '2025-04-25 start Day of the start, not counted',
      '2025-04-26 1 Working day, worked instead of 2025-05-02',
      '2025-04-27 skipped Weekly day off',
      '2025-04-28 1 Working day',
    ]);
  });

  it('names the law behind each day', () => {
    const { days } = explain('2025-04-29T09:30', 1, 'workingDay');
    assert.deepEqual(
      days.map(({ legalBasis }) => legalBasis),
      [
        'Bộ luật Dân sự 91/2015/QH13, Điều 147',
        'Bộ luật Lao động 45/2019/QH14, Điều 112',
        'Bộ luật Lao động 45/2019/QH14, Điều 112',
        '6150/TB-BLĐTBXH',
        undefined,
        undefined,
        undefined,
      ],
    );
  });

  it('counts every calendar day and moves the end to the next working day', () => {
    assert.deepEqual(lines('2026-04-22T08:00', 3, 'calendarDay'), [
      '2026-04-22 start Ngày bắt đầu, không tính vào thời hạn',
      '2026-04-23 1 Ngày làm việc',
      '2026-04-24 1 Ngày làm việc',
      '2026-04-25 1 Nghỉ hằng tuần; thời hạn tính mọi ngày',
      '2026-04-26 skipped Nghỉ lễ: Giỗ Tổ Hùng Vương',
      '2026-04-27 skipped Nghỉ bù cho ngày 26/04/2026: Giỗ Tổ Hùng Vương',
      '2026-04-28 0 Ngày cuối của thời hạn là ngày nghỉ: thời hạn kết thúc vào ngày làm việc tiếp theo',
    ]);
    const moved = explain('2026-04-22T08:00', 3, 'calendarDay').days.at(-1);
    assert.equal(moved?.legalBasis, 'Bộ luật Dân sự 91/2015/QH13, Điều 148');
  });

  it('shows the hours of each day, also of days with a fraction', () => {
    assert.deepEqual(lines('2026-07-01T09:30', 1.5, 'workingDay'), [
      '2026-07-01 5.5 Ngày làm việc: tính 5 giờ 30 phút',
      '2026-07-02 6.5 Ngày làm việc: tính 6 giờ 30 phút',
    ]);
    assert.deepEqual(englishLines('2025-06-06T18:30', 2, 'workingHour'), [
      '2025-06-06 start Started outside working hours: counted from the next working hour',
      '2025-06-07 skipped Weekly day off',
      '2025-06-08 skipped Weekly day off',
      '2025-06-09 2 Working day: 2 h counted',
    ]);
  });

  it('shows the share of each day under the precise rule', () => {
    const days = explain('2025-06-05T09:00', 1, 'workingDay', { dayRule: 'precise' }).days;
    assert.deepEqual(
      days.map(({ counted }) => counted),
      [0.75, 0.25],
    );
  });

  it('says on which side of the cutoff a same-day dossier arrived', () => {
    assert.deepEqual(lines('2025-06-05T09:20', 0, 'sameDay'), [
      '2025-06-05 0 Nhận trước giờ chốt: trả kết quả trong ngày',
    ]);
    assert.deepEqual(lines('2025-06-06T15:10', 0, 'sameDay'), [
      '2025-06-06 start Nhận sau giờ chốt hoặc sau giờ làm việc: trả kết quả trong ngày làm việc tiếp theo',
      '2025-06-07 skipped Nghỉ hằng tuần',
      '2025-06-08 skipped Nghỉ hằng tuần',
      '2025-06-09 0 Ngày làm việc tiếp theo',
    ]);
    assert.equal(lines('2025-06-07T09:00', 0, 'sameDay')[0], '2025-06-07 start Nghỉ hằng tuần');
  });

  it('tells a half day that counts from one for intake only, and a closure of the office', () => {
    const weeks = [{ validFrom: '2024-01-01', shifts: { ...officeWeek, sat: ['07:00-11:00'] } }];
    const closures = [{ date: '2025-06-09', reason: { vi: 'Mất điện', en: 'Power cut' } }];
    assert.deepEqual(lines('2025-06-06T09:00', 1, 'workingDay', { weeks, closures, halfDayCounts: true }), [
      '2025-06-06 start Ngày bắt đầu, không tính vào thời hạn',
      '2025-06-07 0.5 Nửa ngày làm việc',
      '2025-06-08 skipped Nghỉ hằng tuần',
      '2025-06-09 skipped Cơ quan đóng cửa: Mất điện',
      '2025-06-10 0.5 Ngày làm việc',
    ]);
    assert.equal(
      lines('2025-06-06T09:00', 1, 'workingDay', { weeks })[1],
      '2025-06-07 skipped Nửa ngày làm việc, chỉ tiếp nhận hồ sơ, không tính vào thời hạn',
    );
  });

  it('of a limit with nothing left shows the day on which it ends', () => {
    assert.deepEqual(
      lines('2025-06-06T17:30', 0, 'calendarDay').at(-1),
      '2025-06-09 0 Thời hạn kết thúc trong ngày làm việc này',
    );
    assert.deepEqual(
      lines('2025-06-06T17:30', 0, 'workingDay').at(-1),
      '2025-06-09 0 Thời hạn kết thúc trong ngày làm việc này',
    );
    assert.deepEqual(
      lines('2025-06-06T17:30', 0, 'workingHour').at(-1),
      '2025-06-09 0 Thời hạn kết thúc trong ngày làm việc này',
    );
  });
});
