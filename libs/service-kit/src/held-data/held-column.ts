import type { Text } from '../errors/index.js';

/**
 * What people are protected from by the seal: `basic` and `sensitive` are the law's words for personal data (Luật Bảo vệ dữ liệu cá nhân
 * 91/2025/QH15); `secret` is none of them, and opens a door.
 */
export const dataClasses = ['basic', 'sensitive', 'secret'] as const;
export type DataClass = (typeof dataClasses)[number];

/** One purpose for which a service holds data: why, on what ground, and for how long. */
export interface HeldPurpose {
  readonly why: Text;
  readonly legalGround: Text;
  readonly keptFor: Text;
}

/** A sealed column: what is in it, and how its cells are found and opened. */
export interface HeldColumn {
  readonly table: string;
  readonly column: string;
  readonly what: Text;
  readonly dataClass: DataClass;
  readonly purpose: HeldPurpose;
  /** The column that names a row, best one with an index; without it `id`. */
  readonly key?: string;
  /** Its type; without it `uuid`. */
  readonly keyType?: 'uuid' | 'text' | 'bytea';
  /** What the cells are bound to; without it `table.column`. */
  readonly place?: string;
  /** Cells come here from that column as they are, so this one can be clean only after it. */
  readonly copiedFrom?: { readonly table: string; readonly column: string };
  /** SQL of the text that follows the place; without it the key. */
  readonly placeId?: string;
}
