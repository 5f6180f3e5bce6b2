import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a number survives being read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 12;

/** A new tracking number, `K7QM-2XPD-9RTWC`: sixty random bits and a check character. */
export function newTrackingNumber(): string {
  const random = [...randomBytes(randomLength)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return group(random + checkCharacter(random));
}

/** The canonical form of what somebody typed, or undefined when it cannot be a tracking number. */
export function readTrackingNumber(typed: string): string | undefined {
  const characters = codeKeyOf(typed).replaceAll('O', '0').replace(/[IL]/g, '1');
  if (characters.length !== randomLength + 1 || [...characters].some((c) => !alphabet.includes(c))) return undefined;
  const body = characters.slice(0, randomLength);
  return checkCharacter(body) === characters.at(-1) ? group(characters) : undefined;
}

/** How the database looks a dossier code up, as somebody typed it: letters and digits alone. */
export function codeKeyOf(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** Luhn's algorithm modulo 32: any one wrong character is found, and any swap of two neighbours but that of 0 and Z. */
function checkCharacter(body: string): string {
  const sum = [...body].reverse().reduce((total, character, index) => {
    const value = alphabet.indexOf(character) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / alphabet.length) + (value % alphabet.length);
  }, 0);
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length);
}

function group(characters: string): string {
  return `${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`;
}
