import type { Reason } from '@motcua/process';
import type { AdminUnits } from './admin-units.js';
import type { Agency, Position } from './agency.js';
import type { Calendars } from './calendar.js';
import type { DemoAccounts } from './demo-accounts.js';
import type { Messages } from './message-template.js';
import type { Procedure } from './procedure.js';
import type { Province } from './province.js';
import type { Reorganisation } from './reorganisation.js';

/** A whole province, checked; plain JSON. */
export interface Pack {
  /** SHA-256 of the content, hexadecimal: the version under which services stage and activate it. */
  hash: string;
  province: Province;
  agencies: Agency[];
  /** Which agencies took over from which, and when; none where the province has no such file. */
  reorganisations: Reorganisation[];
  positions: Position[];
  calendars: Calendars;
  adminUnits: AdminUnits;
  procedures: Procedure[];
  messages: Messages;
  /** Templates of printed forms by their path, such as `templates/2025/receipt.typ`. */
  templates: Record<string, string>;
  demo?: DemoAccounts;
}

/** A fault of a province's folder; lines and columns count from 1. */
export interface PackFault {
  file: string;
  line: number;
  column?: number;
  reason: Reason;
}
