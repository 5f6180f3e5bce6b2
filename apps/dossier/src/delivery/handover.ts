import type { FieldFault } from '@motcua/service-kit/errors';
import type { Delivery, Handover } from './delivery.schemas.js';

/** What is wrong with a handover, at a step that hands over the result and at others. */
export function handoverFaults(isDelivery: boolean, wish: 'counter' | 'postal', handover: Handover): FieldFault[] {
  const { receiver, postalItem, originalsChecked } = handover;
  if (!isDelivery) {
    return Object.entries({ receiver, postalItem, originalsChecked }).flatMap(([field, value]) =>
      value === undefined ? [] : [{ pointer: `/${field}`, code: 'unknownField', text: notHere }],
    );
  }
  if (receiver && postalItem !== undefined) return [{ pointer: '/postalItem', code: 'unknownField', text: oneWay }];
  if (wish === 'postal' && !receiver && postalItem === undefined)
    return [{ pointer: '/postalItem', code: 'required', text: byPost }];
  if (receiver?.relation === 'authorised' && receiver.authorisation === undefined)
    return [{ pointer: '/receiver/authorisation', code: 'required', text: authorisation }];
  return [];
}

/** What is kept of a handover, beside the receiver's name; undefined where there is nothing. */
export function deliveryOf({ receiver, postalItem, originalsChecked }: Handover): Delivery | undefined {
  const { identityNumber, relation, authorisation: paper } = receiver ?? {};
  const delivery = { identityNumber, relation, authorisation: paper, postalItem, originalsChecked };
  return Object.values(delivery).some((value) => value !== undefined) ? delivery : undefined;
}

const notHere = { vi: 'Bước này không trả kết quả.', en: 'This step does not hand over the result.' };
const oneWay = {
  vi: 'Kết quả được trả tại quầy hoặc qua bưu chính, không cả hai.',
  en: 'A result is handed over at the counter or by post, not both.',
};
const byPost = {
  vi: 'Người nộp muốn nhận qua bưu chính: vui lòng nhập số hiệu bưu gửi.',
  en: 'The applicant wants it by post: please give the number of the postal item.',
};
const authorisation = {
  vi: 'Vui lòng nhập số hoặc ngày của giấy ủy quyền.',
  en: 'Please give the number or date of the authorisation.',
};
