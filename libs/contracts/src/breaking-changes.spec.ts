import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const contracts = fileURLToPath(new URL('..', import.meta.url));
const buf = join(dirname(createRequire(import.meta.url).resolve('@bufbuild/buf/package.json')), 'bin', 'buf');

interface Verdict {
  readonly accepted: boolean;
  readonly output: string;
}

describe('a change of the contracts, held against the last release', () => {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-contracts-'));
  const events = join(directory, 'proto/motcua/dossier/v1/events.proto');
  const identity = join(directory, 'proto/motcua/identity/v1/identity.proto');

  after(() => rmSync(directory, { recursive: true }));

  /** What `npm run check` says when one thing is written in another's place. */
  async function judge(file: string, from: string, to: string): Promise<Verdict> {
    for (const part of ['proto', 'buf.yaml', 'baseline.json']) {
      cpSync(join(contracts, part), join(directory, part), { recursive: true });
    }
    const before = readFileSync(file, 'utf8');
    assert.ok(before.includes(from), from);
    writeFileSync(
      file,
      before.replace(from, () => to),
    );
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [buf, 'breaking', '--against', 'baseline.json'],
        { cwd: directory },
        (error, stdout, stderr) => resolve({ accepted: error === null, output: stdout + stderr }),
      );
    });
  }

  const refused: readonly [what: string, file: string, from: string, to: string, reason: RegExp][] = [
    ['a field that is gone', events, '  string field_code = 4;\n', '', /field "4".*"field_code".*was deleted/],
    [
      'a field under another number',
      events,
      'string field_code = 4;',
      'string field_code = 40;',
      /field "4".*was deleted/,
    ],
    [
      'a field of another type',
      events,
      'string field_code = 4;',
      'int32 field_code = 4;',
      /changed type from "string" to "int32"/,
    ],
    [
      'a field by another name',
      events,
      'string field_code = 4;',
      'string area_code = 4;',
      /changed name from "field_code" to "area_code"/,
    ],
    [
      'one value where there were several',
      events,
      'repeated string file_ids = 9;',
      'string file_ids = 9;',
      /changed cardinality|"repeated"/,
    ],
    ['a word of a list that is gone', events, '  CHANNEL_MOBILE = 4;\n', '', /enum value "4".*deleted/],
    [
      'a question that is gone',
      identity,
      '  rpc ResolveSession(ResolveSessionRequest) returns (ResolveSessionResponse) {\n    option idempotency_level = IDEMPOTENT;\n  }\n',
      '',
      /RPC "ResolveSession".*deleted/,
    ],
  ];

  for (const [what, file, from, to, reason] of refused) {
    it(`is refused: ${what}`, async () => {
      const { accepted, output } = await judge(file, from, to);
      assert.equal(accepted, false);
      assert.match(output, reason);
    });
  }

  it('is accepted when something only comes to what there is', async () => {
    const added = '  string field_code = 4;\n  // Mood of the citizen.\n  string mood = 90;\n';
    assert.deepEqual(await judge(events, '  string field_code = 4;\n', added), { accepted: true, output: '' });
    const word = '  CHANNEL_MOBILE = 4;\n  // By pigeon.\n  CHANNEL_PIGEON = 5;\n';
    assert.deepEqual(await judge(events, '  CHANNEL_MOBILE = 4;\n', word), { accepted: true, output: '' });
  });
});
