/** Words that are in passwords which come with a manual, an image or an example; whoever attacks tries them first. */
const wellKnown = /change-?me|passw(or)?d|postgres|motcua|secret|admin|kafka|example|default|letmein|qwerty|123456/gi;

const leastLength = 16;
const leastDifferentCharacters = 8;

/**
 * Why a secret does not keep anybody out, in words that do not show it: too short, or known by its making. Length is asked of what is
 * left when well-known words are taken away, so that `motcua-password-123456` does not pass for its length.
 * @returns nothing for a secret that may stay
 */
export function secretFault(secret: string): string | undefined {
  const password = passwordIn(secret);
  if (password === undefined) return undefined;
  const unknown = password.replace(wellKnown, '');
  if (password.length < leastLength) return `is too short: at least ${leastLength} characters are needed`;
  if (unknown.length < leastLength) return 'is made of words that everybody knows';
  if (new Set(unknown).size < leastDifferentCharacters) return 'repeats too few characters';
  return undefined;
}

/** A secret that is an address hides its password alone, and may have none. */
function passwordIn(secret: string): string | undefined {
  if (!URL.canParse(secret) || !secret.includes('://')) return secret;
  const { password } = new URL(secret);
  return password === '' ? undefined : decodeURIComponent(password);
}
