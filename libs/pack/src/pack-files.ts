import type { Reason } from '@motcua/process';
import { adminUnitFiles } from './admin-units.js';
import type { FaultList } from './fault-list.js';

const MAX_CHARACTERS = 500_000;
const MAX_FILES = 3_000;

const STRANGE: Reason = {
  vi: 'không phải tệp của gói dữ liệu tỉnh; tên tệp có đúng không?',
  en: 'is no file of a province; is its name right?',
};
const MISSING: Reason = { vi: 'thiếu tệp này', en: 'the file is missing' };

const mandatoryFiles = [
  'province.yaml',
  'agencies.yaml',
  'positions.yaml',
  'calendars.yaml',
  'messages.yaml',
  ...Object.values(adminUnitFiles),
];
const mandatoryOfProcedure = ['procedure.yaml', 'process.bpmn', 'form.json'];
const otherFiles = [
  /^demo\/accounts\.yaml$/,
  /^reorganisations\.yaml$/,
  /^templates\/([a-z0-9-]+\/)?[a-z0-9-]+\.typ$/,
  /^(.*\/)?README\.md$/,
];
const procedureFile = /^procedures\/([^/]+)\/([^/]+)$/;

/** The files of a province that can be read as text, and the folders of its procedures. */
export interface PackFiles {
  texts: ReadonlyMap<string, string>;
  procedureFolders: string[];
}

/** Takes the files that belong to a province and are text. What is missing, unknown, empty or binary is a fault. */
export function sortFiles(files: ReadonlyMap<string, string>, faults: FaultList): PackFiles {
  const texts = new Map<string, string>();
  const folders = new Set<string>();
  if (files.size > MAX_FILES) {
    faults.add(
      '',
      { line: 1 },
      {
        vi: `gói dữ liệu tỉnh có ${files.size} tệp, nhiều hơn ${MAX_FILES}`,
        en: `the province has ${files.size} files, more than ${MAX_FILES}`,
      },
    );
    return { texts, procedureFolders: [] };
  }
  for (const [file, text] of files) {
    const [, folder, name] = procedureFile.exec(file) ?? [];
    const known =
      mandatoryFiles.includes(file) ||
      (name !== undefined && mandatoryOfProcedure.includes(name)) ||
      otherFiles.some((pattern) => pattern.test(file));
    if (folder !== undefined && name !== 'README.md') folders.add(folder);
    const fault = known ? faultOfText(text) : STRANGE;
    if (fault === undefined) texts.set(file, text);
    else faults.add(file, { line: 1 }, fault);
  }
  const procedureFolders = [...folders].sort();
  const wanted = [
    ...mandatoryFiles,
    ...procedureFolders.flatMap((folder) => mandatoryOfProcedure.map((name) => `procedures/${folder}/${name}`)),
  ];
  for (const file of wanted) if (!files.has(file)) faults.add(file, { line: 1 }, MISSING);
  if (procedureFolders.length === 0) {
    faults.add('procedures', { line: 1 }, { vi: 'tỉnh không có thủ tục nào', en: 'the province offers no procedure' });
  }
  return { texts, procedureFolders };
}

function faultOfText(text: string): Reason | undefined {
  if (text.length > MAX_CHARACTERS) {
    return {
      vi: `có ${text.length} ký tự, nhiều hơn ${MAX_CHARACTERS}`,
      en: `has ${text.length} characters, more than ${MAX_CHARACTERS}`,
    };
  }
  if (text.trim() === '') return { vi: 'tệp trống', en: 'is empty' };
  // What is not UTF-8 was read as replacement characters.
  if (/[\0\uFFFD\p{Surrogate}]/u.test(text)) return { vi: 'không phải văn bản UTF-8', en: 'is no UTF-8 text' };
  return undefined;
}
