import { fileURLToPath } from 'node:url';

/** A path inside the checkout; this file lies at `tools/dist/`. */
export function inCheckout(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
