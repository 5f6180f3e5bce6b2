import { InputInvalid, type Text } from '@motcua/service-kit/errors';

const longestName = 200;

/** Nobody types these: control characters, lone surrogates, line separators, and marks that turn the reading direction of a name. */
const untypable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * The name that an upload gives its file, from `Content-Disposition: attachment; filename*=UTF-8''<percent-encoded>` (RFC 6266, 8187), as NFC.
 * @throws InputInvalid (422) without a name, or with one that no file should bear
 */
export function fileNameFrom(contentDisposition: string | undefined): string {
  const encoded = /(?:^|;)\s*filename\*\s*=\s*UTF-8'[a-z0-9-]*'([^;\s]*)/i.exec(contentDisposition ?? '')?.[1];
  if (!encoded) {
    throw nameFault('required', {
      vi: "Cần tên tệp, dạng: attachment; filename*=UTF-8''ten-tep.pdf",
      en: "A file name is needed, as: attachment; filename*=UTF-8''name.pdf",
    });
  }
  const name = decode(encoded)?.normalize('NFC').trim();
  if (!name || untypable.test(name) || /[/\\]/.test(name)) {
    throw nameFault('format', {
      vi: 'Tên tệp có ký tự không hợp lệ.',
      en: 'The file name has characters that are not allowed.',
    });
  }
  if ([...name].length > longestName) {
    throw nameFault('maxLength', {
      vi: `Tên tệp không được quá ${longestName} ký tự.`,
      en: `The file name may have at most ${longestName} characters.`,
    });
  }
  return name;
}

/** The value of `Content-Disposition` that gives a file its name where it is shown. */
export function inlineDisposition(name: string): string {
  return `inline; ${fileNameParameter(name)}`;
}

/** The value of `Content-Disposition` that has a browser save a file under its name. */
export function attachmentDisposition(name: string): string {
  return `attachment; ${fileNameParameter(name)}`;
}

function fileNameParameter(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename*=UTF-8''${encoded}`;
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function nameFault(code: string, text: Text): InputInvalid {
  return new InputInvalid(undefined, { faults: [{ pointer: 'Content-Disposition:', code, text }] });
}
