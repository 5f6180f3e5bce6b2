import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Factor } from '@motcua/contracts/identity/v1/events';
import { notificationForTest, type NotificationForTest } from '../notification.fixture.js';

describe('what people are told about their own account', () => {
  let test: NotificationForTest;
  before(async () => {
    test = await notificationForTest();
  });
  after(() => test.close());

  it('is each way to sign in that came or went, each code that was used, each new password; before any province has words', async () => {
    const subjectId = randomUUID();
    await test.say('factor.added', subjectId, { subjectId, factor: Factor.FACTOR_PASSKEY });
    await test.say('factor.removed', subjectId, { subjectId, factor: Factor.FACTOR_TOTP });
    await test.say('recovery-code.used', subjectId, { subjectId, left: 9 });
    await test.say('password.changed', subjectId, { subjectId });
    const { items } = await test.service.messages.list(
      { subjectId, kind: 'officer', positions: [], agencyCodes: [], language: 'vi', expiresAt: new Date() },
      { unread: 'false', limit: 20 },
    );
    assert.deepEqual(items.map(({ kind, subject }) => `${kind}: ${subject}`).sort(), [
      'account.factor.added: Đã thêm khóa truy cập vào tài khoản của bạn',
      'account.factor.removed: Đã xóa ứng dụng tạo mã trên điện thoại khỏi tài khoản của bạn',
      'account.password.changed: Mật khẩu của bạn đã được đổi',
      'account.recoveryCode.used: Đã đăng nhập bằng mã dự phòng',
    ]);
    for (const { text, dossierId } of items) {
      assert.match(text, /Nếu không phải bạn/);
      assert.equal(dossierId, undefined);
    }
  });

  it('tells everybody who administers the province of a key that runs out, by its last day in Vietnam', async () => {
    const administratorIds = [randomUUID(), randomUUID()];
    const expiresAt = new Date('2026-12-31T17:00:00Z');
    const clientId = 'phan-mem-ho-tich';
    await test.say('apiclient.expiring', randomUUID(), { clientId, kid: 'k', expiresAt, days: 30, administratorIds });
    for (const subjectId of administratorIds) {
      const { items } = await test.service.messages.list(
        { subjectId, kind: 'officer', positions: [], agencyCodes: [], language: 'vi', expiresAt: new Date() },
        { unread: 'false', limit: 20 },
      );
      assert.deepEqual(
        items.map(({ kind, subject }) => [kind, subject]),
        [['account.apiClient.expiring', 'Khóa của hệ thống kết nối phan-mem-ho-tich sắp hết hạn']],
      );
      assert.match(items[0]?.text ?? '', /hết hạn ngày 31\/12\/2026, còn không quá 30 ngày/);
    }
  });
});
