import type { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { Implementation } from '@motcua/service-kit/grpc';
import type { Packs } from '@motcua/service-kit/packs';
import type { ServiceGround } from '@motcua/service-kit/service';
import type { FetchPortalFile } from './file/fetch-portal-file.js';
import type { GetUnclaimedFiles } from './file/get-unclaimed-files.js';
import type { FormTemplates } from './form/form-templates.js';

interface Answers {
  readonly packs: Packs<FormTemplates>;
  readonly getUnclaimedFiles: GetUnclaimedFiles;
  readonly fetchPortalFile: FetchPortalFile;
  readonly ground: ServiceGround;
}

/** What other services ask of this one. */
export function documentGrpc({
  packs,
  getUnclaimedFiles,
  fetchPortalFile,
  ground,
}: Answers): Implementation<typeof DocumentServiceService> {
  return {
    stagePack: {
      policy: 'service',
      handle: async ({ hash, part }) => {
        await packs.stage(hash, part);
        return {};
      },
    },
    getUnclaimedFiles: {
      policy: 'caller',
      handle: ({ fileIds }, caller) => getUnclaimedFiles.execute(caller, fileIds),
    },
    fetchPortalFile: { policy: 'service', handle: (request) => fetchPortalFile.execute(request) },
    readEvents: { policy: 'service', stream: ({ afterPosition }) => ground.readEvents(afterPosition) },
  };
}
