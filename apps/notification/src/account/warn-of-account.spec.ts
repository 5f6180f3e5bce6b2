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
});
