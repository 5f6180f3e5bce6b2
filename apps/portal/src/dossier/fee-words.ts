import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { feeMessages } from './fee.messages.js';

/** What has to be paid for a dossier, charge by charge, or that nothing has. */
export function useFeeWords(): (fees: Dossier['fees']) => string {
  const m = useMessages(feeMessages);
  const text = useText();
  const format = useFormat();
  return (fees) =>
    fees.length === 0
      ? m.none
      : fees.map(({ name, amountVnd }) => `${format.money(amountVnd)} (${text(name)})`).join('; ');
}
