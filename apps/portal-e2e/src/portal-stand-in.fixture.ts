import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../tools/national-portal/main.mjs', import.meta.url));
const token = 'a-token-of-the-province';

/** The stand-in of the national portal in a process of its own, with dossiers handed in already. */
export async function startPortalStandIn() {
  const child = spawn(process.execPath, [program, '--token', token, '--samples', '--with-parent'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\S+$/.exec(line)?.[0];
  assert.ok(url, line);
  const control = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${url}/control/${path}`, init);
    assert.ok(response.ok, `${path}: ${response.status}`);
    return (await response.json()) as T;
  };
  return {
    settings: {
      MOTCUA_NATIONAL_PORTAL_URL: url,
      MOTCUA_NATIONAL_PORTAL_TOKEN: token,
      MOTCUA_NATIONAL_PORTAL_POLL_SECONDS: '0.3',
    },
    behave: (behaviour: object) => control('PUT', 'behaviour', behaviour),
    /** What a citizen says there of a dossier; gives its number. */
    async giveMore(said: object): Promise<string> {
      return (await control<{ number: string }>('POST', 'follow-ups', said)).number;
    },
    async stop(): Promise<void> {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
