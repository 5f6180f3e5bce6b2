import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { formContents, type FormContent, type StatutoryForm } from './form-content.js';
import { receiptContent, sampleForms, sampleTemplates } from './form-content.fixture.js';
import { Typst } from './typst.js';

const templates = sampleTemplates();
const typst = new Typst();
const contents: Record<StatutoryForm, unknown> = { ...sampleForms, receipt: receiptContent() };

/** The sets of the circulars of 2018 and 2025: which forms each has, and what only it says. */
const sets = {
  2018: {
    receipt: 'Bộ phận Tiếp nhận và Trả kết quả:',
    'supplement-request': 'Đề nghị nộp bổ sung trước: 17 giờ 00 phút, ngày 24 tháng 12 năm 2026',
    refusal: 'không giải quyết hồ sơ này với lý do cụ thể như sau:',
    apology: 'hẹn lại ngày trả kết quả vào 17 giờ 00 phút, ngày 04 tháng 12 năm 2026',
    'control-slip': 'Chờ trích đo địa chính; đã nhắc đơn vị đo đạc hai lần.',
    'register-book': 'Từ ngày 01 tháng 11 năm 2026 đến ngày 24 tháng 11 năm 2026',
  },
  2025: {
    receipt: 'Trung tâm Phục vụ hành chính công:',
    'supplement-request': '(Căn cứ: Luật Đất đai 31/2024/QH15, Điều 45)',
    refusal: 'NGƯỜI GIẢI QUYẾT HỒ SƠ',
    apology: 'đề nghị gia hạn thời gian giải quyết hồ sơ đến 17 giờ 00 phút, ngày 04 tháng 12 năm 2026',
    'stop-notice': 'thông báo dừng giải quyết hồ sơ nêu trên kể từ 08 giờ 35 phút, ngày 24 tháng 11 năm 2026',
    'control-slip': '08:35 16/11/2026',
    'register-book': '10:10 20/11/2026',
  },
} as const;

const millimetre = 72 / 25.4;
const a5 = [148, 210];

for (const [set, forms] of Object.entries(sets)) {
  describe(`the forms of ${set}`, () => {
    it('are the ones that the circular lists', () => {
      const inPack = Object.keys(templates).flatMap((path) => path.match(`^templates/${set}/(.+)\\.typ$`)?.[1] ?? []);
      assert.deepEqual(inPack.sort(), Object.keys(forms).sort());
    });

    it('asks for fields of the declaration by their section and name, counted on from the papers', async () => {
      const content = formContents['supplement-request'].parse(contents['supplement-request']);
      const path = `templates/${set}/supplement-request.typ`;
      const pdf = await typst.renderPdf(templates, path, content, new Date(0));
      const text = pdfTool('pdftotext', pdf, '-', '-')
        .replace(/\u200b/g, '')
        .replace(/\s+/g, ' ');
      assert.match(text, /3\. Tờ khai: kiểm tra, sửa lại mục .Thửa đất: Số tờ bản đồ./);
    });

    for (const [form, expected] of Object.entries(forms) as [StatutoryForm, string][]) {
      it(`${form} says what it has to say on its paper, under the motto, with long names whole`, async () => {
        const content = formContents[form].parse(contents[form]);
        const pdf = await typst.renderPdf(templates, `templates/${set}/${form}.typ`, content, new Date(0));
        const text = textOf(pdf);
        const said = [
          'formNumber' in content ? content.formNumber : '',
          'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
          'Độc lập - Tự do - Hạnh phúc',
          expected,
        ];
        if (form !== 'receipt' && form !== 'register-book') said.push(sampleForms[form].submitter.fullName);
        for (const words of said) assert.ok(text.includes(words), `${words} is missing in: ${text}`);
        assert.deepEqual(paperOf(pdf), form === 'register-book' ? [297, 210] : a5);
      });
    }
  });
}

describe('the receipt for a fee', () => {
  const render = async (change: Partial<FormContent<'fee-receipt'>> = {}) => {
    const content = formContents['fee-receipt'].parse({ ...sampleForms['fee-receipt'], ...change });
    return typst.renderPdf(templates, 'templates/fee/fee-receipt.typ', content, new Date(0));
  };
  const said = (pdf: Uint8Array, words: readonly string[]) => {
    const text = textOf(pdf);
    for (const one of words) assert.ok(text.includes(one), `${one} is missing in: ${text}`);
  };

  it('says who took how much for what at the counter, in figures and words, and what went back of it', async () => {
    const pdf = await render();
    assert.deepEqual(paperOf(pdf), a5);
    said(pdf, [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'BIÊN LAI THU PHÍ, LỆ PHÍ',
      'Số: BL-H12.164-26-0000012',
      'Lệ phí',
      'giảm 50% của 208.000 đồng: Hộ cận nghèo',
      'Hai trăm linh bốn nghìn đồng chẵn',
      'Tại quầy, tiền mặt, 08 giờ 35 phút, ngày 24 tháng 11 năm 2026',
      'Trương Nguyễn Hoàng Khương Thiện Nghĩa',
      '21.000 đồng (Hai mươi mốt nghìn đồng chẵn). Lý do: Thu thừa một bản',
      '183.000 đồng',
    ]);
  });

  it('names the provider’s transaction of a payment online', async () => {
    const pdf = await render({ way: 'online', meansText: undefined, reference: '1A2B3C4D5E6F7081', refunds: [] });
    said(pdf, ['Trực tuyến qua cổng thanh toán', '1A2B3C4D5E6F7081']);
    assert.doesNotMatch(textOf(pdf), /Đã hoàn trả|Người thu tiền/i);
  });
});

function textOf(pdf: Uint8Array): string {
  return pdfTool('pdftotext', pdf, '-', '-')
    .replace(/\u200b/g, '')
    .replace(/\s+/g, ' ');
}

/** Width and height in millimetres. */
function paperOf(pdf: Uint8Array): number[] {
  const [, width, height] = /Page size: +([\d.]+) x ([\d.]+)/.exec(pdfTool('pdfinfo', pdf, '-')) ?? [];
  return [width, height].map((points) => Math.round(Number(points) / millimetre));
}

function pdfTool(tool: string, pdf: Uint8Array, ...args: string[]): string {
  return execFileSync(tool, args, { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
}
