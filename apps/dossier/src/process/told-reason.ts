import type { Reason } from '@motcua/process';
import { Problem } from '@motcua/service-kit/errors';
import { tellError } from '@motcua/service-kit/logs';
import { RulesUnusable } from '../rules/rules.js';

const mostCharacters = 500;

/** Why something failed, for administrators and to be kept: what has words of its own in them, a fault of the platform as it is logged. */
export function reasonOfError(error: unknown): Reason {
  if (error instanceof Problem) return shortened(error.detail);
  if (error instanceof RulesUnusable) return shortened(error.reason);
  const told = tellError(error);
  return shortened({ vi: `Lỗi kỹ thuật: ${told}`, en: `Technical fault: ${told}` });
}

/**
 * A reason as a text column keeps it. What the release before wrote there is one plain sentence, and stays readable as it is; and where that
 * release reads what this one wrote, it shows both texts.
 */
export function keptReason(reason: Reason): string {
  return JSON.stringify(reason);
}

export function readKeptReason(kept: string): Reason {
  try {
    const reason: unknown = JSON.parse(kept);
    if (isReason(reason)) return reason;
  } catch {
    // A plain sentence.
  }
  return { vi: kept, en: kept };
}

function isReason(value: unknown): value is Reason {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}

function shortened({ vi, en }: Reason): Reason {
  return { vi: vi.slice(0, mostCharacters), en: en.slice(0, mostCharacters) };
}
