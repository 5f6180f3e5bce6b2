import { computeDue, type Calendar, type ClockLedger } from '@motcua/working-time';

/** When a dossier would be due without its extensions: what being late is measured by where the rule says so. */
export function originalDue(calendar: Calendar, ledger: ClockLedger): Date {
  return computeDue(calendar, { ...ledger, entries: ledger.entries.filter(({ type }) => type !== 'extended') });
}
