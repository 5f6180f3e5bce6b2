import type { ReceiptContent } from './receipt-content.js';

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
