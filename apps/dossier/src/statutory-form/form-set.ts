/** The statutory forms by name; the number comes from the set in force. */
export type StatutoryForm =
  'receipt' | 'supplement-request' | 'refusal' | 'apology' | 'stop-notice' | 'control-slip' | 'register-book';

export type FormSet = '2018' | '2025';

interface NumberedForm {
  readonly formNumber: string;
  readonly formName: string;
}

const inBothSets = {
  receipt: { formNumber: 'Mẫu số 01', formName: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
  'supplement-request': { formNumber: 'Mẫu số 02', formName: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
  refusal: { formNumber: 'Mẫu số 03', formName: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ' },
};

/**
 * Which forms a set has, under which number and name.
 * @source Thông tư 01/2018/TT-VPCP; Thông tư 03/2025/TT-VPCP, Phụ lục I
 */
export const formSets: Record<FormSet, Partial<Record<StatutoryForm, NumberedForm>>> = {
  2018: {
    ...inBothSets,
    apology: { formNumber: 'Mẫu số 04', formName: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' },
    'control-slip': { formNumber: 'Mẫu số 05', formName: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
    'register-book': { formNumber: 'Mẫu số 06', formName: 'Sổ theo dõi hồ sơ' },
  },
  2025: {
    ...inBothSets,
    apology: { formNumber: 'Mẫu số 04', formName: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết' },
    'stop-notice': { formNumber: 'Mẫu số 05', formName: 'Thông báo dừng giải quyết hồ sơ' },
    'control-slip': { formNumber: 'Mẫu số 06', formName: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
    'register-book': { formNumber: 'Mẫu số 07', formName: 'Sổ theo dõi hồ sơ' },
  },
};
