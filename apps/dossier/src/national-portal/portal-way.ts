import type { GivenAtNationalPortal } from '@motcua/contracts/dossier/v1/events';
import type { Bilingual, ExplainedAct } from '@motcua/working-time';
import type { DossierDetail } from '../dossier/dossier.schemas.js';

/** How a dossier came through the portal, from its event or its row. */
export interface PortalOrigin {
  readonly number: string;
  readonly receivedAt?: Date | undefined;
  readonly arrivedAt?: Date | undefined;
  readonly replyFrom?: Date | undefined;
}

/** `to_json` of the row of a dossier `d`; null where it did not come through the portal. */
export const portalColumn = `(select json_build_object('number', p.number, 'received_at', p.received_at, 'arrived_at', p.arrived_at, 'reply_from', p.reply_from)
  from portal_dossier p where p.dossier_id = d.id) as portal`;

export interface PortalJson {
  readonly number: string;
  readonly received_at: string;
  readonly arrived_at: string;
  readonly reply_from: string;
}

export function originOf({ number, received_at, arrived_at, reply_from }: PortalJson): PortalOrigin {
  return {
    number,
    receivedAt: new Date(received_at),
    arrivedAt: new Date(arrived_at),
    replyFrom: new Date(reply_from),
  };
}

export function portalWay(origin: PortalOrigin | undefined): DossierDetail['nationalPortal'] {
  const { number = '', receivedAt, arrivedAt, replyFrom } = origin ?? {};
  if (!receivedAt || !arrivedAt || !replyFrom) return undefined;
  return {
    number,
    receivedAt: receivedAt.toISOString(),
    arrivedAt: arrivedAt.toISOString(),
    isLate: replyFrom > receivedAt,
  };
}

/** How a supplement or a withdrawal came through the portal. */
export function givenWay(given: GivenAtNationalPortal | undefined): DossierDetail['nationalPortal'] {
  if (!given?.givenAt || !given.arrivedAt) return undefined;
  const { number, givenAt, arrivedAt, late } = given;
  return { number, receivedAt: givenAt.toISOString(), arrivedAt: arrivedAt.toISOString(), isLate: late };
}

const received: Bilingual = {
  vi: 'Cổng Dịch vụ công quốc gia tiếp nhận: ngày nộp hồ sơ',
  en: 'Received by the National Public Service Portal: the day of submission',
};
const arrived: Bilingual = {
  vi: 'Hồ sơ từ Cổng đến hệ thống; thời hạn trả lời việc tiếp nhận tính từ lúc Cổng tiếp nhận',
  en: 'The dossier came here from the portal; the time to answer counts from the portal’s receipt',
};
const arrivedLate: Bilingual = {
  vi: 'Hồ sơ từ Cổng đến hệ thống muộn do gián đoạn kết nối; thời hạn trả lời việc tiếp nhận tính từ lúc này, vì trước đó chưa thể biết có hồ sơ',
  en: 'An outage kept the dossier back; the time to answer counts from this moment, as nobody here could know of it before',
};

/** What the way through the portal means to the deadlines, in words. */
export function portalActs({ receivedAt, arrivedAt, replyFrom }: PortalOrigin): ExplainedAct[] {
  if (!receivedAt || !arrivedAt || !replyFrom) return [];
  return [
    { at: receivedAt, text: received, legalBasis: 'Nghị định 118/2025/NĐ-CP' },
    { at: arrivedAt, text: replyFrom > receivedAt ? arrivedLate : arrived },
  ];
}
