import { problem } from '@motcua/service-kit/errors';

/** The dossier has not come so far that it has this form, or the province prints no such form. */
export class FormNotAvailable extends problem('form-not-available', 409, {
  vi: { title: 'Chưa có biểu mẫu', detail: 'Biểu mẫu này chưa có ở giai đoạn hiện tại của hồ sơ.' },
  en: { title: 'Form not available', detail: 'The dossier does not have this form at its present stage.' },
}) {}

/** A template of the province reaches for something outside the province. */
export class TemplateNotAllowed extends problem<{ path: string }>('template-not-allowed', 422, {
  vi: {
    title: 'Mẫu in không hợp lệ',
    detail: ({ path }) => `Mẫu ${path} dùng gói bên ngoài; mẫu in chỉ được dùng nội dung của chính nó.`,
  },
  en: {
    title: 'Template not allowed',
    detail: ({ path }) => `The template ${path} imports a package; a template may use its own text alone.`,
  },
}) {}
