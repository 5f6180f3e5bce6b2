import { z } from 'zod';
import type { FieldFault } from '@motcua/service-kit/errors';
import { at } from './portal-shape.js';

export interface PortalFile {
  readonly name: string;
  readonly location: string;
  readonly mediaType: string;
}

/** A paper as the portal hands it over: its code, and where its files lie. */
export interface PortalComponent {
  readonly code: string;
  readonly files: readonly PortalFile[];
}

/** Where papers and files stand. */
export interface ComponentPaths {
  readonly components: string;
  readonly componentCode: string;
  readonly componentFiles: string;
  readonly fileName: string;
  readonly fileLocation: string;
  readonly fileMediaType: string;
}

export const Code = z.string().min(1).max(80);
export const PortalNumber = z.string().trim().min(1).max(100);
export const Moment = z.iso.datetime({ offset: true });
const FilesOf = z.array(z.unknown()).max(20);
const File = z.object({
  name: z.string().min(1).max(200),
  location: z.string().min(1).max(2_000),
  mediaType: z.string().max(200).default(''),
});

/** Reads what the portal handed over, and gathers what cannot be read. */
export class PortalReader {
  readonly faults: FieldFault[] = [];

  constructor(private readonly content: unknown) {}

  read<T>(schema: z.ZodType<T>, path: string, from: unknown = this.content, before = ''): T | undefined {
    const found = schema.safeParse(at(from, path) ?? undefined);
    if (!found.success) this.unreadable(`${before}${pointerTo(path)}`);
    return found.data;
  }

  components(paths: ComponentPaths): PortalComponent[] {
    const all = this.read(z.array(z.unknown()).max(50).default([]), paths.components) ?? [];
    return all.map((component, index) => {
      const before = `${pointerTo(paths.components)}/${index}`;
      const files = (this.read(FilesOf.default([]), paths.componentFiles, component, before) ?? []).flatMap(
        (file, place) => {
          const named = File.safeParse({
            name: at(file, paths.fileName),
            location: at(file, paths.fileLocation),
            mediaType: at(file, paths.fileMediaType),
          });
          if (!named.success) this.unreadable(`${before}${pointerTo(paths.componentFiles)}/${place}`);
          return named.data ?? [];
        },
      );
      return { code: this.read(Code, paths.componentCode, component, before) ?? '', files };
    });
  }

  unreadable(pointer: string): void {
    const text = {
      vi: 'Thiếu, hoặc không đúng dạng mà Cổng được cấu hình để gửi.',
      en: 'It is missing, or not of the shape that the portal is configured to send.',
    };
    this.faults.push({ pointer, code: 'unreadable', text });
  }
}

export function pointerTo(path: string): string {
  return `/${path.replaceAll('.', '/')}`;
}
