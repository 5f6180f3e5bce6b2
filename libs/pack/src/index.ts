export type { AdminUnit, AdminUnitSuccessor, AdminUnits } from './admin-units.js';
export type { Agency, AgencyKind, Position, Role } from './agency.js';
export type { Calendar, CalendarAssignment, Calendars } from './calendar.js';
export { calendarStretches } from './calendar-stretches.js';
export type { AssignedCalendar } from './calendar-stretches.js';
export type { DemoAccounts } from './demo-accounts.js';
export { inForce } from './legal-value.js';
export type { BilingualText, LegalTimeLimit, Mark, TimeLimit, Validity } from './legal-value.js';
export { messageKinds, type MessageKind } from './message-template.js';
export type { MessageTemplate, Messages } from './message-template.js';
export { partFor } from './pack-parts.js';
export type { PackPartName, PackParts } from './pack-parts.js';
export type { Pack, PackFault } from './pack.js';
export { isInternal } from './procedure.js';
export type {
  DossierComponent,
  Fee,
  PauseGround,
  Procedure,
  ProcedureDefinition,
  Step,
  StepKind,
  StepOutcome,
  SubProcedure,
  Wait,
} from './procedure.js';
export type { Province } from './province.js';
export { agencyOfCall, offersProcedure } from './sub-procedure-agency.js';
export type { CallingDossier } from './sub-procedure-agency.js';
export { timeLimitFor } from './time-limit.js';
export { addProcedureVersion } from './add-procedure-version.js';
export { canonicalText } from './canonical-text.js';
export { computeFees } from './compute-fees.js';
export type { DueFee } from './compute-fees.js';
export { diffPacks } from './diff-packs.js';
export type { PackDifference, PackThing } from './diff-packs.js';
export { foldVietnamese } from './fold-vietnamese.js';
export { readPack } from './read-pack.js';
export { postponeReorganisation } from './postpone-reorganisation.js';
export type { Reorganisation, Transfer } from './reorganisation.js';
export { searchProcedures } from './search-procedures.js';
export type { SearchableProcedure } from './search-procedures.js';
