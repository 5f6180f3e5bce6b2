import { validate } from 'uuid';
import { InputInvalid } from '@motcua/service-kit/errors';

const most = 200;

/**
 * The ids that may belong to somebody; the others belong to nobody, so they are left out.
 * @throws InputInvalid for more than 200
 */
export function askedPeople(subjectIds: readonly string[]): string[] {
  if (subjectIds.length <= most) return subjectIds.filter((id) => validate(id));
  throw new InputInvalid(undefined, {
    faults: [
      {
        pointer: '/subjectIds',
        code: 'maxItems',
        text: { vi: `Không được quá ${most} mục.`, en: `At most ${most} items are allowed.` },
      },
    ],
  });
}
