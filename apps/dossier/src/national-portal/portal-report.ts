import type { Caller } from '@motcua/service-kit/caller';
import type { Text } from '@motcua/service-kit/errors';
import type { PortalDossiers } from './portal-dossiers.js';
import type { PortalDossier, PortalFilter } from './portal.schemas.js';

type Column = readonly [title: Text, value: (row: PortalDossier, language: keyof Text) => string | number | undefined];

const columns: readonly Column[] = [
  [{ vi: 'Số của Cổng', en: 'Portal number' }, ({ number }) => number],
  [{ vi: 'Mã hồ sơ', en: 'Dossier code' }, ({ code }) => code],
  [{ vi: 'Mã tra cứu', en: 'Tracking number' }, ({ trackingNumber }) => trackingNumber],
  [{ vi: 'Mã thủ tục', en: 'Procedure' }, ({ procedure }) => procedure.code],
  [{ vi: 'Cơ quan giải quyết', en: 'Competent agency' }, ({ competentAgency }, lang) => competentAgency.name[lang]],
  [{ vi: 'Cổng tiếp nhận lúc', en: 'Received by the portal' }, ({ receivedAt }) => receivedAt],
  [{ vi: 'Đến hệ thống lúc', en: 'Arrived here' }, ({ arrivedAt }) => arrivedAt],
  [{ vi: 'Trạng thái của hệ thống', en: 'Our state' }, ({ ourState }) => ourState],
  [{ vi: 'Từ lúc', en: 'Since' }, ({ ourStateAt }) => ourStateAt],
  [{ vi: 'Trạng thái trên Cổng', en: 'The portal’s state' }, ({ theirs }) => theirs?.code],
  [{ vi: 'Cổng báo lúc', en: 'Said by the portal' }, ({ theirs }) => theirs?.saidAt],
  [{ vi: 'Số trạng thái chưa gửi được', en: 'States not confirmed' }, ({ waiting }) => waiting],
  [{ vi: 'Trễ (giây)', en: 'Lag (seconds)' }, ({ lagSeconds }) => lagSeconds],
  [{ vi: 'Khác nhau', en: 'Differing' }, ({ isDiffering }) => (isDiffering ? 1 : 0)],
  [{ vi: 'Cổng từ chối', en: 'Refused' }, ({ isRefused }) => (isRefused ? 1 : 0)],
  [{ vi: 'Số lần thử', en: 'Attempts' }, ({ attempts }) => attempts],
  [{ vi: 'Lỗi gần nhất', en: 'Last fault' }, ({ fault }) => fault?.words],
];

/** The reconciliation as a table (CSV, RFC 4180, with the mark that spreadsheets know UTF-8 by), read and written a page at a time. */
export class PortalReport {
  constructor(private readonly dossiers: PortalDossiers) {}

  async *execute(caller: Caller, filter: PortalFilter | undefined): AsyncGenerator<string> {
    const { language } = caller;
    yield `\ufeff${line(columns.map(([title]) => title[language]))}`;
    let after: string | undefined;
    do {
      const page = await this.dossiers.find(caller, { limit: 100, filter, after });
      yield page.items.map((row) => line(columns.map(([, value]) => value(row, language)))).join('');
      after = page.next;
    } while (after !== undefined);
  }
}

function line(values: readonly (string | number | undefined)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula becomes text: some of it is the portal's. */
function cell(value: string | number | undefined): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
