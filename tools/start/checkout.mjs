import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the checkout. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} parts */
export const inCheckout = (...parts) => join(checkout, ...parts);
