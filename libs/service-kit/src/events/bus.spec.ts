import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { topics } from '@motcua/contracts/events';
import { InProcessBus } from './bus.js';

describe('the bus of one process', () => {
  it('brings a batch to every group of its topic and to no other', async () => {
    const bus = new InProcessBus();
    const took: string[] = [];
    const take = (group: string) => () => {
      took.push(group);
      return Promise.resolve();
    };
    bus.subscribe('reporting', topics.dossier, take('reporting'));
    bus.subscribe('notification', topics.dossier, take('notification'));
    bus.subscribe('document', topics.identity, take('document'));
    await bus.publish(topics.dossier, []);
    assert.deepEqual(took, ['reporting', 'notification']);
    await bus.close();
    await bus.publish(topics.dossier, []);
    assert.equal(took.length, 2);
  });

  it('fails when one group failed, but not before the others are done', async () => {
    const bus = new InProcessBus();
    let done = false;
    bus.subscribe('reporting', topics.dossier, () => Promise.reject(new Error('reporting is away')));
    bus.subscribe('notification', topics.dossier, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done = true;
    });
    await assert.rejects(bus.publish(topics.dossier, []), /reporting is away/);
    assert.equal(done, true);
  });
});
