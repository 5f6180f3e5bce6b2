import type { Reason } from './reason.js';
import type { Refusal } from './refusal.js';

/** One start tag of the file, under the prefix that motcua uses for its namespace. */
export interface Tag {
  readonly name: string;
  readonly id: string;
  /** Names only; `xmlns` declarations are left out. */
  readonly attributes: readonly string[];
  readonly line: number;
  readonly parent: Tag | undefined;
  /** Where the tag begins in the file. */
  readonly from: number;
  /** Where what it holds is over; the end tag included. */
  to: number;
  /** The lines at which text stands directly in it. */
  readonly textLines: number[];
}

const MAX_CHARACTERS = 1_000_000;
const MAX_LINES = 20_000;
const MAX_TAGS = 20_000;
const MAX_DEPTH = 40;
const MAX_ATTRIBUTES = 40;

const PREFIX_OF: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/BPMN/20100524/MODEL', 'bpmn'],
  ['http://www.omg.org/spec/BPMN/20100524/DI', 'bpmndi'],
  ['http://camunda.org/schema/zeebe/1.0', 'zeebe'],
  ['http://camunda.org/schema/modeler/1.0', 'modeler'],
  ['http://www.w3.org/2001/XMLSchema-instance', 'xsi'],
]);

const PREFIXES: ReadonlySet<string> = new Set(PREFIX_OF.values());

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)=(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const END_TAG = /<\/([A-Za-z_][\w.:-]*)\s*>/y;

/** What is wrong with the file itself, before anything in it is looked at. */
class Malformed extends Error {
  constructor(
    readonly offset: number,
    readonly reason: Reason,
  ) {
    super(reason.en);
  }
}

interface OpenTag {
  readonly tag: Tag;
  readonly writtenName: string;
  readonly namespaces: ReadonlyMap<string, string>;
}

/**
 * Lists the tags of a file with their lines, and refuses a file that is too large, too deep or not well-formed.
 * It stands before bpmn-moddle because that one tells no lines, and walks the file from its beginning for each fault
 * that it meets.
 */
export function outlineXml(xml: string): { tags: Tag[] } | { refusals: Refusal[] } {
  try {
    if (xml.length > MAX_CHARACTERS) throw tooLarge(0, MAX_CHARACTERS, { vi: 'ký tự', en: 'characters' });
    const lineBreaks = xml.match(/\r\n?|\n/g)?.length ?? 0;
    if (lineBreaks >= MAX_LINES) throw tooLarge(0, MAX_LINES, { vi: 'dòng', en: 'lines' });
    return { tags: new Outliner(xml).run() };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { refusals: [{ elementId: '', line: lineAt(xml, error.offset), reason: error.reason }] };
  }
}

/** The id of the tag, or of the nearest one around it that has one. */
export function nearestId(tag: Tag): string {
  for (let at: Tag | undefined = tag; at; at = at.parent) if (at.id) return at.id;
  return '';
}

/** The lines of the elements that have an id. */
export function linesById(tags: readonly Tag[]): ReadonlyMap<string, number> {
  return new Map(tags.filter(({ id }) => id !== '').map(({ id, line }) => [id, line]));
}

function lineAt(xml: string, offset: number): number {
  let line = 1;
  for (let at = xml.indexOf('\n'); at !== -1 && at < offset; at = xml.indexOf('\n', at + 1)) line += 1;
  return line;
}

class Outliner {
  private readonly tags: Tag[] = [];
  private readonly open: OpenTag[] = [];
  private offset = 0;
  private line = 1;
  private lineEnd: number;

  constructor(private readonly xml: string) {
    this.lineEnd = xml.indexOf('\n');
  }

  run(): Tag[] {
    const { xml } = this;
    while (this.offset < xml.length) {
      const next = xml.indexOf('<', this.offset);
      this.readText(this.offset, next === -1 ? xml.length : next);
      if (next === -1) break;
      this.offset = next;
      if (xml.startsWith('<!--', next)) this.skipTo('-->', { vi: 'chú thích', en: 'a comment' });
      else if (xml.startsWith('<![CDATA[', next)) this.readCharacterData();
      else if (xml.startsWith('<?', next)) this.skipTo('?>', { vi: 'chỉ thị xử lý', en: 'a processing instruction' });
      else if (xml.startsWith('<!', next)) {
        throw new Malformed(next, {
          vi: 'không được có khai báo kiểu tài liệu (DOCTYPE)',
          en: 'a document type declaration is not allowed',
        });
      } else if (xml.startsWith('</', next)) this.readEndTag();
      else this.readStartTag();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) throw neverClosed(unclosed.tag.from, sameInBoth(`<${unclosed.writtenName}>`));
    if (this.tags.length === 0) {
      throw new Malformed(0, { vi: 'tệp không có phần tử XML nào', en: 'the file holds no XML element' });
    }
    return this.tags;
  }

  private readText(from: number, to: number): void {
    const at = this.xml.slice(from, to).search(/\S/);
    if (at !== -1) this.addText(from + at);
  }

  private readCharacterData(): void {
    this.addText(this.offset);
    this.skipTo(']]>', { vi: 'đoạn CDATA', en: 'a CDATA section' });
  }

  private addText(offset: number): void {
    const holder = this.open.at(-1);
    if (!holder) {
      throw new Malformed(offset, {
        vi: 'có văn bản nằm ngoài phần tử gốc',
        en: 'there is text outside of the root element',
      });
    }
    holder.tag.textLines.push(this.lineOf(offset));
  }

  private skipTo(end: string, what: Reason): void {
    const at = this.xml.indexOf(end, this.offset);
    if (at === -1) throw neverClosed(this.offset, what);
    this.offset = at + end.length;
  }

  private readEndTag(): void {
    const found = matchAt(END_TAG, this.xml, this.offset);
    const closed = this.open.pop();
    if (!found || !closed || closed.writtenName !== found[1]) {
      throw new Malformed(
        this.offset,
        closed
          ? { vi: `<${closed.writtenName}> không được đóng ở đây`, en: `<${closed.writtenName}> is not closed here` }
          : { vi: 'không có thẻ nào đang mở ở đây', en: 'nothing is open here' },
      );
    }
    this.offset += found[0].length;
    closed.tag.to = this.offset;
  }

  private readStartTag(): void {
    const from = this.offset;
    if (this.tags.length > 0 && this.open.length === 0) {
      throw new Malformed(from, { vi: 'có phần tử gốc thứ hai', en: 'there is a second root element' });
    }
    if (this.tags.length >= MAX_TAGS) throw tooLarge(from, MAX_TAGS, { vi: 'phần tử', en: 'elements' });
    if (this.open.length >= MAX_DEPTH) {
      throw new Malformed(from, {
        vi: `các phần tử lồng nhau quá ${MAX_DEPTH} lớp`,
        en: `elements lie more than ${MAX_DEPTH} deep`,
      });
    }
    const writtenName = matchAt(NAME, this.xml, from + 1)?.[0];
    if (!writtenName) throw new Malformed(from, { vi: 'thẻ không có tên hợp lệ', en: 'a tag has no proper name' });
    this.offset = from + 1 + writtenName.length;
    const attributes = this.readAttributes();
    const end = matchAt(TAG_END, this.xml, this.offset);
    if (!end) {
      throw new Malformed(from, {
        vi: `<${writtenName}> sai cú pháp: thuộc tính được viết tên="giá trị"`,
        en: `<${writtenName}> is malformed: attributes are written name="value"`,
      });
    }
    this.offset += end[0].length;

    const namespaces = this.namespacesWith(attributes);
    const tag: Tag = {
      name: prefixed(writtenName, namespaces, namespaces.get('') ?? ''),
      id: attributes.get('id') ?? '',
      attributes: [...attributes.keys()]
        .filter((name) => name !== 'xmlns' && !name.startsWith('xmlns:'))
        .map((name) => prefixed(name, namespaces, '')),
      line: this.lineOf(from),
      parent: this.open.at(-1)?.tag,
      from,
      to: this.offset,
      textLines: [],
    };
    this.tags.push(tag);
    if (end[1] === '') this.open.push({ tag, writtenName, namespaces });
  }

  private readAttributes(): Map<string, string> {
    const attributes = new Map<string, string>();
    for (;;) {
      const found = matchAt(ATTRIBUTE, this.xml, this.offset);
      const name = found?.[1];
      if (!found || name === undefined) return attributes;
      if (attributes.has(name)) {
        throw new Malformed(this.offset, {
          vi: `thuộc tính ${name} được ghi hai lần`,
          en: `the attribute ${name} is given twice`,
        });
      }
      if (attributes.size >= MAX_ATTRIBUTES) {
        throw new Malformed(this.offset, {
          vi: `có hơn ${MAX_ATTRIBUTES} thuộc tính`,
          en: `more than ${MAX_ATTRIBUTES} attributes`,
        });
      }
      attributes.set(name, found[2] ?? found[3] ?? '');
      this.offset += found[0].length;
    }
  }

  private namespacesWith(attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const outer = this.open.at(-1)?.namespaces ?? new Map<string, string>();
    const declared = [...attributes].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
    if (declared.length === 0) return outer;
    return new Map([...outer, ...declared.map(([name, uri]): [string, string] => [name.slice(6), uri])]);
  }

  /** Called with growing offsets, so that the file is walked once. */
  private lineOf(offset: number): number {
    while (this.lineEnd !== -1 && this.lineEnd < offset) {
      this.line += 1;
      this.lineEnd = this.xml.indexOf('\n', this.lineEnd + 1);
    }
    return this.line;
  }
}

function tooLarge(offset: number, most: number, of: Reason): Malformed {
  return new Malformed(offset, { vi: `tệp có hơn ${most} ${of.vi}`, en: `the file has more than ${most} ${of.en}` });
}

function neverClosed(offset: number, what: Reason): Malformed {
  return new Malformed(offset, { vi: `${what.vi} không được đóng`, en: `${what.en} is never closed` });
}

function sameInBoth(name: string): Reason {
  return { vi: name, en: name };
}

function matchAt(pattern: RegExp, xml: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(xml);
}

/**
 * `userTask` and `semantic:userTask` are both `bpmn:userTask`. A foreign name stays as it is written, unless it is
 * written with a prefix of ours.
 */
function prefixed(writtenName: string, namespaces: ReadonlyMap<string, string>, ownUri: string): string {
  const colon = writtenName.indexOf(':');
  const localName = writtenName.slice(colon + 1);
  const uri = colon === -1 ? ownUri : namespaces.get(writtenName.slice(0, colon));
  const prefix = uri === undefined ? undefined : PREFIX_OF.get(uri);
  if (prefix !== undefined) return `${prefix}:${localName}`;
  return PREFIXES.has(writtenName.slice(0, Math.max(colon, 0))) ? `foreign:${localName}` : writtenName;
}
