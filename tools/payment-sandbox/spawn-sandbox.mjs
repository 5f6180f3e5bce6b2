import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * Starts the sandbox in a process of its own, which ends with this one.
 * @returns {Promise<Record<string, string>>} what the dossier service has to be told of it
 */
export async function spawnSandbox() {
  const secret = randomBytes(32).toString('hex');
  const program = fileURLToPath(new URL('main.mjs', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: { MOTCUA_PAYMENT_SECRET: secret },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(10_000) });
  child.unref();
  return { MOTCUA_PAYMENT_URL: JSON.parse(line).url, MOTCUA_PAYMENT_SECRET: secret };
}
