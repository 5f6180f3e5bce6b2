import { problem } from '@motcua/service-kit/errors';

/** The step was not done yet, or does not lie before where the dossier is. */
export class StepNotReturnable extends problem('step-not-returnable', 422, {
  vi: {
    title: 'Không thể trả về bước này',
    detail: 'Chỉ có thể trả hồ sơ về một bước đã hoàn thành trước bước hiện tại.',
  },
  en: {
    title: 'It cannot go back to this step',
    detail: 'A dossier goes back only to a step that was done before where it is now.',
  },
}) {}
