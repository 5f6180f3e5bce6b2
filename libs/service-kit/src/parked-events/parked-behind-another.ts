import { problem } from '../errors/index.js';

/** An earlier event of the same aggregate is parked too, and must have its effect first. */
export class ParkedBehindAnother extends problem('parked-behind-another', 409, {
  vi: {
    title: 'Sự kiện đang chờ sau một sự kiện khác',
    detail: 'Sự kiện trước đó của cùng đối tượng chưa xử lý được. Hãy thử lại sự kiện ấy; sự kiện này sẽ theo sau.',
  },
  en: {
    title: 'The event waits behind another',
    detail: 'An earlier event of the same thing is still parked. Retry that one; this one will follow.',
  },
}) {}
