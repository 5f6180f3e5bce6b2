import type { AddKey } from '../api/types.js';

/** Reads what was pasted; whether it is a good key the service judges. @returns undefined while it is no JSON object */
export function readPublicKey(pasted: string): AddKey['key'] | undefined {
  try {
    const key: unknown = JSON.parse(pasted);
    if (typeof key !== 'object' || key === null || Array.isArray(key)) return undefined;
    // The service refuses what is none.
    return key as AddKey['key'];
  } catch {
    return undefined;
  }
}
