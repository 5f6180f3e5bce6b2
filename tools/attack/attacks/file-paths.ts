import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import type { Attack } from '../attack.js';
import { Intruder, type Answer } from '../intruder.js';
import { paper } from '../../simulate/paper.js';

const names = [
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'C:\\boot.ini',
  '....//....//etc/passwd.pdf',
  'a\u0000.pdf',
  'a.pdf\r\nX-Evil: 1',
  '.htaccess',
  'CON',
  'a\u202efdp.exe',
];

const climbs = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '..%252f', '..%c0%af', '....//', '..;/'];
const beneath = ['/', '/assets/', '/api/docs/', '/api/document/v1/files/', '/api/document/v1/dossiers/x/forms/'];

/** Names and addresses that lead out of where files lie. */
export const filePaths: Attack = {
  name: 'paths that lead elsewhere',
  async run(scene, tally) {
    const citizen = scene.who('095190000017').as;
    for (const name of names) {
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
      const answer = await citizen.patiently('POST', '/api/document/v1/files', {
        raw: paper('x'),
        headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition },
      });
      tally.count(`a file called ${JSON.stringify(name)}`, await nameFault(citizen, answer));
    }
    const nobody = new Intruder(scene.url);
    for (const place of beneath) {
      for (const climb of climbs) {
        for (const goal of ['etc/passwd', 'package.json']) {
          const path = `${place}${climb.repeat(8)}${goal}`;
          const text = await getAsWritten(scene.url, path);
          const isOut = /root:.*:0:0:|"workspaces"|"private": true/.test(text);
          tally.count(path, isOut ? text.slice(0, 80) : undefined);
        }
      }
    }
    const administrator = scene.who('quantri').as;
    for (const path of [
      '../../evil.yaml',
      '/etc/cron.d/evil',
      'procedures/../../evil.yaml',
      'a\u0000.yaml',
      '__proto__',
    ]) {
      const body = `{"files":{${JSON.stringify(path)}:"a: 1"}}`;
      const { status, text } = await administrator.patiently('POST', '/api/identity/v1/packs', { raw: body });
      tally.count(
        `a province with the file ${JSON.stringify(path)}`,
        status === 422 ? undefined : `${status} ${text.slice(0, 80)}`,
      );
    }
    tally.count(
      'the folder of the portal as a list',
      /Index of/i.test((await nobody.patiently('GET', '/assets/')).text) ? 'listed' : undefined,
    );
  },
};

/** A name is refused, or kept without what leads anywhere. */
async function nameFault(as: Intruder, { status, json }: Answer): Promise<string | undefined> {
  if (status >= 400 && status < 500) return undefined;
  if (status !== 201) return String(status);
  const { id, name } = json as { id: string; name: string };
  if (/[/\\\p{Cc}\u202a-\u202e]|^\.|\.\./u.test(name)) return `kept as ${JSON.stringify(name)}`;
  const { headers } = await as.patiently('GET', `/api/document/v1/files/${id}`);
  const disposition = headers.get('content-disposition') ?? '';
  return headers.has('x-evil') || !disposition.startsWith('attachment') ? `sent as ${disposition}` : undefined;
}

/** `fetch` puts a path in order before it sends it. */
async function getAsWritten(url: string, path: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const [answer] = (await once(get({ hostname, port, path }), 'response')) as [IncomingMessage];
  return textOf(answer);
}
