import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { appendAnchors, readAnchors, type Anchor } from './index.js';

const directory = mkdtempSync(join(tmpdir(), 'motcua-anchors-'));
after(() => rmSync(directory, { recursive: true }));

function anchor(position: number): Anchor {
  return { service: 'dossier', position, hash: 'a'.repeat(64), at: '2025-07-01T02:00:00.000Z' };
}

describe('a file of anchors', () => {
  it('is for its owner’s eyes alone, grows a line an anchor, and keeps what it has', async () => {
    const path = join(directory, 'grows.jsonl');
    await appendAnchors(path, [anchor(1), anchor(2)]);
    const first = readFileSync(path, 'utf8');
    await appendAnchors(path, [anchor(3)]);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.ok(readFileSync(path, 'utf8').startsWith(first));
    assert.deepEqual(await readAnchors(path), { anchors: [1, 2, 3].map(anchor), unreadableLines: [] });
  });

  it('goes on behind a line that a power cut left torn, and that line is named', async () => {
    const path = join(directory, 'torn.jsonl');
    await appendAnchors(path, [anchor(1)]);
    writeFileSync(path, '{"service":"dossier","posi', { flag: 'a' });
    await appendAnchors(path, [anchor(3)]);
    assert.deepEqual(await readAnchors(path), { anchors: [1, 3].map(anchor), unreadableLines: [2] });
  });

  for (const line of [
    'null',
    '[]',
    '{}',
    JSON.stringify({ ...anchor(1), position: 0 }),
    JSON.stringify({ ...anchor(1), position: '1' }),
    JSON.stringify({ ...anchor(1), hash: 'A'.repeat(64) }),
    JSON.stringify({ ...anchor(1), at: 'yesterday' }),
    JSON.stringify({ ...anchor(1), service: undefined }),
  ]) {
    it(`does not take ${line} for an anchor`, async () => {
      const path = join(directory, 'wrong.jsonl');
      writeFileSync(path, `${line}\n`);
      assert.deepEqual(await readAnchors(path), { anchors: [], unreadableLines: [1] });
    });
  }
});
