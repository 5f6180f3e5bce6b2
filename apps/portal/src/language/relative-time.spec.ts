import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relativeTime } from './relative-time.js';

describe('a time as seen from now', () => {
  const now = Date.parse('2025-07-01T03:00:00Z');

  it('is said in the largest unit that it fills, before or ahead', () => {
    assert.equal(relativeTime('2025-07-01T02:59:30Z', now, 'vi'), '30 giây trước');
    assert.equal(relativeTime('2025-07-01T03:05:59Z', now, 'vi'), 'sau 5 phút nữa');
    assert.equal(relativeTime('2025-06-29T03:00:00Z', now, 'vi'), '2 ngày trước');
    assert.equal(relativeTime('2025-07-01T00:30:00Z', now, 'en'), '2 hours ago');
    assert.equal(relativeTime('2025-07-05T03:00:00Z', now, 'en'), 'in 4 days');
  });

  it('is now when it is less than a second away', () => {
    assert.equal(relativeTime('2025-07-01T03:00:00.400Z', now, 'vi'), 'bây giờ');
  });
});
