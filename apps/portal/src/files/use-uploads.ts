import { useReducer, useRef } from 'react';
import { acceptedMediaTypes, maxFileBytes, uploadFile } from '../api/files.js';
import { ProblemError } from '../api/problem-error.js';
import type { StoredFile } from '../api/types.js';

type UploadFault = 'tooLarge' | 'mismatch' | 'wrongKind' | 'failed';

/** A file on its way: `stored` once the server has it, `fault` when it will not. */
export interface Upload {
  key: string;
  file: File;
  /** Share sent, 0–1. */
  progress: number;
  stored?: StoredFile;
  fault?: UploadFault;
}

/** The uploads of a dossier, by the code of the component that they belong to. */
export interface Uploads {
  of: (componentCode: string) => readonly Upload[];
  add: (componentCode: string, files: readonly File[]) => void;
  remove: (componentCode: string, key: string) => void;
  retry: (componentCode: string, key: string) => void;
  storedIds: (componentCode: string) => string[];
  isBusy: boolean;
}

type ByComponent = Readonly<Record<string, readonly Upload[]>>;
type Change = { componentCode: string; apply: (uploads: readonly Upload[]) => readonly Upload[] };

function reduce(state: ByComponent, { componentCode, apply }: Change): ByComponent {
  return { ...state, [componentCode]: apply(state[componentCode] ?? []) };
}

export function useUploads(): Uploads {
  const [byComponent, change] = useReducer(reduce, {});
  const running = useRef(new Map<string, AbortController>());
  const of = (componentCode: string): readonly Upload[] => byComponent[componentCode] ?? [];

  const patch = (componentCode: string, key: string, values: Partial<Upload>): void =>
    change({
      componentCode,
      apply: (uploads) => uploads.map((upload) => (upload.key === key ? { ...upload, ...values } : upload)),
    });

  const start = async (componentCode: string, { key, file }: Upload): Promise<void> => {
    const controller = new AbortController();
    running.current.set(key, controller);
    try {
      const stored = await uploadFile(file, (progress) => patch(componentCode, key, { progress }), controller.signal);
      patch(componentCode, key, { stored, progress: 1 });
    } catch (error) {
      if (!controller.signal.aborted) patch(componentCode, key, { fault: faultOf(error) });
    } finally {
      running.current.delete(key);
    }
  };

  return {
    of,
    add: (componentCode, files) => {
      const added = files.map((file): Upload => {
        const fault = faultBeforeUpload(file);
        return { key: crypto.randomUUID(), file, progress: 0, ...(fault && { fault }) };
      });
      change({ componentCode, apply: (uploads) => [...uploads, ...added] });
      for (const upload of added) if (!upload.fault) void start(componentCode, upload);
    },
    remove: (componentCode, key) => {
      running.current.get(key)?.abort();
      change({ componentCode, apply: (uploads) => uploads.filter((upload) => upload.key !== key) });
    },
    retry: (componentCode, key) => {
      const upload = of(componentCode).find((candidate) => candidate.key === key);
      if (!upload) return;
      patch(componentCode, key, { fault: undefined, progress: 0 });
      void start(componentCode, upload);
    },
    storedIds: (componentCode) => of(componentCode).flatMap(({ stored }) => (stored ? [stored.id] : [])),
    isBusy: Object.values(byComponent).some((uploads) => uploads.some(({ stored, fault }) => !stored && !fault)),
  };
}

function faultBeforeUpload(file: File): UploadFault | undefined {
  if (!acceptedMediaTypes.some((mediaType) => mediaType === file.type)) return 'wrongKind';
  return file.size > maxFileBytes ? 'tooLarge' : undefined;
}

function faultOf(error: unknown): UploadFault {
  if (!(error instanceof ProblemError)) return 'failed';
  if (error.status === 413) return 'tooLarge';
  return error.status === 415 ? 'mismatch' : 'failed';
}
