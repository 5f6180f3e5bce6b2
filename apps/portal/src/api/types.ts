import type { FormDefinition } from '@motcua/form';
import type { components } from '@motcua/sdk';

/** The shapes of the API are generated from the services' own schemas; these are the names that the portal gives them. */
type Schemas = components['schemas'];

export type Named = Schemas['Named'];
export type Profile = Schemas['Profile'];
export type AddedFactor = Schemas['AddedFactor'];
export type TotpSecret = Schemas['TotpSecret'];
export type Account = Schemas['Account'];
export type OwnSession = Account['sessions'][number];
export type Permission = Profile['permissions'][number];
export type DemoAccount = Schemas['DemoAccount'];

export type ProcedureSummary = Schemas['ProcedureSummary'];
/** The API describes a form as JSON; what it holds is a form of `libs/form`. */
export type Procedure = Omit<Schemas['Procedure'], 'form'> & { form: FormDefinition };
export type ProcedureComponent = Procedure['components'][number];
export type CopyKind = ProcedureComponent['copyKinds'][number];

/** Answers to a form, shaped as its schema says. */
export type Answers = Schemas['SubmitDossierInput']['answers'];
export type SubmitDossier = Schemas['SubmitDossierInput'];
export type AcceptAtCounter = Schemas['TakeInDossierInput'];
export type IntakeChannel = AcceptAtCounter['channel'];
export type Submitter = AcceptAtCounter['submitter'];
export type SubmittedDossier = Schemas['SubmittedDossier'];
export type AcceptedDossier = Schemas['AcceptedDossier'];

export type DossierClock = Schemas['Clock'];
export type DossierSummary = Schemas['DossierSummary'];
export type DossierState = DossierSummary['state'];
export type StoredFile = Schemas['FileMetadata'];
export type Dossier = Omit<Schemas['Dossier'], 'form'> & { form: FormDefinition };
export type ShowInFull = Schemas['ShowInFullInput'];
export type ShownInFull = Schemas['ShownInFull'];
export type Consultation = NonNullable<Dossier['consultations']>[number];
export type DossierComponent = Dossier['components'][number];
export type TimelineEvent = Schemas['Timeline']['items'][number];
export type Deadline = Schemas['DeadlineExplanation'];
export type DeadlineDay = Deadline['days'][number];
export type DossierView = 'received' | 'open' | 'onTime' | 'overdue' | 'done';
export type Tracking = Schemas['TrackedDossier'];

export type Task = Schemas['Task'];
export type TaskOutcome = Task['outcomes'][number];
export type Queue = 'mine' | 'group';
export type CompleteTask = Schemas['CompleteTaskInput'];

export type Message = Schemas['Message'];
export type Overview = Schemas['Overview'];
export type Figures = Schemas['Figures'];
export type FigureList = Schemas['FigureList'];
export type CountedDossier = Schemas['CountedDossier'];
/** A figure that counts dossiers, or what happened to them: each has its list. */
export type CountedFigure = Exclude<
  keyof Figures,
  'ratingPoints' | 'ratingOf' | 'feeAssessedVnd' | 'feePaidVnd' | 'feeRefundedVnd'
>;

/** A service that takes in what others say. */
export type ConsumingService = 'identity' | 'dossier' | 'document' | 'notification' | 'reporting';
export type ParkedEvent = Schemas['ParkedEvent'];
export type HeldData = Schemas['HeldData'];
export type ApiClient = Schemas['ApiClient'];
export type AddKey = Schemas['AddKey'];
export type ChangeApiClient = Schemas['ChangeApiClient'];
export type RegisterApiClient = Schemas['RegisterApiClient'];
export type Officer = Schemas['Officer'];
export type OfficerListItem = Schemas['OfficerListItem'];
export type OfficerPosition = Schemas['OfficerPosition'];
export type ActivationCode = Schemas['ActivationCode'];

/** What is wrong with a drawing, or the drawing itself. */
export type CheckedProcess = Schemas['CheckedProcess'];
export type DrawingFault = CheckedProcess['refusals'][number];
export type ProcedureVersion = Schemas['ProcedureVersions']['versions'][number];

export type PortalDossier = Schemas['PortalDossier'];
export type PortalSummary = Schemas['PortalSummary'];
export type PortalArrival = Schemas['PortalArrivalList']['items'][number];
export type PortalFollowUp = Schemas['PortalFollowUpList']['items'][number];
export type ImportProcess = Schemas['ImportProcessInput'];
export type ImportedProcess = Schemas['ImportedProcess'];

/** Running dossiers that are to leave one version for another. */
export type Migration = Schemas['MigrationInput'];
export type MigrationCheck = Schemas['MigrationCheck'];
export type MigrationRun = Schemas['MigrationRun'];
export type UnmovedDossier = MigrationCheck['refused'][number];

/** Why somebody may see a dossier and do what with it. */
export type AccessExplanation = Schemas['AccessExplanation'];
export type Explained = AccessExplanation['sees'];
