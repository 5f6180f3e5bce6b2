import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isKnownEventType, readPayload, writePayload } from './events.js';

const samples = fileURLToPath(new URL('../samples', import.meta.url));

interface Sample {
  readonly type: string;
  readonly data: string;
}

function readSample(release: string, file: string): Sample {
  return JSON.parse(readFileSync(`${samples}/${release}/${file}`, 'utf8')) as Sample;
}

// `tools/event-samples` takes them from a platform at work. None is ever changed or removed.
for (const release of readdirSync(samples).filter((name) => /^\d/.test(name))) {
  describe(`an event that release ${release} said`, () => {
    for (const file of readdirSync(`${samples}/${release}`)) {
      it(`is read by this one, and all that it told: ${file}`, () => {
        const { type, data } = readSample(release, file);
        assert.ok(isKnownEventType(type), type);
        const read: unknown = JSON.parse(writePayload(type, readPayload(type, data)));
        const told: unknown = JSON.parse(data);
        assert.ok(Object.keys(Object(told)).length > 0);
        assert.deepEqual({ ...Object(read), ...Object(told) }, read);
      });
    }
  });
}

describe('the samples', () => {
  it('of the first release are all there', () => {
    assert.deepEqual(readdirSync(`${samples}/0.1.0`).sort(), [
      'clock.paused.json',
      'clock.resumed.json',
      'consultation.answered.json',
      'consultation.asked.json',
      'delivery.chosen.json',
      'document.disposed.json',
      'document.stored.json',
      'dossier.accepted.json',
      'dossier.decided.json',
      'dossier.extended.json',
      'dossier.rated.json',
      'dossier.rejected.json',
      'dossier.reopened.json',
      'dossier.returned.json',
      'dossier.stopped.json',
      'dossier.submitted.json',
      'dossier.withdrawn.json',
      'fee.assessed.json',
      'fee.paid.json',
      'form.rendered.json',
      'message.delivered.json',
      'message.failed.json',
      'officer.assigned.json',
      'pack.activated.json',
      'result.corrected.json',
      'session.ended.json',
      'step.completed.json',
      'step.returned.json',
      'subdossier.closed.json',
      'subdossier.opened.json',
      'supplement.answered.json',
      'supplement.requested.json',
      'task.claimed.json',
      'task.released.json',
    ]);
  });
});
