import type { Text } from '../pack-part.js';

const grounds: Readonly<Record<string, Text>> = {
  supplement: { vi: 'chờ bổ sung hồ sơ', en: 'waiting for what was missing' },
  financialObligation: { vi: 'chờ thực hiện nghĩa vụ tài chính', en: 'waiting for taxes and dues to be paid' },
  feePending: { vi: 'chờ nộp phí, lệ phí', en: 'waiting for the fee to be paid' },
  consultation: { vi: 'chờ ý kiến cơ quan phối hợp', en: 'waiting for another agency’s opinion' },
  fieldCheck: { vi: 'kiểm tra thực địa', en: 'check on the spot' },
  publicPosting: { vi: 'niêm yết công khai', en: 'public posting' },
  applicantChoice: { vi: 'theo đề nghị của người nộp', en: 'at the applicant’s request' },
  outage: { vi: 'sự cố hệ thống', en: 'a system outage' },
  forceMajeure: { vi: 'sự kiện bất khả kháng', en: 'force majeure' },
};

/** Why a clock stands still, inside a sentence. */
export function groundWords(ground: string): Text {
  return grounds[ground] ?? { vi: 'lý do khác', en: 'another ground' };
}

const outcomes: Readonly<Record<string, Text>> = {
  approved: { vi: 'được giải quyết', en: 'granted' },
  refused: { vi: 'bị từ chối', en: 'refused' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  stopped: { vi: 'đã dừng giải quyết', en: 'stopped' },
  rejected: { vi: 'không được tiếp nhận', en: 'not taken in' },
};

/** How a part of an interconnected dossier ended, inside a sentence. */
export function outcomeWords(outcome: string): Text | undefined {
  return outcomes[outcome];
}
