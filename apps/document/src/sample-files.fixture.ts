/** Small files of every type that is stored, as their programs write them. */
export interface SampleFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

const openXml = 'application/vnd.openxmlformats-officedocument';

export const pdf: SampleFile = {
  name: 'Giấy chứng sinh.pdf',
  mediaType: 'application/pdf',
  content: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/MediaBox[0 0 72 72]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ),
};

export const png: SampleFile = {
  name: 'ảnh chụp.PNG',
  mediaType: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

const jpeg: SampleFile = {
  name: 'anh.jpg',
  mediaType: 'image/jpeg',
  content: Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from(`ffdb004300${'10'.repeat(64)}`, 'hex'),
    Buffer.from('ffc0000b080001000101011100ffc40014000100000000000000000000000000000009', 'hex'),
    Buffer.from('ffc40014100100000000000000000000000000000000ffda0008010100003f0054ffd9', 'hex'),
  ]),
};

const tiff: SampleFile = {
  name: 'scan.tiff',
  mediaType: 'image/tiff',
  content: Buffer.from(`49492a0008000000${'0100'}${'000104000100000001000000'}00000000`, 'hex'),
};

const heic: SampleFile = {
  name: 'IMG_0001.HEIC',
  mediaType: 'image/heic',
  content: Buffer.concat([
    Buffer.from('00000018', 'hex'),
    Buffer.from('ftypheic'),
    Buffer.from('00000000', 'hex'),
    Buffer.from('mif1heic'),
    Buffer.from('000000086d646174', 'hex'),
  ]),
};

const docx: SampleFile = {
  name: 'Đơn đề nghị.docx',
  mediaType: `${openXml}.wordprocessingml.document`,
  content: zip({
    '[Content_Types].xml': contentTypes('/word/document.xml', `${openXml}.wordprocessingml.document.main+xml`),
    'word/document.xml':
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
  }),
};

const xlsx: SampleFile = {
  name: 'bảng kê.xlsx',
  mediaType: `${openXml}.spreadsheetml.sheet`,
  content: zip({
    '[Content_Types].xml': contentTypes('/xl/workbook.xml', `${openXml}.spreadsheetml.sheet.main+xml`),
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
  }),
};

const odt: SampleFile = {
  name: 'van-ban.odt',
  mediaType: 'application/vnd.oasis.opendocument.text',
  content: zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office:document-content/>' }),
};

export const sampleFiles = [pdf, png, jpeg, tiff, heic, docx, xlsx, odt];

function contentTypes(part: string, type: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    `<Override PartName="${part}" ContentType="${type}"/></Types>`
  );
}

/** A ZIP archive without compression. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(entries)) {
    const name = Buffer.from(path);
    const body = Buffer.from(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(body.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, name, body]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, place, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
