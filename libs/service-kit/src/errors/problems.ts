import { problem } from './problem.js';

/** The body is no JSON. */
export class MalformedJson extends problem('malformed-json', 400, {
  vi: { title: 'Dữ liệu gửi lên không đọc được', detail: 'Nội dung gửi lên không phải là JSON hợp lệ.' },
  en: { title: 'The data cannot be read', detail: 'The body is not valid JSON.' },
}) {}

/** The input breaks its schema; one fault for each field. */
export class InputInvalid extends problem('input-invalid', 422, {
  vi: { title: 'Thông tin chưa hợp lệ', detail: 'Một số thông tin chưa hợp lệ. Vui lòng xem từng mục được nêu.' },
  en: { title: 'Some of the information is not valid', detail: 'Please see each field that is named.' },
}) {}

/** The body is larger than the route takes. */
export class BodyTooLarge extends problem<{ limitBytes: number }>('body-too-large', 413, {
  vi: {
    title: 'Nội dung gửi lên quá lớn',
    detail: ({ limitBytes }) => `Nội dung gửi lên vượt quá giới hạn ${limitBytes.toLocaleString('vi')} byte.`,
  },
  en: {
    title: 'The content is too large',
    detail: ({ limitBytes }) => `The content exceeds the limit of ${limitBytes.toLocaleString('en')} bytes.`,
  },
}) {}

/** The route takes another media type. */
export class MediaTypeUnsupported extends problem('media-type-unsupported', 415, {
  vi: { title: 'Kiểu nội dung không được hỗ trợ', detail: 'Địa chỉ này không nhận kiểu nội dung đã gửi.' },
  en: { title: 'Unsupported media type', detail: 'This address does not take the media type that was sent.' },
}) {}

/** Nobody is signed in. */
export class SignInRequired extends problem('sign-in-required', 401, {
  vi: { title: 'Cần đăng nhập', detail: 'Vui lòng đăng nhập để tiếp tục.' },
  en: { title: 'Sign-in required', detail: 'Please sign in to continue.' },
}) {}

/** The password was right, and the session still lacks its second factor. */
export class SecondFactorRequired extends problem('second-factor-required', 403, {
  vi: {
    title: 'Cần xác nhận thêm một bước',
    detail: 'Mật khẩu đã đúng. Vui lòng làm nốt bước xác nhận thứ hai để tiếp tục.',
  },
  en: {
    title: 'One more step is needed',
    detail: 'The password was right. Please finish the second step of signing in to continue.',
  },
}) {}

/** The access token has expired, or was not made for this platform. */
export class AccessTokenRefused extends problem('access-token-refused', 401, {
  vi: {
    title: 'Mã truy cập không được chấp nhận',
    detail: 'Mã truy cập đã hết hạn hoặc không hợp lệ. Ứng dụng cần lấy mã truy cập mới.',
  },
  en: {
    title: 'The access token is not accepted',
    detail: 'The access token has expired or is not valid. The application needs a new one.',
  },
}) {}

/** The caller may not do this. */
export class Forbidden extends problem('forbidden', 403, {
  vi: { title: 'Không có quyền', detail: 'Tài khoản của bạn không có quyền thực hiện việc này.' },
  en: { title: 'Not allowed', detail: 'Your account is not allowed to do this.' },
}) {}

/** A page of another site tried to act in the caller's name. */
export class CrossSiteRequest extends problem('cross-site-request', 403, {
  vi: { title: 'Yêu cầu bị từ chối', detail: 'Yêu cầu đến từ một trang web khác.' },
  en: { title: 'Request refused', detail: 'The request comes from another site.' },
}) {}

/** There is nothing at the address, or nothing that the caller may see. */
export class NotFound extends problem('not-found', 404, {
  vi: { title: 'Không tìm thấy', detail: 'Không tìm thấy nội dung được yêu cầu.' },
  en: { title: 'Not found', detail: 'What was asked for was not found.' },
}) {}

/** Another request with the same Idempotency-Key is under way. */
export class RequestStillRunning extends problem('request-still-running', 409, {
  vi: {
    title: 'Yêu cầu đang được xử lý',
    detail: 'Yêu cầu có cùng khóa đang được xử lý. Vui lòng thử lại sau giây lát.',
  },
  en: {
    title: 'The request is still running',
    detail: 'A request with the same key is under way. Please try again in a moment.',
  },
}) {}

/** The Idempotency-Key was used before with another body. */
export class IdempotencyKeyReused extends problem('idempotency-key-reused', 422, {
  vi: { title: 'Khóa yêu cầu đã được dùng', detail: 'Khóa Idempotency-Key này đã được dùng cho một nội dung khác.' },
  en: { title: 'The key was used before', detail: 'This Idempotency-Key was used with another content.' },
}) {}

/** A command on a versioned thing came without If-Match. */
export class VersionRequired extends problem('version-required', 428, {
  vi: { title: 'Thiếu phiên bản', detail: 'Thao tác này cần tiêu đề If-Match với phiên bản đang xem.' },
  en: { title: 'Version required', detail: 'This action needs an If-Match header with the version that you see.' },
}) {}

/** What the caller saw has changed since. */
export class VersionStale extends problem('version-stale', 412, {
  vi: {
    title: 'Thông tin đã thay đổi',
    detail: 'Thông tin đã được người khác cập nhật. Vui lòng tải lại rồi thực hiện lại.',
  },
  en: { title: 'The information has changed', detail: 'Somebody else has updated it. Please reload and try again.' },
}) {}

/** Too many requests from one address or for one account. */
export class TooManyRequests extends problem('too-many-requests', 429, {
  vi: { title: 'Quá nhiều yêu cầu', detail: 'Bạn đã gửi quá nhiều yêu cầu. Vui lòng thử lại sau ít phút.' },
  en: { title: 'Too many requests', detail: 'You have sent too many requests. Please try again in a few minutes.' },
}) {}

/** A part of the platform does not answer at the moment. Whether a command took effect may be unknown: its Idempotency-Key settles it. */
export class TemporarilyUnavailable extends problem('temporarily-unavailable', 503, {
  vi: {
    title: 'Tạm thời gián đoạn',
    detail: 'Hệ thống tạm thời chưa phục vụ được. Vui lòng thử lại sau ít phút.',
  },
  en: {
    title: 'Temporarily unavailable',
    detail: 'The system cannot serve this at the moment. Please try again in a few minutes.',
  },
}) {}

/** No province is in force yet. */
export class ProvinceNotReady extends problem('province-not-ready', 503, {
  vi: { title: 'Hệ thống đang khởi tạo', detail: 'Dữ liệu của tỉnh đang được nạp. Vui lòng thử lại sau giây lát.' },
  en: { title: 'Starting up', detail: 'The province is being loaded. Please try again in a moment.' },
}) {}

/** A bug. The trace id leads to the log. */
export class InternalError extends problem('internal-error', 500, {
  vi: {
    title: 'Lỗi hệ thống',
    detail: 'Đã có lỗi ngoài dự kiến. Vui lòng thử lại, hoặc báo mã theo dõi cho bộ phận hỗ trợ.',
  },
  en: {
    title: 'System error',
    detail: 'Something unexpected went wrong. Please try again, or give the trace id to support.',
  },
}) {}
