import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { NotFound, TemporarilyUnavailable } from '@motcua/service-kit/errors';
import { FileStore } from './file-store.js';

const content = Buffer.from('%PDF-1.4 nội dung');

describe('the file store', () => {
  let directory: string;
  let store: FileStore;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'motcua-files-'));
    store = new FileStore(directory);
    await store.prepare();
  });
  after(() => rm(directory, { recursive: true }));

  const names = async () => (await readdir(directory, { recursive: true })).filter((name) => name.includes('-'));

  it('keeps content whose row was committed, under one name', async () => {
    const id = randomUUID();
    const { size, sha256, detected } = await store.receive(id, [content.subarray(0, 5), content.subarray(5)]);
    assert.equal(size, content.length);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(detected, { mediaType: 'application/pdf', extension: 'pdf' });
    await store.place(id, () => Promise.resolve({ fileId: id }));
    assert.deepEqual(await buffer(await store.read(id)), content);
    assert.deepEqual(await names(), [join('files', id.slice(-2), id.slice(-4, -2), id)]);
    await store.discard(id);
    await store.discard(id);
    assert.deepEqual(await names(), []);
  });

  it('discards content that a command refused, or for which it named another file', async () => {
    for (const command of [() => Promise.reject(new NotFound()), () => Promise.resolve({ fileId: randomUUID() })]) {
      const id = randomUUID();
      await store.receive(id, [content]);
      await store.place(id, command).catch(() => undefined);
      assert.deepEqual(await names(), []);
    }
  });

  it('keeps content for whoever can find out when an outage leaves open whether its row is there', async () => {
    const id = randomUUID();
    await store.receive(id, [content]);
    await assert.rejects(store.place(id, () => Promise.reject(new TemporarilyUnavailable())));
    assert.deepEqual(await store.unsettled(new Date(0)), []);
    await utimes(join(directory, 'incoming', id), 1, 1);
    assert.deepEqual(await store.unsettled(new Date(2000)), [id]);
    await store.settle(id);
    assert.deepEqual(await store.unsettled(new Date(2000)), []);
    assert.deepEqual(await buffer(await store.read(id)), content);
    await store.discard(id);
  });

  it('answers "temporarily unavailable" on a full disk and leaves nothing of the file', async (t) => {
    const small = await mkdtemp(join(tmpdir(), 'motcua-full-'));
    let mounted = false;
    t.after(async () => {
      if (mounted) execFileSync('umount', [small]);
      await rm(small, { recursive: true });
    });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'ignore' });
      mounted = true;
    } catch {
      t.skip('mounting needs root');
      return;
    }
    const full = new FileStore(small);
    await full.prepare();
    await assert.rejects(full.receive(randomUUID(), [Buffer.alloc(128 * 1024)]), TemporarilyUnavailable);
    assert.deepEqual(await readdir(join(small, 'incoming')), []);
    await full.receive(randomUUID(), [content]);
  });
});
