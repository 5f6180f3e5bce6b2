import { currentLanguage } from '../language/language.js';
import { ProblemError } from './problem-error.js';
import type { StoredFile } from './types.js';

export const maxFileBytes = 20 * 1024 * 1024;

/** What the platform stores; the server looks at the content, not at the name. */
export const acceptedMediaTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;

/**
 * Uploads a file as it is. XMLHttpRequest, because `fetch` does not tell how much has gone out.
 * @param onProgress gets the share sent so far, 0–1
 * @throws ProblemError `body-too-large` (413), `file-content-mismatch` (415)
 */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/document/v1/files');
    request.setRequestHeader('Content-Type', file.type);
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.setRequestHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeFileName(file.name)}`);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(ProblemError.unreachable());
    request.onabort = () => reject(new DOMException('Upload cancelled', 'AbortError'));
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as StoredFile);
      else reject(ProblemError.fromText(request.status, request.responseText));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** RFC 8187 leaves fewer characters unescaped than `encodeURIComponent` does. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name.normalize('NFC')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function fileUrl(fileId: string): string {
  return `/api/document/v1/files/${fileId}`;
}

/** A statutory form of a dossier as a PDF; `of` is the act that a letter tells of. */
export function formUrl(dossierId: string, form: string, of?: string): string {
  const query = of === undefined ? '' : `?of=${of}`;
  return `/api/document/v1/dossiers/${dossierId}/forms/${form}${query}`;
}

export function receiptUrl(dossierId: string): string {
  return formUrl(dossierId, 'receipt');
}
