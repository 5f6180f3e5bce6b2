import { problem } from '@motcua/service-kit/errors';

/** The officer holds none of the positions that may do the step. */
export class OfficerNotCandidate extends problem('officer-not-candidate', 422, {
  vi: {
    title: 'Không thể giao cho người này',
    detail: 'Người được chọn không giữ vị trí nào được xử lý bước này.',
  },
  en: {
    title: 'The step cannot be given to this person',
    detail: 'The officer holds none of the positions that may do this step.',
  },
}) {}
