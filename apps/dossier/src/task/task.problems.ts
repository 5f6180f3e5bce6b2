import { problem } from '@motcua/service-kit/errors';

/** Somebody completed the task before; the detail names who, once the name is known. */
export class TaskAlreadyCompleted extends problem<{ officerId: string | null; name?: string }>(
  'task-already-completed',
  409,
  {
    vi: {
      title: 'Bước này đã hoàn thành',
      detail: ({ name }) => `${name ?? 'Một đồng nghiệp'} đã hoàn thành bước này trước đó.`,
    },
    en: {
      title: 'The step is already done',
      detail: ({ name }) => `${name ?? 'A colleague'} completed this step before.`,
    },
  },
) {}

/** The process took the task away. */
export class TaskCancelled extends problem('task-cancelled', 409, {
  vi: { title: 'Bước này không còn cần xử lý', detail: 'Quy trình đã bỏ qua bước này.' },
  en: { title: 'The step is no longer needed', detail: 'The process has passed over this step.' },
}) {}

/** A colleague has the task in charge. */
export class TaskClaimedByAnother extends problem('task-claimed-by-another', 409, {
  vi: { title: 'Người khác đang thụ lý', detail: 'Một đồng nghiệp đang thụ lý bước này.' },
  en: { title: 'In charge of another', detail: 'A colleague has taken this step in charge.' },
}) {}

/** The task is not in the caller's charge. */
export class TaskNotClaimed extends problem('task-not-claimed', 409, {
  vi: { title: 'Bạn chưa thụ lý bước này', detail: 'Bước này chưa được bạn nhận thụ lý.' },
  en: { title: 'Not in your charge', detail: 'You have not taken this step in charge.' },
}) {}

/** The outcome is missing, not among the step's choices, or needs a reason. */
export class OutcomeInvalid extends problem('outcome-invalid', 422, {
  vi: { title: 'Kết quả xử lý chưa hợp lệ', detail: 'Vui lòng chọn kết quả xử lý và nêu lý do khi được yêu cầu.' },
  en: {
    title: 'The outcome is not valid',
    detail: 'Please choose an outcome, and give the reason where it is asked for.',
  },
}) {}

/** A task that receives a dossier is completed by accepting the dossier. */
export class AcceptInstead extends problem('accept-instead', 409, {
  vi: { title: 'Hãy tiếp nhận hồ sơ', detail: 'Bước này hoàn thành khi hồ sơ được tiếp nhận.' },
  en: { title: 'Accept the dossier', detail: 'This step is completed by accepting the dossier.' },
}) {}
