import { diffPacks } from '@motcua/pack';
import { unwrap } from '@motcua/sdk';
import { Session } from '../simulate/session.js';
import { readProvince, readSoundProvince } from './province.js';
import { UsageFault } from '../command-line.js';

/** Tells every fault of a province; true when there is none. */
export async function checkPack(directory: string, json: boolean): Promise<boolean> {
  const { files, read } = await readProvince(directory);
  const faults = 'faults' in read ? read.faults : [];
  for (const { file, line, reason } of faults) console.log(`${file}:${line}  ${reason}`);
  if (faults.length === 0) console.log(`${files.size} files, no fault`);
  if (json) console.log(JSON.stringify({ files: files.size, faults }));
  return faults.length === 0;
}

/** Tells what differs between two provinces. */
export async function diffProvinces(before: string, after: string, json: boolean): Promise<void> {
  const differences = diffPacks(await readSoundProvince(before), await readSoundProvince(after));
  for (const { change, kind, code, ...rest } of differences) {
    const parts = 'parts' in rest && Array.isArray(rest.parts) ? `  (${rest.parts.join(', ')})` : '';
    console.log(`${change.padEnd(8)} ${kind} ${code}${parts}`);
  }
  if (differences.length === 0) console.log('no difference');
  if (json) console.log(JSON.stringify({ differences }));
}

/** Brings a province into force on a running platform. */
export async function applyPack(
  directory: string,
  target: { url: string; user: string | undefined; password: string | undefined },
  json: boolean,
): Promise<void> {
  if (!target.user || !target.password) throw new UsageFault('pack apply needs --user and MOTCUA_PASSWORD');
  const { files } = await readProvince(directory);
  const { client } = await Session.open(target.url, target.user, target.password);
  const applied = unwrap(await client.POST('/api/identity/v1/packs', { body: { files: Object.fromEntries(files) } }));
  for (const { change, kind, code } of applied.changes) console.log(`${change.padEnd(8)} ${kind} ${code}`);
  console.log(applied.activated ? `in force: ${applied.hash}` : `in force already: ${applied.hash}`);
  if (json) console.log(JSON.stringify(applied));
}
