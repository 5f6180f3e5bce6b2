import { existsSync } from 'node:fs';
import { Fault } from '../start/fault.mjs';
import { step } from '../start/progress.mjs';
import { runProgram } from '../start/run-program.mjs';

const chromium = '/usr/bin/chromium';

/**
 * Sees to it that there is a browser for the journey; root on Debian gets it installed.
 * @returns {Promise<boolean>} false when there is none and the journey has to be left out, which CI does not accept
 */
export async function ensureChromium() {
  if (existsSync(chromium)) return true;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const output = await step('Installing Chromium', aptInstall);
    if (existsSync(chromium)) return true;
    console.error(output);
  }
  const sentence = `The browser journey needs Chromium at ${chromium} (on Debian: apt-get install chromium).`;
  if (process.env.CI === 'true') throw new Fault(sentence);
  console.log(`${sentence} It is left out.`);
  return false;
}

async function aptInstall() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runProgram('apt-get', ['update'], { env });
  const install = await runProgram('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  return `${update.output}\n${install.output}`;
}
