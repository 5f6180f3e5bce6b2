import { problem } from '@motcua/service-kit/errors';

/** The province in force does not hold the version to move to. */
export class VersionNotInForce extends problem<{ procedureCode: string; version: number }>(
  'version-not-in-force',
  422,
  {
    vi: {
      title: 'Không có phiên bản này',
      detail: ({ procedureCode, version }) =>
        `Bộ dữ liệu đang áp dụng không có phiên bản ${version} của thủ tục ${procedureCode}.`,
    },
    en: {
      title: 'There is no such version',
      detail: ({ procedureCode, version }) =>
        `The province in force has no version ${version} of procedure ${procedureCode}.`,
    },
  },
) {}

/** Dossiers of the procedure are being moved already. */
export class MigrationUnderWay extends problem('migration-under-way', 409, {
  vi: { title: 'Đang chuyển phiên bản', detail: 'Hồ sơ của thủ tục này đang được chuyển phiên bản.' },
  en: { title: 'A migration is under way', detail: 'Dossiers of this procedure are being moved already.' },
}) {}
