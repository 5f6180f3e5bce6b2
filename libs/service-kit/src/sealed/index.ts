import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Column, type ColumnOptions } from 'typeorm';

declare const sealed: unique symbol;

/** Encrypted text as it lies in a column of the domain `sealed`: `s1.<key id>.<nonce>.<ciphertext and tag>`. */
export type Sealed = string & { readonly [sealed]: true };

/** Keys by id, 32 bytes each. New cells are sealed under `current`; old ones open under the key that they name. */
export interface SealingKeys {
  readonly current: string;
  readonly keys: Readonly<Record<string, Buffer>>;
  /** Key of the blind indexes, 32 bytes. It never changes while an index built with it exists. */
  readonly indexKey: Buffer;
}

/** The cell was altered, moved to another row or column, or its key is gone. */
export class SealBroken extends Error {
  constructor(reason: string) {
    super(`A sealed cell cannot be opened: ${reason}`);
    this.name = 'SealBroken';
  }
}

/** A service's keys, derived from the platform's so that no service opens another's cells. */
export function deriveKeys(master: SealingKeys, service: string): SealingKeys {
  const derive = (key: Buffer, use: string) => Buffer.from(hkdfSync('sha256', key, 'motcua', `${use}:${service}`, 32));
  return {
    current: master.current,
    keys: Object.fromEntries(Object.entries(master.keys).map(([id, key]) => [id, derive(key, 'seal')])),
    indexKey: derive(master.indexKey, 'index'),
  };
}

/** Seals and opens personal data: AES-256-GCM, bound to the cell by `place` (`dossier.answers:<id>`). */
export class Sealer {
  constructor(private readonly keys: SealingKeys) {
    this.key(keys.current);
  }

  /** The id of the key under which cells are sealed now. */
  get currentKey(): string {
    return this.keys.current;
  }

  /** How every cell under the current key begins. */
  get currentPrefix(): string {
    return `s1.${this.keys.current}.`;
  }

  seal(plain: string, place: string): Sealed {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.keys.current), nonce);
    cipher.setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `s1.${this.keys.current}.${nonce.toString('base64url')}.${body.toString('base64url')}` as Sealed;
  }

  /** @throws SealBroken */
  open(cell: Sealed, place: string): string {
    const [version, keyId, nonce, body] = cell.split('.');
    if (version !== 's1' || !keyId || !nonce || !body) throw new SealBroken('unknown format');
    const key = this.key(keyId);
    const bytes = Buffer.from(body, 'base64url');
    try {
      // Without its length a shorter, guessable tag would do.
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken('altered, or not of this place');
    }
  }

  /** A keyed hash by which a sealed value is found: the same value gives the same index, and nothing leads back. */
  blindIndex(value: string, purpose: string): Buffer {
    return createHmac('sha256', this.keys.indexKey).update(`${purpose}\u0000${value}`).digest();
  }

  private key(id: string): Buffer {
    const key = Object.hasOwn(this.keys.keys, id) ? this.keys.keys[id] : undefined;
    if (!key) throw new SealBroken(`no key ${id}`);
    return key;
  }
}

/** A column of an entity that holds sealed text; its type in the database is the domain `sealed`, which refuses plain text. */
export function SealedColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'text' });
}
