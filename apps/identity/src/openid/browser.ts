import { AsyncLocalStorage } from 'node:async_hooks';

/** What a request to the provider brings beside the provider's own cookies. */
export interface Browser {
  /** SHA-256 of the session token that the browser holds, hexadecimal. */
  readonly tokenHash: string | undefined;
  /** Ends that session and takes the cookie away. */
  signOut(): Promise<void>;
}

/** The provider hands no request to its storage, which needs to know for whom it looks. */
export const currentBrowser = new AsyncLocalStorage<Browser>();
