import type { Attack } from '../attack.js';
import { addresses } from './addresses.js';
import { bombs } from './bombs.js';
import { crossSite } from './cross-site.js';
import { extraProperties } from './extra-properties.js';
import { filePaths } from './file-paths.js';
import { formulas } from './formulas.js';
import { injection } from './injection.js';
import { leaks } from './leaks.js';
import { nextPerson } from './next-person.js';
import { notices } from './notices.js';
import { othersIds } from './others-ids.js';
import { passwords } from './passwords.js';
import { redirects } from './redirects.js';
import { scripts } from './scripts.js';
import { tokens } from './tokens.js';

/** In the order in which they disturb one another least: those that lay new ground come last. */
export const attacks: readonly Attack[] = [
  leaks,
  othersIds,
  extraProperties,
  injection,
  crossSite,
  tokens,
  filePaths,
  addresses,
  bombs,
  redirects,
  nextPerson,
  scripts,
  formulas,
  notices,
  passwords,
];
