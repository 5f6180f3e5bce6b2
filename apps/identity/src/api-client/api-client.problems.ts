import { problem } from '@motcua/service-kit/errors';

/** Another system or application has the id. */
export class ClientIdTaken extends problem('client-id-taken', 409, {
  vi: { title: 'Mã hệ thống đã có', detail: 'Mã này đã thuộc một hệ thống khác. Hãy chọn mã khác.' },
  en: { title: 'The client id is taken', detail: 'Another system has this id. Choose another one.' },
}) {}

/** No agency of today has the code. */
export class AgencyNotThere extends problem('agency-not-there', 422, {
  vi: { title: 'Không có cơ quan này', detail: 'Hôm nay không có cơ quan nào mang mã này.' },
  en: { title: 'There is no such agency', detail: 'No agency of today has this code.' },
}) {}

/** The system has a key of this id, or had it. */
export class KeyKnown extends problem('key-known', 409, {
  vi: { title: 'Khóa đã có', detail: 'Hệ thống này đã có hoặc đã từng có khóa mang mã này. Hãy tạo một cặp khóa mới.' },
  en: { title: 'The key is known', detail: 'The system has or had a key with this id. Make a new key pair.' },
}) {}

/** A key that ran out already, or would hold for years. */
export class KeyLifeNotPossible extends problem('key-life-not-possible', 422, {
  vi: { title: 'Thời hạn khóa không hợp lệ', detail: 'Khóa có hạn từ hôm nay đến nhiều nhất hai năm.' },
  en: { title: 'The key cannot hold so long', detail: 'A key holds until today at least, and two years at most.' },
}) {}
