import { problem } from '@motcua/service-kit/errors';

/** Somebody else has the user name, or had it. */
export class UsernameTaken extends problem('username-taken', 409, {
  vi: { title: 'Tên đăng nhập đã có', detail: 'Tên đăng nhập này đã được cấp cho người khác. Hãy chọn tên khác.' },
  en: { title: 'The user name is taken', detail: 'Another officer has this user name. Choose another one.' },
}) {}

/** The agency has no such position on that day, or is not there. */
export class PositionNotOffered extends problem('position-not-offered', 422, {
  vi: {
    title: 'Không có vị trí này',
    detail: 'Vào ngày bắt đầu, cơ quan không hoạt động hoặc không có vị trí này.',
  },
  en: {
    title: 'There is no such position',
    detail: 'On the first day the agency is not there, or has no such position.',
  },
}) {}

/** The officer holds the position already on one of the days. */
export class PositionHeld extends problem('position-held', 409, {
  vi: { title: 'Đang giữ vị trí này', detail: 'Người này đã giữ vị trí này ở cơ quan này trong thời gian đó.' },
  en: { title: 'The position is held already', detail: 'The officer holds this position there on some of these days.' },
}) {}

/** Days that lie before today, or an end that is not after the beginning. */
export class DaysNotPossible extends problem('days-not-possible', 422, {
  vi: {
    title: 'Ngày không hợp lệ',
    detail: 'Vị trí bắt đầu và kết thúc từ hôm nay trở đi, và kết thúc sau khi bắt đầu: việc đã qua không sửa được.',
  },
  en: {
    title: 'These days are not possible',
    detail: 'A position begins and ends today or later, and ends after it began: what was cannot be changed.',
  },
}) {}

/** Nobody who could administer the province would be left. */
export class LastAdministrator extends problem('last-administrator', 409, {
  vi: {
    title: 'Quản trị viên cuối cùng',
    detail: 'Sau việc này sẽ không còn ai quản trị hệ thống. Hãy giao quyền quản trị cho người khác trước.',
  },
  en: {
    title: 'The last administrator',
    detail: 'Nobody would be left to administer the province. Give somebody else the position first.',
  },
}) {}

/** Who administers accounts does not close the own one. */
export class OwnAccount extends problem('own-account', 409, {
  vi: { title: 'Tài khoản của chính mình', detail: 'Không tự khóa hay cấp mã cho tài khoản của chính mình được.' },
  en: { title: 'Your own account', detail: 'You cannot disable your own account, nor give yourself a code.' },
}) {}

/** The account is disabled, so that it can be given nothing. */
export class OfficerIsDisabled extends problem('officer-disabled', 409, {
  vi: { title: 'Tài khoản đã khóa', detail: 'Tài khoản này đã bị khóa. Hãy mở lại trước.' },
  en: { title: 'The account is disabled', detail: 'This account is disabled. Enable it first.' },
}) {}

/** No such officer, a wrong code, or one that is void: nobody is told which. */
export class ActivationRefused extends problem('activation-refused', 422, {
  vi: {
    title: 'Mã không dùng được',
    detail: 'Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn. Hãy xin quản trị viên mã mới.',
  },
  en: {
    title: 'The code does not work',
    detail: 'The user name or the code is not right, or the code has expired. Ask your administrator for a new one.',
  },
}) {}
