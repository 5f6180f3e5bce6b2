import { problem } from '../errors/index.js';

/** The client sends its request more slowly than the platform waits. */
export class RequestTooSlow extends problem('request-too-slow', 408, {
  vi: {
    title: 'Yêu cầu được gửi quá chậm',
    detail:
      'Hệ thống không nhận được đầy đủ yêu cầu trong thời gian cho phép. Vui lòng kiểm tra đường truyền và gửi lại.',
  },
  en: {
    title: 'The request came too slowly',
    detail: 'The whole request did not arrive in time. Please check the connection and send it again.',
  },
}) {}

/** The headers are larger than the door takes: most often too many cookies. */
export class HeadersTooLarge extends problem('headers-too-large', 431, {
  vi: {
    title: 'Phần tiêu đề quá lớn',
    detail: 'Phần tiêu đề của yêu cầu vượt quá giới hạn. Vui lòng xóa cookie rồi thử lại.',
  },
  en: {
    title: 'The headers are too large',
    detail: 'The headers of the request exceed the limit. Please clear the cookies and try again.',
  },
}) {}

/** What came is no HTTP. */
export class RequestMalformed extends problem('request-malformed', 400, {
  vi: { title: 'Yêu cầu không đọc được', detail: 'Nội dung gửi lên không đúng giao thức HTTP.' },
  en: { title: 'The request cannot be read', detail: 'What was sent is not valid HTTP.' },
}) {}

/** The process has as many requests under way as it bears. Nothing was done for this one. */
export class TooBusy extends problem('too-busy', 503, {
  vi: {
    title: 'Hệ thống đang quá tải',
    detail: 'Hệ thống đang có quá nhiều yêu cầu nên chưa xử lý yêu cầu này. Vui lòng thử lại sau giây lát.',
  },
  en: {
    title: 'Too busy at the moment',
    detail: 'There are too many requests at the moment, and nothing was done for this one. Please try again shortly.',
  },
}) {}
