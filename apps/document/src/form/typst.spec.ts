import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { formContents, type FormContent } from './form-content.js';
import { receiptContent, sampleTemplates } from './form-content.fixture.js';
import { Typst } from './typst.js';

const templates = sampleTemplates();
const receiptPath = 'templates/2025/receipt.typ';
const typst = new Typst();
const day = new Date('2026-11-24T01:35:00.000Z');

describe('the template of the receipt', () => {
  it('says what the form of the circular says, with every Vietnamese mark', async () => {
    const text = await print(receiptContent());
    for (const expected of [
      'Mẫu số 01',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Cà Mau, ngày 24 tháng 11 năm 2026',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'Mã hồ sơ: H12.101-261124-0007',
      'Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Nguyệt',
      'Nội dung yêu cầu giải quyết: Đăng ký khai sinh',
      '1. Tờ khai đăng ký khai sinh (bản chính, số lượng: 1)',
      'SHA-256: 01234567 89abcdef',
      'Số lượng hồ sơ: 1 (bộ)',
      'Thời gian giải quyết hồ sơ theo quy định là: 01 ngày làm việc',
      'Thời gian nhận hồ sơ: 08 giờ 35 phút, ngày 24 tháng 11 năm 2026',
      'Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 25 tháng 11 năm 2026',
      'Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công phường Bạc Liêu',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN HỒ SƠ',
      'Trần Văn Khởi',
    ]) {
      assert.ok(text.includes(expected), `${expected} is missing in: ${text}`);
    }
  });

  it('prints markup in a name as the letters that it is', async () => {
    const fullName = '#panic() #{1+1} [A] $x$ *đậm* _nghiêng_ `m` <n> @n // "\\u{41}" #read("/etc/passwd")';
    const file = { name: '#import "x" [b].pdf', sha256: 'ab'.repeat(32), size: 1 };
    const text = await print(
      receiptContent({
        submitter: { fullName, address: '= #link("http://x")[y]' },
        components: [{ name: '#strong[c]', copyKindText: '$d$', sets: 1, files: [file] }],
      }),
    );
    for (const expected of [fullName, '= #link("http://x")[y]', '1. #strong[c] ($d$', file.name]) {
      assert.ok(text.includes(expected), `${expected} is missing in: ${text}`);
    }
  });

  it('goes on to further pages with long names and many files, and loses none', async () => {
    const files = Array.from({ length: 12 }, (_, index) => ({
      name: `Bản vẽ hiện trạng ${'rất dài '.repeat(10)}${index + 1}.pdf`,
      sha256: String(index).padStart(64, '0'),
      size: 1,
    }));
    const text = await print(
      receiptContent({ components: [{ name: 'Bản vẽ', copyKindText: 'bản chính', sets: 1, files }] }),
    );
    for (const { name } of files) assert.ok(text.includes(name.slice(-12)), name);
    assert.match(text, /Trang 1\/2/);
    assert.match(text, /Trang 2\/2/);
  });

  it('leaves dotted lines where nothing was given', async () => {
    const text = await print(receiptContent({ submitter: { fullName: 'A' } }));
    assert.match(text, /Địa chỉ: \.{20,}/);
  });
});

describe('rendering', () => {
  it('gives the same bytes for the same content and date', async () => {
    const content = formContents.receipt.parse(receiptContent());
    const once = await typst.renderPdf(templates, receiptPath, content, day);
    assert.deepEqual(await new Typst().renderPdf(templates, receiptPath, content, day), once);
  });

  it('lets a template see no file', async () => {
    for (const path of ['/etc/passwd', '../etc/passwd', '../../etc/passwd']) {
      await assert.rejects(typst.renderPdf({ 'a.typ': `#read("${path}")` }, 'a.typ', {}, day), {
        name: 'TemplateFailed',
      });
    }
  });

  it('names the reason when a template is wrong', async () => {
    await assert.rejects(typst.renderPdf({ 'a.typ': '#nothing' }, 'a.typ', {}, day), /unknown variable: nothing/);
  });

  it('stays within 260 MB, and is not loaded before the first form', () => {
    const script = `
      const { Typst } = await import(${JSON.stringify(new URL('./typst.js', import.meta.url).href)});
      const typst = new Typst();
      const loaded = () => process.report.getReport().sharedObjects.some((path) => path.includes('typst'));
      const before = loaded();
      await typst.renderPdf(JSON.parse(process.argv[1]), process.argv[2], JSON.parse(process.argv[3]), new Date(0));
      console.log(JSON.stringify({ before, after: loaded(), rssMb: process.memoryUsage().rss / 1e6 }));`;
    const output = execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        script,
        JSON.stringify(templates),
        receiptPath,
        JSON.stringify(formContents.receipt.parse(receiptContent())),
      ],
      { encoding: 'utf8' },
    );
    const Outcome = z.object({ before: z.boolean(), after: z.boolean(), rssMb: z.number() });
    const { before, after, rssMb } = Outcome.parse(JSON.parse(output));
    assert.deepEqual([before, after], [false, true]);
    assert.ok(rssMb < 260, `${rssMb} MB`);
  });
});

/** The text of the printed form, as poppler reads it, on one line. */
async function print(content: FormContent<'receipt'>): Promise<string> {
  const pdf = await typst.renderPdf(templates, receiptPath, formContents.receipt.parse(content), day);
  const text = execFileSync('pdftotext', ['-', '-'], {
    input: pdf,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return text.replace(/\u200b/g, '').replace(/\s+/g, ' ');
}
