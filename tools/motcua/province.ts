import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readPack, type Pack, type PackFault } from '@motcua/pack';
import { readProvinceFiles } from '@motcua/service-kit/packs';
import { Failure, UsageFault } from '../command-line.js';

/** Reads the folder of a province: its files, and what they say or every fault. */
export async function readProvince(
  directory: string,
): Promise<{ files: ReadonlyMap<string, string>; read: { pack: Pack } | { faults: PackFault[] } }> {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageFault(`${directory} is no directory`);
  const files = await readProvinceFiles(directory).catch((error: Error) => {
    throw new Failure(error.message, { cause: error });
  });
  return { files, read: await readPack(files, (text) => createHash('sha256').update(text).digest('hex')) };
}

/** The pack, or its faults on the screen and a failure. */
export async function readSoundProvince(directory: string): Promise<Pack> {
  const { read } = await readProvince(directory);
  if ('pack' in read) return read.pack;
  for (const { file, line, reason } of read.faults) console.error(`${directory}/${file}:${line}  ${reason}`);
  throw new Failure(`${directory} has ${read.faults.length} faults`);
}
