import { existsSync } from 'node:fs';
import { Fault } from '../start/fault.mjs';
import { canInstall, installPackages } from './debian.mjs';

const chromium = '/usr/bin/chromium';

/**
 * Sees to it that there is a browser for the journey; root on Debian gets it installed.
 * @returns {Promise<boolean>} false when there is none and the journey has to be left out, which CI does not accept
 */
export async function ensureChromium() {
  if (existsSync(chromium)) return true;
  if (canInstall()) {
    const { output } = await installPackages('Installing Chromium', ['chromium']);
    if (existsSync(chromium)) return true;
    console.error(output);
  }
  const sentence = `The browser journey needs Chromium at ${chromium} (on Debian: apt-get install chromium).`;
  if (process.env.CI === 'true') throw new Fault(sentence);
  console.log(`${sentence} It is left out.`);
  return false;
}
