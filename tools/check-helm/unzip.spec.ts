import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { unzip } from './unzip.js';

interface Entry {
  readonly name: string;
  readonly content: string;
  readonly packed: boolean;
}

/** An archive as zip programs write it, with an extra field in the files' own headers that the directory lacks. */
function zip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, packed } of entries) {
    const body = packed ? deflateRawSync(content) : Buffer.from(content);
    const extra = Buffer.from('extra');
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50);
    header.writeUInt16LE(name.length, 26);
    header.writeUInt16LE(extra.length, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(packed ? 8 : 0, 10);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(Buffer.concat(files).length, 42);
    files.push(header, Buffer.from(name), extra, body);
    directory.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(files).length, 16);
  return Buffer.concat([...files, ...directory, end]);
}

describe('a zip archive', () => {
  const archive = zip([
    { name: 'helm/', content: '', packed: false },
    { name: 'helm/LICENSE', content: 'plain', packed: false },
    { name: 'helm/helm', content: 'program '.repeat(500), packed: true },
  ]);

  it('gives each file as it was, packed or not', () => {
    assert.equal(unzip(archive, 'helm/LICENSE').toString(), 'plain');
    assert.equal(unzip(archive, 'helm/helm').toString(), 'program '.repeat(500));
  });

  it('names the file that it does not hold', () => {
    assert.throws(() => unzip(archive, 'kubectl/kubectl'), /does not hold kubectl\/kubectl/);
    assert.throws(() => unzip(Buffer.from('no archive'), 'a'), /no zip archive/);
  });
});
