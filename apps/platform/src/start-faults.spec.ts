import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile, cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort, RunningPlatform, sampleProvince } from './running-platform.fixture.js';

describe('a start that cannot succeed', () => {
  let directory: string;
  let dataDir: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'motcua-start-'));
    dataDir = join(directory, 'data');
  });
  after(() => rm(directory, { recursive: true, force: true }));

  /** One clear sentence, a non-zero exit, and no stack. */
  async function failing(options: Parameters<typeof RunningPlatform.launch>[0]): Promise<string> {
    const platform = RunningPlatform.launch(options);
    assert.equal(await platform.ended(), 1);
    const text = platform.said.join('\n');
    assert.ok(!/\n\s+at /.test(text), text);
    return text;
  }

  it('names the port that is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port);
    assert.match(await failing({ dataDir, port }), new RegExp(`${port}`));
    other.close();
  });

  it('names every fault of a province with its file and line', async () => {
    const provinceDir = join(directory, 'province');
    await cp(sampleProvince, provinceDir, { recursive: true });
    const agencies = await readFile(join(provinceDir, 'agencies.yaml'), 'utf8');
    await writeFile(join(provinceDir, 'agencies.yaml'), agencies.replace(/kind: department/, 'kind: ministry'));
    await rm(join(provinceDir, 'procedures/1.001193-dang-ky-khai-sinh/process.bpmn'));
    const text = await failing({ dataDir: join(directory, 'other'), port: await freePort(), provinceDir });
    assert.match(text, /agencies\.yaml:\d+/);
    assert.match(text, /process\.bpmn/);
  });

  it('says that another platform runs on the same data', async () => {
    const first = await RunningPlatform.start(dataDir, await freePort());
    const text = await failing({ dataDir, port: await freePort() });
    assert.match(text, /already|another/i);
    assert.equal(await first.end('SIGINT'), 0);
    assert.ok(first.said.some((line) => line.includes('nothing is lost')));
  });

  it('refuses data of a newer version', async () => {
    const file = join(dataDir, 'motcua.json');
    const format = JSON.parse(await readFile(file, 'utf8')) as { formatVersion: number };
    await writeFile(file, JSON.stringify({ ...format, formatVersion: format.formatVersion + 1 }));
    assert.match(await failing({ dataDir, port: await freePort() }), /newer/i);
  });
});
