import type { Sealer } from '@motcua/service-kit/sealed';

/** By which a citizen is found from the personal identity number, 12 digits. */
export function citizenIndex(sealer: Sealer, identityNumber: string): Buffer {
  return sealer.blindIndex(identityNumber, 'citizen.identity_number');
}
