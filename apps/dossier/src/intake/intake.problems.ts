import { problem } from '@motcua/service-kit/errors';

/** The procedure does not exist, or the agency does not decide it on this day. */
export class ProcedureNotOffered extends problem<{ procedureCode: string }>('procedure-not-offered', 422, {
  vi: {
    title: 'Thủ tục không được tiếp nhận',
    detail: ({ procedureCode }) =>
      `Thủ tục ${procedureCode} không tồn tại hoặc cơ quan đã chọn không giải quyết thủ tục này.`,
  },
  en: {
    title: 'The procedure is not offered',
    detail: ({ procedureCode }) =>
      `Procedure ${procedureCode} does not exist, or the chosen agency does not decide it.`,
  },
}) {}

/** The procedure is not handed in by this way: online, by post or at a counter. */
export class WayNotOffered extends problem('way-not-offered', 422, {
  vi: { title: 'Không nhận hồ sơ bằng cách này', detail: 'Thủ tục này không nhận hồ sơ bằng cách thức đã chọn.' },
  en: { title: 'Not handed in this way', detail: 'This procedure does not take dossiers by the chosen way.' },
}) {}

/** The declaration breaks the procedure's form; one fault for each field. */
export class AnswersInvalid extends problem('answers-invalid', 422, {
  vi: { title: 'Tờ khai chưa hợp lệ', detail: 'Một số mục trong tờ khai chưa hợp lệ. Vui lòng xem từng mục được nêu.' },
  en: {
    title: 'The declaration is not valid',
    detail: 'Some fields of the declaration are not valid. Please see each of them.',
  },
}) {}

/** A required paper is missing, unknown, or its file is not there. */
export class ComponentsInvalid extends problem('components-invalid', 422, {
  vi: {
    title: 'Thành phần hồ sơ chưa đủ',
    detail: 'Thành phần hồ sơ còn thiếu hoặc chưa đúng. Vui lòng xem từng mục được nêu.',
  },
  en: { title: 'The dossier is not complete', detail: 'Papers are missing or not right. Please see each of them.' },
}) {}

/** The file already belongs to a dossier. */
export class FileAlreadyUsed extends problem('file-already-used', 409, {
  vi: { title: 'Tệp đã được dùng', detail: 'Một tệp đã thuộc về hồ sơ khác. Vui lòng tải tệp lên lại.' },
  en: { title: 'The file is in use', detail: 'One of the files already belongs to a dossier. Please upload it again.' },
}) {}

/** A command names files that the caller has not uploaded. */
export class FilesUnknown extends problem('files-unknown', 422, {
  vi: { title: 'Không tìm thấy tệp', detail: 'Một số tệp không có trong các tệp bạn đã tải lên.' },
  en: { title: 'Files not found', detail: 'Some of the files are not among those that you uploaded.' },
}) {}

/** The officer does not hold an intake position at the agency. */
export class NotYourCounter extends problem('not-your-counter', 403, {
  vi: { title: 'Không thuộc quầy của bạn', detail: 'Bạn không giữ vị trí tiếp nhận tại cơ quan này.' },
  en: { title: 'Not your counter', detail: 'You do not hold an intake position at this agency.' },
}) {}

/** The dossier was accepted before. */
export class DossierAlreadyAccepted extends problem<{ code: string }>('dossier-already-accepted', 409, {
  vi: { title: 'Hồ sơ đã được tiếp nhận', detail: ({ code }) => `Hồ sơ đã được tiếp nhận với mã ${code}.` },
  en: {
    title: 'The dossier was accepted before',
    detail: ({ code }) => `The dossier was accepted with the code ${code}.`,
  },
}) {}
