import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readPack, type Pack, type PackFault } from '@motcua/pack';
import { readProvinceFiles } from '@motcua/service-kit/packs';
import { Failure, UsageFault } from '../command-line.js';
import type { Language } from './language.js';

/** Reads the folder of a province: its files, and what they say or every fault. */
export async function readProvince(
  directory: string,
  language: Language,
): Promise<{ files: ReadonlyMap<string, string>; read: { pack: Pack } | { faults: PackFault[] } }> {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageFault(language === 'vi' ? `${directory} không phải thư mục` : `${directory} is no directory`);
  const files = await readProvinceFiles(directory).catch((error: Error) => {
    throw new Failure(error.message, { cause: error });
  });
  return { files, read: await readPack(files, (text) => createHash('sha256').update(text).digest('hex')) };
}

/** The pack, or its faults on the screen and a failure. */
export async function readSoundProvince(directory: string, language: Language): Promise<Pack> {
  const { read } = await readProvince(directory, language);
  if ('pack' in read) return read.pack;
  for (const { file, line, reason } of read.faults) {
    console.error(`${directory}/${file}:${line}  ${reason[language]}`);
  }
  const count = read.faults.length;
  throw new Failure(language === 'vi' ? `${directory} có ${count} lỗi` : `${directory} has ${count} faults`);
}
