import { Fault } from '../start/fault.mjs';
import { canInstall, installPackages, isThere } from './debian.mjs';

/** Sees to it that specs can read what forms say on their paper; root on Debian gets the programs installed. */
export async function ensurePdfReader() {
  if (await isThere('pdftotext', '-v')) return;
  const { ok, output } = canInstall()
    ? await installPackages('Installing what reads PDF files', ['poppler-utils'])
    : { ok: false, output: '' };
  if (ok) return;
  const sentence = 'Specs of the forms need pdftotext and pdfinfo (on Debian: apt-get install poppler-utils).';
  if (process.env.CI === 'true') throw new Fault(`${sentence}\n${output}`);
  console.log(`${sentence} They will fail.`);
}
