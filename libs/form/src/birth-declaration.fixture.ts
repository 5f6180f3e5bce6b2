import type { FormDefinition } from './form-definition.js';

/** A small declaration with one field of each sort, for the specs. */
export function birthDeclaration(): FormDefinition {
  return {
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      required: ['child', 'late', 'copies', 'truthful'],
      properties: {
        child: {
          type: 'object',
          additionalProperties: false,
          required: ['fullName', 'dateOfBirth', 'sex'],
          properties: {
            fullName: { type: 'string', maxLength: 100 },
            dateOfBirth: { type: 'string', format: 'date' },
            sex: { type: 'string', enum: ['male', 'female'] },
            homeCommune: { type: 'string', format: 'commune-code' },
          },
        },
        contact: {
          type: 'object',
          additionalProperties: false,
          properties: {
            identityNumber: { type: 'string', format: 'personal-identity-number' },
            phone: { type: 'string', format: 'phone-vn' },
            email: { type: 'string', format: 'email' },
            taxCode: { type: 'string', format: 'tax-code' },
          },
        },
        late: { type: 'boolean' },
        lateReason: { type: 'string', maxLength: 500, minLength: 5 },
        copies: { type: 'integer', minimum: 0, maximum: 1200 },
        bookNumber: { type: 'string', maxLength: 10, pattern: '^\\d{1,4}/\\d{4}$' },
        truthful: { type: 'boolean', const: true },
      },
      allOf: [
        { if: { required: ['late'], properties: { late: { const: true } } }, then: { required: ['lateReason'] } },
      ],
    },
    layout: [
      {
        title: { vi: 'Người được khai sinh', en: 'The child' },
        fields: [
          {
            pointer: '/child/fullName',
            label: { vi: 'Họ, chữ đệm, tên của trẻ', en: 'Full name of the child' },
            widget: 'text',
            personal: true,
          },
          {
            pointer: '/child/dateOfBirth',
            label: { vi: 'Ngày sinh', en: 'Date of birth' },
            widget: 'date',
            width: 'half',
          },
          {
            pointer: '/child/sex',
            label: { vi: 'Giới tính', en: 'Sex' },
            widget: 'radio',
            options: [
              { value: 'male', label: { vi: 'Nam', en: 'Male' } },
              { value: 'female', label: { vi: 'Nữ', en: 'Female' } },
            ],
          },
          { pointer: '/child/homeCommune', label: { vi: 'Quê quán', en: 'Home commune' }, widget: 'commune' },
        ],
      },
      {
        title: { vi: 'Người yêu cầu', en: 'The applicant' },
        fields: [
          { pointer: '/contact/identityNumber', label: { vi: 'Số định danh cá nhân', en: 'Personal identity number' } },
          { pointer: '/contact/phone', label: { vi: 'Số điện thoại', en: 'Phone number' } },
          { pointer: '/contact/email', label: { vi: 'Thư điện tử', en: 'Email' } },
          { pointer: '/contact/taxCode', label: { vi: 'Mã số thuế', en: 'Tax code' } },
          { pointer: '/late', label: { vi: 'Đăng ký quá hạn', en: 'Late registration' }, widget: 'checkbox' },
          {
            pointer: '/lateReason',
            label: { vi: 'Lý do đăng ký quá hạn', en: 'Reason for late registration' },
            widget: 'textarea',
            visibleWhen: { pointer: '/late', equals: true },
          },
          { pointer: '/copies', label: { vi: 'Số bản sao', en: 'Number of copies' }, widget: 'number' },
          {
            pointer: '/bookNumber',
            label: { vi: 'Số vào sổ', en: 'Book number' },
            help: { vi: 'Ví dụ: 12/2026.', en: 'For example: 12/2026.' },
          },
          {
            pointer: '/truthful',
            label: { vi: 'Tôi cam đoan lời khai là đúng sự thật', en: 'I declare that this is true' },
            widget: 'checkbox',
          },
        ],
      },
    ],
  };
}

export function birthAnswers(): Record<string, unknown> {
  return {
    child: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', dateOfBirth: '2026-02-28', sex: 'female' },
    late: false,
    copies: 2,
    truthful: true,
  };
}
