import { problem } from '@motcua/service-kit/errors';

/** An agency that is to be asked does not exist, or nobody there could answer; one fault for each. */
export class ConsultationInvalid extends problem('consultation-invalid', 422, {
  vi: { title: 'Không thể lấy ý kiến', detail: 'Một số cơ quan không tồn tại hoặc không có người trả lời.' },
  en: { title: 'Cannot be consulted', detail: 'Some agencies do not exist, or have nobody who could answer.' },
}) {}
