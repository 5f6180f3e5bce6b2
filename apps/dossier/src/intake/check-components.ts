import type { FileMetadata } from '@motcua/contracts/document/v1/document';
import type { Procedure } from '@motcua/pack';
import type { FieldFault } from '@motcua/service-kit/errors';

/** A paper as it was handed in. */
export interface GivenComponent {
  readonly code: string;
  readonly fileIds: readonly string[];
  readonly copyKind?: string | undefined;
  readonly sets?: number;
}

/**
 * Holds the papers against those that the procedure asks for: all that is missing at once.
 * @param filesNeeded true online, where a paper is its file; at a counter it may lie there on paper alone
 * @source Nghị định 61/2018/NĐ-CP, Điều 17
 */
export function checkComponents(
  { components }: Procedure,
  given: readonly GivenComponent[],
  files: readonly FileMetadata[],
  filesNeeded: boolean,
): FieldFault[] {
  const known = new Set(files.map((file) => file.id));
  const seen = new Set<string>();
  const usedFiles = new Set<string>();
  const faults = given.flatMap(({ code, fileIds, copyKind }, index): FieldFault[] => {
    const component = components.find((candidate) => candidate.code === code);
    const at = `/components/${index}`;
    if (!component || component.form) {
      return [
        fault(
          `${at}/code`,
          'unknownComponent',
          'Thủ tục không yêu cầu giấy tờ này.',
          'The procedure does not ask for this paper.',
        ),
      ];
    }
    const found: FieldFault[] = [];
    if (seen.has(code))
      found.push(fault(`${at}/code`, 'duplicate', 'Giấy tờ này được nêu hai lần.', 'This paper is named twice.'));
    seen.add(code);
    if (copyKind !== undefined && !component.copyKind.some((kind) => kind === copyKind)) {
      found.push(
        fault(
          `${at}/copyKind`,
          'enum',
          'Thủ tục không nhận loại bản này.',
          'The procedure does not take this kind of copy.',
        ),
      );
    }
    fileIds.forEach((id, fileIndex) => {
      if (!known.has(id)) {
        found.push(
          fault(
            `${at}/fileIds/${fileIndex}`,
            'unknownFile',
            'Không tìm thấy tệp này trong các tệp bạn đã tải lên.',
            'This file is not among those that you uploaded.',
          ),
        );
      } else if (usedFiles.has(id)) {
        found.push(
          fault(`${at}/fileIds/${fileIndex}`, 'duplicate', 'Tệp này được nêu hai lần.', 'This file is named twice.'),
        );
      }
      usedFiles.add(id);
    });
    if (filesNeeded && component.required && fileIds.length === 0) {
      found.push(
        fault(
          `${at}/fileIds`,
          'required',
          `Vui lòng đính kèm: ${component.name.vi}.`,
          `Please attach: ${component.name.en}.`,
        ),
      );
    }
    return found;
  });
  const missing = components
    .filter(({ code, required, form }) => required && !form && !seen.has(code))
    .map(({ name }) => fault('/components', 'required', `Còn thiếu: ${name.vi}.`, `Missing: ${name.en}.`));
  return [...faults, ...missing];
}

function fault(pointer: string, code: string, vi: string, en: string): FieldFault {
  return { pointer, code, text: { vi, en } };
}
