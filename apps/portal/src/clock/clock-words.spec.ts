import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockWords } from './clock-words.js';

describe('the words of a clock', () => {
  it('tell the time that is left in whole working days, never more than there is', () => {
    assert.deepEqual(clockWords({ state: 'onTime', workingMinutesLeft: 2 * 480 + 479 }, 'vi'), {
      tone: 'onTime',
      words: 'còn 2 ngày làm việc',
    });
  });

  it('tell hours on the last day', () => {
    assert.equal(clockWords({ state: 'soon', workingMinutesLeft: 190 }, 'vi').words, 'còn 3 giờ làm việc');
    assert.equal(clockWords({ state: 'soon', workingMinutesLeft: 60 }, 'en').words, '1 working hour left');
  });

  it('tell by how much a dossier is late', () => {
    assert.deepEqual(clockWords({ state: 'overdue', workingMinutesLeft: -240 }, 'vi'), {
      tone: 'overdue',
      words: 'quá hạn 4 giờ làm việc',
    });
  });

  it('say that nothing runs before acceptance', () => {
    assert.equal(clockWords({ state: 'notStarted' }, 'vi').words, 'chờ tiếp nhận');
  });

  it('keep how a finished dossier stood against its promised date', () => {
    assert.equal(clockWords({ state: 'stopped', timeliness: 'early' }, 'vi').words, 'xong trước hạn');
    assert.equal(clockWords({ state: 'stopped', timeliness: 'overdue' }, 'en').tone, 'overdue');
  });
});
