import { gzipSync } from 'node:zlib';
import type { Attack } from '../attack.js';
import type { Answer } from '../intruder.js';
import type { Scene } from '../scene.js';

/** Within which an honest answer comes, also to a large request. */
const patienceMs = 10_000;

interface Bomb {
  readonly what: string;
  readonly send: () => Promise<Answer>;
  /** Whether this may be taken; what is never unpacked does no harm. */
  readonly mayBeTaken?: boolean;
}

/** Little that becomes much: entities of entities, aliases of aliases, zeros packed to nothing. It is refused at once, and memory stays where it was. */
export const bombs: Attack = {
  name: 'archives, documents and nests that unfold',
  async run(scene, tally) {
    for (const { what, send, mayBeTaken = false } of bombsFor(scene)) {
      const before = process.memoryUsage().rss;
      const startedAt = performance.now();
      const { status, text } = await send().catch(cutOff);
      const tookMs = Math.round(performance.now() - startedAt);
      const grownMebibytes = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
      const isRefused = (status >= 400 && status < 500) || (mayBeTaken && status < 300);
      const isWell = (await scene.who('quantri').as.patiently('GET', '/healthz')).status === 200;
      tally.count(
        what,
        isRefused && tookMs < patienceMs && isWell && grownMebibytes < 600
          ? undefined
          : `${status} after ${tookMs} ms, ${grownMebibytes} MiB more: ${text.slice(0, 100)}`,
      );
    }
  },
};

const zerosMebibytes = 64;

/** Whoever is told in the middle of a large body that it is too large may find the connection closed: a refusal, if the platform is well after it. */
function cutOff(error: unknown): Pick<Answer, 'status' | 'text'> {
  if (error instanceof TypeError && error.message === 'fetch failed') return { status: 499, text: error.message };
  throw error;
}

function bombsFor(scene: Scene): Bomb[] {
  const packedZeros = new Uint8Array(gzipSync(Buffer.alloc(zerosMebibytes * 2 ** 20)));
  const archive = new Uint8Array(archiveOfZeros(zerosMebibytes));
  const administrator = scene.who('quantri').as;
  const citizen = scene.who('095190000017').as;
  const check = (xml: string) => administrator.patiently('POST', '/api/dossier/v1/process-checks', { body: { xml } });
  const checked = (what: string, xml: string): Bomb => ({
    what: `a drawing with ${what}`,
    send: () => notAccepted(check(xml)),
  });
  const province = (what: string, yaml: string): Bomb => ({
    what: `a province with ${what}`,
    send: () =>
      administrator.patiently('POST', '/api/identity/v1/packs', { body: { files: { 'province.yaml': yaml } } }),
  });
  return [
    checked('entities of entities', drawing(`<!DOCTYPE x [${entities()}]>`, '&l9;')),
    checked('an entity that is a file', drawing('<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>', '&l9;')),
    checked('an entity of the host', drawing('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '')),
    checked('elements in elements', drawing('', `${'<bpmn:subProcess id="s">'.repeat(20_000)}`)),
    checked(
      'two hundred thousand attributes',
      drawing('', `<bpmn:task ${Array.from({ length: 60_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    ),
    province('aliases of aliases', aliases()),
    province('lists in lists', `a: ${'['.repeat(50_000)}`),
    province('a merge of itself', 'a: &a\n  <<: *a\n'),
    {
      what: 'a packed body of zeros',
      send: () =>
        citizen.patiently('POST', '/api/dossier/v1/dossiers', {
          raw: packedZeros,
          headers: { 'Content-Encoding': 'gzip' },
        }),
    },
    {
      what: 'a document that is an archive of zeros',
      mayBeTaken: true,
      send: () =>
        citizen.patiently('POST', '/api/document/v1/files', {
          raw: archive,
          headers: {
            'Content-Type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            'Content-Disposition': `attachment; filename*=UTF-8''bom.docx`,
          },
        }),
    },
    {
      what: 'a body nested without end',
      send: () => citizen.patiently('POST', '/api/dossier/v1/dossiers', { raw: `{"answers":${'['.repeat(400_000)}` }),
    },
    {
      what: 'one text that is matched for ever',
      send: () =>
        citizen.patiently('GET', `/api/dossier/v1/my/dossiers?after=${encodeURIComponent(`${'a'.repeat(150)}!`)}`),
    },
  ];
}

/** A check answers that a drawing is refused with 200, as it is the answer to the question. */
async function notAccepted(sent: Promise<Answer>): Promise<Answer> {
  const answer = await sent;
  const { accepted, refusals } = Object(answer.json) as { accepted?: boolean; refusals?: unknown[] };
  const isRefused = accepted === false || (Array.isArray(refusals) && refusals.length > 0);
  const isLeaking = /root:.*:0:0:/.test(answer.text);
  return answer.status === 200 && isRefused && !isLeaking ? { ...answer, status: 422 } : answer;
}

function drawing(head: string, content: string): string {
  return `<?xml version="1.0"?>${head}<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><bpmn:process id="p" isExecutable="true" name="a">${content}</bpmn:process></bpmn:definitions>`;
}

function entities(): string {
  const levels = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  return `<!ENTITY l0 "lol">${levels.join('')}`;
}

function aliases(): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(',')}]`,
  );
  return `l0: &l0 [lol]\n${levels.join('\n')}\n`;
}

/** A zip with one entry, as small as its zeros are many. @param mebibytes how many */
function archiveOfZeros(mebibytes: number): Buffer {
  const packed = gzipSync(Buffer.alloc(mebibytes * 2 ** 20)).subarray(10, -8);
  const name = Buffer.from('word/document.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(mebibytes * 2 ** 20, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(mebibytes * 2 ** 20, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}
