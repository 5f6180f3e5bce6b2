import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FormContent } from './form-content.js';

type ReceiptContent = FormContent<'receipt'>;

const province = fileURLToPath(new URL('../../../../deploy/provinces/bac-lieu-ca-mau', import.meta.url));

/** The templates of the sample province by path. */
export function sampleTemplates(): Record<string, string> {
  const paths = readdirSync(join(province, 'templates'), { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((path) => path.endsWith('.typ'))
      .map((path) => [`templates/${path}`, readFileSync(join(province, 'templates', path), 'utf8')]),
  );
}

/** An ordinary receipt, changed where a test wants it. */
export function receiptContent(changes: Partial<ReceiptContent> = {}): ReceiptContent {
  return {
    language: 'vi',
    formName: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    formNumber: 'Mẫu số 01',
    province: { vi: 'Tỉnh Cà Mau', en: 'Ca Mau Province' },
    parentAgencyName: 'Ủy ban nhân dân phường Bạc Liêu',
    agencyName: 'Trung tâm Phục vụ hành chính công phường Bạc Liêu',
    code: 'H12.101-261124-0007',
    trackingNumber: '7K3M-Q9TX-2',
    issuedAt: '2026-11-24T01:35:00.000Z',
    submitter: {
      fullName: 'Nguyễn Thị Ánh Nguyệt',
      address: 'Số 12, đường Trần Phú, khóm 4, phường Bạc Liêu, tỉnh Cà Mau',
      phone: '0912 345 678',
      identityNumberMasked: '095*******12',
    },
    procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
    competentAgencyName: 'Ủy ban nhân dân phường Bạc Liêu',
    components: [
      {
        name: 'Tờ khai đăng ký khai sinh',
        copyKindText: 'bản chính',
        sets: 1,
        files: [{ name: 'Tờ khai.pdf', sha256: '0123456789abcdef'.repeat(4), size: 182_044 }],
      },
      { name: 'Giấy chứng sinh', copyKindText: 'bản chính', sets: 1, files: [] },
    ],
    setsTotal: 1,
    timeLimitText: '01 ngày làm việc',
    acceptedAt: '2026-11-24T01:35:00.000Z',
    dueAt: '2026-11-25T10:00:00.000Z',
    receiveResultAt: 'Trung tâm Phục vụ hành chính công phường Bạc Liêu',
    officerName: 'Trần Văn Khởi',
    fees: [{ name: 'Lệ phí đăng ký khai sinh', amountText: 'miễn lệ phí' }],
    ...changes,
  };
}

const longName = 'Nguyễn Trần Thị Phương Quỳnh Hương Huyền Diễm Tường Vy Ngọc Ánh Nguyệt Đoan Trang';
const agencyName = 'Trung tâm Phục vụ hành chính công xã Ninh Thạnh Lợi';
const competentAgencyName = 'Chi nhánh Văn phòng đăng ký đất đai khu vực Hồng Dân - Phước Long';

const ofAnyDossier = {
  language: 'vi',
  province: { vi: 'Tỉnh Cà Mau', en: 'Ca Mau Province' },
  parentAgencyName: 'Ủy ban nhân dân xã Ninh Thạnh Lợi',
  agencyName,
  code: 'H12.164-261124-0007',
  trackingNumber: '7K3M-Q9TX-2',
  issuedAt: '2026-11-24T01:35:00.000Z',
  submitter: {
    fullName: longName,
    address: 'Số 12/34B, đường Nguyễn Thị Minh Khai nối dài, ấp Ninh Thạnh Đông, xã Ninh Thạnh Lợi, tỉnh Cà Mau',
    phone: '0912 345 678',
    email: 'nguyen.tran.thi.phuong.quynh.huong.huyen.diem@thu-dien-tu.example.vn',
    identityNumberMasked: '095*******12',
  },
  procedure: {
    code: '1.013831',
    name: 'Đăng ký biến động đối với trường hợp chuyển nhượng, thừa kế, tặng cho quyền sử dụng đất, góp vốn bằng quyền sử dụng đất',
  },
  competentAgencyName,
  officerName: 'Trương Nguyễn Hoàng Khương Thiện Nghĩa',
} as const;

const acceptedDossier = {
  ...ofAnyDossier,
  acceptedAt: '2026-11-16T01:35:00.000Z',
  dueAt: '2026-12-04T10:00:00.000Z',
} as const;

const reason = [
  'Giấy chứng nhận quyền sử dụng đất số CH 01234 có diện tích khác với trích lục bản đồ địa chính thửa đất số 217, tờ bản đồ số 15.',
  'Hợp đồng tặng cho chưa có chữ ký của bà Trần Thị Mỹ Huyền ở trang 3.',
].join('\n');
const act = { of: '0192f0c4-7a52-7e41-9f0a-5b1de0a6c001', reason } as const;

/** A letter, slip or book with long Vietnamese names. */
export const sampleForms = {
  'supplement-request': {
    ...ofAnyDossier,
    ...act,
    formName: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
    formNumber: 'Mẫu số 02',
    lapsesAt: '2026-12-24T10:00:00.000Z',
    items: [
      {
        name: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất',
        note: 'Nộp bản chính để chỉnh lý; bản đã nộp là bản chụp không đọc được số vào sổ.',
      },
      { note: 'Văn bản thỏa thuận của hộ gia đình.', legalBasis: 'Luật Đất đai 31/2024/QH15, Điều 45' },
    ],
    fields: [{ section: 'Thửa đất', label: 'Số tờ bản đồ' }],
  },
  refusal: {
    ...ofAnyDossier,
    ...act,
    refused: 'result',
    formName: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ',
    formNumber: 'Mẫu số 03',
  },
  apology: {
    ...acceptedDossier,
    ...act,
    formName: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
    formNumber: 'Mẫu số 04',
    wasDueAt: '2026-11-26T10:00:00.000Z',
  },
  'stop-notice': {
    ...ofAnyDossier,
    ...act,
    formName: 'Thông báo dừng giải quyết hồ sơ',
    formNumber: 'Mẫu số 05',
    stoppedAt: '2026-11-24T01:35:00.000Z',
  },
  'control-slip': {
    ...acceptedDossier,
    of: act.of,
    formName: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
    formNumber: 'Mẫu số 06',
    handOvers: [
      {
        at: '2026-11-16T01:35:00.000Z',
        from: `${longName} (người nộp)`,
        to: `${agencyName} - Công chức tiếp nhận`,
        result: 'Trước hạn',
      },
      {
        at: '2026-11-17T07:05:00.000Z',
        from: `${agencyName} - Công chức tiếp nhận`,
        to: `${competentAgencyName} - Chuyên viên thụ lý`,
        result: 'Quá hạn',
        note: 'Chờ trích đo địa chính; đã nhắc đơn vị đo đạc hai lần.',
      },
    ],
  },
  'fee-receipt': {
    ...ofAnyDossier,
    formName: 'Biên lai thu phí, lệ phí',
    of: act.of,
    receiptNumber: 'BL-H12.164-26-0000012',
    items: [
      {
        kind: 'Lệ phí',
        name: 'Lệ phí cấp giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất',
        amountText: '100.000 đồng',
        basis: 'Nghị quyết của Hội đồng nhân dân tỉnh',
      },
      {
        kind: 'Phí',
        name: 'Phí thẩm định hồ sơ cấp giấy chứng nhận quyền sử dụng đất',
        amountText: '104.000 đồng',
        reliefText: 'giảm 50% của 208.000 đồng: Hộ cận nghèo',
      },
    ],
    totalText: '204.000 đồng',
    totalWords: 'Hai trăm linh bốn nghìn đồng chẵn',
    paidAt: '2026-11-24T01:35:00.000Z',
    way: 'counter',
    meansText: 'Tiền mặt',
    refunds: [
      {
        amountText: '21.000 đồng',
        amountWords: 'Hai mươi mốt nghìn đồng chẵn',
        refundedAt: '2026-11-25T02:15:00.000Z',
        reason: 'Thu thừa một bản',
      },
    ],
    leftText: '183.000 đồng',
  },
  'register-book': {
    language: 'vi',
    province: ofAnyDossier.province,
    parentAgencyName: ofAnyDossier.parentAgencyName,
    agencyName,
    issuedAt: ofAnyDossier.issuedAt,
    formName: 'Sổ theo dõi hồ sơ',
    formNumber: 'Mẫu số 07',
    from: '2026-11-01T01:00:00.000Z',
    to: '2026-11-24T01:00:00.000Z',
    rows: Array.from({ length: 12 }, (_, index) => ({
      code: `H12.164-261116-${String(index + 1).padStart(4, '0')}`,
      procedureName: ofAnyDossier.procedure.name,
      sets: 1,
      submitter: `${longName}; ${ofAnyDossier.submitter.address}; 0912345678`,
      competentAgencyName,
      acceptedAt: '2026-11-16T01:35:00.000Z',
      dueAt: '2026-12-04T10:00:00.000Z',
      ...(index % 2 === 0 && { decidedAt: '2026-11-20T03:10:00.000Z', returnedAt: '2026-11-23T02:00:00.000Z' }),
      receiving: `Tại nơi tiếp nhận; ${longName}`,
      note: 'Trước hạn',
    })),
  },
} satisfies { [Form in Exclude<keyof typeof import('./form-content.js').formContents, 'receipt'>]: FormContent<Form> };
