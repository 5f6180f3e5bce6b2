import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { spawnSandbox } from '../payment-sandbox/spawn-sandbox.mjs';
import { buildPlatform } from './build.mjs';
import { inCheckout } from './checkout.mjs';
import { Fault } from './fault.mjs';
import { installWhatIsMissing } from './install.mjs';

const usage = `npm start [-- --port N --data DIR --province DIR --reset --national-portal]

  --port N        the port of the web address (8080)
  --data DIR      where the platform keeps its data (.data in the checkout)
  --province DIR  the province that a new platform begins with (deploy/provinces/bac-lieu-ca-mau)
  --reset         removes all data first
  --national-portal  starts a stand-in of the National Public Service Portal too, with dossiers handed in there`;

/**
 * Makes of a clean clone a running platform: installs, builds, and hands over to the platform in this same process.
 * @param {string[]} args
 */
export async function startPlatform(args) {
  const options = readOptions(args);
  if (options === undefined) {
    console.log(usage);
    return;
  }
  await installWhatIsMissing();
  await buildPlatform();
  const { main } = await import(pathToFileURL(inCheckout('apps', 'platform', 'dist', 'main.js')).href);
  // Fees can be paid with the sandbox, unless there is a provider.
  const environment = process.env.MOTCUA_PAYMENT_URL ? {} : await spawnSandbox();
  if (options.nationalPortal) await startStandIn();
  await main({ ...options, environment });
}

/** In this process, so that it ends with the platform; its memory ends with it. */
async function startStandIn() {
  const { startPortal } = await import('../national-portal/serve.mjs');
  const { sampleDossiers } = await import('../national-portal/samples.mjs');
  const { portal, url } = await startPortal({ port: 0 });
  for (const dossier of sampleDossiers()) portal.handIn(dossier);
  process.env.MOTCUA_NATIONAL_PORTAL_URL = url;
  console.log(`The stand-in of the National Public Service Portal listens at ${url} (${url}/control/dossiers)`);
}

/**
 * @param {string[]} args
 * @returns {{ port: number, dataDir: string, provinceDir: string, reset: boolean, nationalPortal: boolean } | undefined} nothing when help is asked for
 */
function readOptions(args) {
  const { port = '8080', data, province, reset = false, 'national-portal': nationalPortal = false, help } = parse(args);
  if (help) return undefined;
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Fault(`--port takes a number from 1 to 65535, not "${port}".`, 2);
  }
  // npm runs scripts at the top of the checkout, wherever its user is.
  const from = process.env.INIT_CWD ?? process.cwd();
  const provinceDir = province ? resolve(from, province) : inCheckout('deploy', 'provinces', 'bac-lieu-ca-mau');
  if (!statSync(provinceDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Fault(`--province names ${provinceDir}, which is no directory.`, 2);
  }
  return {
    port: Number(port),
    dataDir: data ? resolve(from, data) : inCheckout('.data'),
    provinceDir,
    reset,
    nationalPortal,
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  try {
    return parseArgs({
      args,
      options: { port: text, data: text, province: text, reset: flag, 'national-portal': flag, help: flag },
    }).values;
  } catch (error) {
    const [sentence] = String(error.message).split(/\.(?:\s|$)/);
    throw new Fault(`${sentence}; npm start -- --help shows what there is.`, 2);
  }
}
