import { diffPacks, type PackDifference } from '@motcua/pack';
import { unwrap } from '@motcua/sdk';
import { Session } from '../simulate/session.js';
import type { Language } from './language.js';
import { readProvince, readSoundProvince } from './province.js';
import { UsageFault } from '../command-line.js';

const changes: Readonly<Record<PackDifference['change'], string>> = { added: 'thêm', removed: 'bỏ', changed: 'sửa' };

function changeIn(language: Language, change: PackDifference['change']): string {
  return language === 'vi' ? changes[change].padEnd(4) : change.padEnd(8);
}

/** Tells every fault of a province; true when there is none. */
export async function checkPack(directory: string, language: Language, json: boolean): Promise<boolean> {
  const { files, read } = await readProvince(directory, language);
  const faults = ('faults' in read ? read.faults : []).map((fault) => ({ ...fault, reason: fault.reason[language] }));
  for (const { file, line, reason } of faults) console.log(`${file}:${line}  ${reason}`);
  if (faults.length === 0)
    console.log(language === 'vi' ? `${files.size} tệp, không có lỗi` : `${files.size} files, no fault`);
  if (json) console.log(JSON.stringify({ files: files.size, faults }));
  return faults.length === 0;
}

/** Tells what differs between two provinces. */
export async function diffProvinces(before: string, after: string, language: Language, json: boolean): Promise<void> {
  const differences = diffPacks(await readSoundProvince(before, language), await readSoundProvince(after, language));
  for (const { change, kind, code, ...rest } of differences) {
    const parts = 'parts' in rest && Array.isArray(rest.parts) ? `  (${rest.parts.join(', ')})` : '';
    console.log(`${changeIn(language, change)} ${kind} ${code}${parts}`);
  }
  if (differences.length === 0) console.log(language === 'vi' ? 'không có khác biệt' : 'no difference');
  if (json) console.log(JSON.stringify({ differences }));
}

/** Brings a province into force on a running platform. */
export async function applyPack(
  directory: string,
  target: { url: string; user: string | undefined; password: string | undefined; language: Language },
  json: boolean,
): Promise<void> {
  const { language } = target;
  if (!target.user || !target.password) {
    throw new UsageFault(
      language === 'vi' ? 'pack apply cần --user và MOTCUA_PASSWORD' : 'pack apply needs --user and MOTCUA_PASSWORD',
    );
  }
  const { files } = await readProvince(directory, language);
  const { client } = await Session.open(target.url, target.user, target.password, undefined, language);
  const applied = unwrap(await client.POST('/api/identity/v1/packs', { body: { files: Object.fromEntries(files) } }));
  for (const { change, kind, code } of applied.changes) console.log(`${changeIn(language, change)} ${kind} ${code}`);
  const inForce = language === 'vi' ? ['đã áp dụng', 'vốn đang áp dụng'] : ['in force', 'in force already'];
  console.log(`${applied.activated ? inForce[0] : inForce[1]}: ${applied.hash}`);
  if (json) console.log(JSON.stringify(applied));
}
