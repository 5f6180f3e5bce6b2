import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { base32, codeOf, findStep, stepOf } from './totp.js';

const secret = Buffer.from('12345678901234567890');

describe('a code of an authenticator application', () => {
  it('is that of RFC 6238, appendix B, at every instant that it lists', () => {
    const listed: readonly [number, string, string, string][] = [
      [59, '94287082', '46119246', '90693936'],
      [1111111109, '07081804', '68084774', '25091201'],
      [1111111111, '14050471', '67062674', '99943326'],
      [1234567890, '89005924', '91819424', '93441116'],
      [2000000000, '69279037', '90698825', '38618901'],
      [20000000000, '65353130', '77737706', '47863826'],
    ];
    const long = (bytes: number) => Buffer.alloc(bytes, '1234567890');
    for (const [seconds, sha1, sha256, sha512] of listed) {
      const step = stepOf(new Date(seconds * 1_000));
      assert.equal(codeOf(secret, step, 8), sha1);
      assert.equal(codeOf(long(32), step, 8, 'sha256'), sha256);
      assert.equal(codeOf(long(64), step, 8, 'sha512'), sha512);
    }
  });

  it('is that of RFC 4226, appendix D, for the first ten counts', () => {
    const listed = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
    listed.forEach((code, count) => assert.equal(codeOf(secret, count), code));
  });

  it('is taken half a minute early and late, and no further', () => {
    const at = new Date('2026-12-01T03:00:00Z');
    const now = stepOf(at);
    const taken = [-2, -1, 0, 1, 2].map((drift) => findStep(secret, codeOf(secret, now + drift), at, 0));
    assert.deepEqual(taken, [undefined, now - 1, now, now + 1, undefined]);
  });

  it('is not taken again, nor one before it', () => {
    const at = new Date('2026-12-01T03:00:00Z');
    const now = stepOf(at);
    assert.equal(findStep(secret, codeOf(secret, now), at, now), undefined);
    assert.equal(findStep(secret, codeOf(secret, now - 1), at, now), undefined);
    assert.equal(findStep(secret, codeOf(secret, now + 1), at, now), now + 1);
  });

  it('has a secret written as RFC 4648, section 10 writes it', () => {
    const listed = ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'];
    listed.forEach((text, length) => assert.equal(base32(Buffer.from('foobar'.slice(0, length))), text));
  });
});
