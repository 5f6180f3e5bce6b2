import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

interface HashCost {
  readonly passwordMemoryKib: number;
  readonly passwordPasses: number;
}

/** Hashes of passwords: argon2id, each with its own salt, in the string format of the Password Hashing Competition. */
export class PasswordHashes {
  private decoy: Promise<string> | undefined;

  constructor(private readonly cost: HashCost) {}

  make(password: string): Promise<string> {
    return hash(password, { memoryCost: this.cost.passwordMemoryKib, timeCost: this.cost.passwordPasses });
  }

  /** Takes as long without a hash, so that nobody can measure which accounts exist. */
  async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    const decoy = await (this.decoy ??= this.make(randomBytes(32).toString('base64url')));
    const verified = await verify(passwordHash ?? decoy, password);
    return verified && passwordHash !== undefined;
  }
}
