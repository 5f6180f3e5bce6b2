import type { DocumentServiceService, FileMetadata } from '@motcua/contracts/document/v1/document';
import type { FieldFault } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { GivenComponent } from '../intake/check-components.js';
import type { PortalComponent } from './portal-reader.js';
import { PortalFilesRefused } from './portal.problems.js';

/** The portal did not give a file now. */
export class FileAway extends Error {}

/**
 * Has the document service fetch the files of some papers from the portal.
 * @param ownerId under whom they wait until they are claimed
 * @throws FileAway the portal does not give one now; PortalFilesRefused (422) with the files that break the rules
 */
export async function fetchPortalFiles(
  documents: ServiceClient<typeof DocumentServiceService>,
  ownerId: string,
  components: readonly PortalComponent[],
  now: Date,
): Promise<{ files: FileMetadata[]; components: GivenComponent[] }> {
  const all: FileMetadata[] = [];
  const faults: FieldFault[] = [];
  const given: GivenComponent[] = [];
  // What waits unclaimed for a day is removed, so a file that was fetched yesterday is fetched again.
  const day = now.toISOString().slice(0, 10);
  for (const [index, { code, files }] of components.entries()) {
    const fetched: FileMetadata[] = [];
    for (const [place, { name, location, mediaType }] of files.entries()) {
      const key = `${day} ${index} ${place} ${location}`;
      const { file, refusedAs, unavailable } = await documents.fetchPortalFile({
        ...{ ownerId, key, location, name, mediaType },
      });
      if (file) fetched.push(file);
      else if (refusedAs) faults.push(fileFault(`/components/${index}/files/${place}`, name, refusedAs));
      else throw new FileAway(`${name}: ${unavailable ?? ''}`);
    }
    all.push(...fetched);
    given.push({ code, fileIds: fetched.map(({ id }) => id) });
  }
  if (faults.length > 0) throw new PortalFilesRefused(undefined, { faults });
  return { files: all, components: given };
}

function fileFault(pointer: string, name: string, refusedAs: string): FieldFault {
  const code = refusedAs.replace('urn:motcua:problem:', '');
  const text = {
    vi: `Tệp “${name}” không nhận được (${code}).`,
    en: `The file “${name}” cannot be taken (${code}).`,
  };
  return { pointer, code, text };
}
