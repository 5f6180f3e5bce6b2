import { problem } from '@motcua/service-kit/errors';

/** The agency is none of those between which the dossier waits. */
export class NoSuccessorOfDossier extends problem<{ agencyCode: string }>('no-successor-of-dossier', 422, {
  vi: {
    title: 'Cơ quan không tiếp nhận hồ sơ này',
    detail: ({ agencyCode }) => `${agencyCode} không phải một trong các cơ quan kế thừa mà hồ sơ đang chờ xác định.`,
  },
  en: {
    title: 'The agency does not take over this dossier',
    detail: ({ agencyCode }) => `${agencyCode} is none of the successors between which the dossier waits.`,
  },
}) {}
