import type { AdminUnits } from './admin-units.js';
import { checkValidity } from './check-validity.js';
import type { Province } from './province.js';
import type { Part } from './read-part.js';

const datedKeys = [
  'formSet',
  'codeTemplate',
  'intakeReply',
  'supplement',
  'extension',
  'escalation',
  'overdueBasis',
  'personalData',
] as const;

/** WCAG 2.2 level AA for text. */
const LEAST_CONTRAST = 4.5;

export function checkProvince(part: Part<Province>, units: AdminUnits): void {
  const { value: province, refuse } = part;
  if (!units.since.some(({ code }) => code === province.adminUnitCode)) {
    refuse(['adminUnitCode'], {
      vi: `không có đơn vị hành chính ${province.adminUnitCode}`,
      en: `there is no administrative unit ${province.adminUnitCode}`,
    });
  }
  for (const key of datedKeys) {
    checkValidity(
      part,
      { vi: key, en: key },
      (province[key] ?? []).map((entry, index) => ({ ...entry, path: [key, index] })),
    );
  }
  for (const [name, colour] of Object.entries(province.brand)) {
    const contrast = contrastWithWhite(colour);
    if (contrast < LEAST_CONTRAST) {
      refuse(['brand', name], {
        vi: `${colour} có độ tương phản ${contrast.toFixed(1)} với nền trắng; chữ cần ít nhất ${LEAST_CONTRAST}`,
        en: `${colour} has a contrast of ${contrast.toFixed(1)} with white; text needs ${LEAST_CONTRAST}`,
      });
    }
  }
}

function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
