import type { FileMetadata } from '@motcua/contracts/document/v1/document';
import type { DossierReference } from '@motcua/contracts/dossier/v1/events';
import type { Procedure } from '@motcua/pack';
import { event, type RecordedEvent } from '@motcua/service-kit/database';
import { channelOf, type DossierChannel, type PortalReceipt } from './new-dossier.js';

/** What the events of a dossier say of it, so that no consumer has to ask the present about the past. */
export interface DossierFacts {
  readonly id: string;
  readonly code: string;
  readonly trackingNumber: string;
  readonly procedure: Pick<Procedure, 'code' | 'field'>;
  readonly packHash: string;
  readonly intakeAgencyCode: string;
  readonly competentAgencyCode: string;
  readonly channel: DossierChannel;
  readonly citizenId: string | undefined;
  readonly nationalPortal?: PortalReceipt | undefined;
  /** The interconnected dossier of which it is a part. */
  readonly parentDossierId?: string;
}

/** How the events of its later life name it. */
export function referenceTo(facts: Omit<DossierFacts, 'code'> & { readonly code?: string }): DossierReference {
  return {
    dossierId: facts.id,
    code: facts.code,
    trackingNumber: facts.trackingNumber,
    procedureCode: facts.procedure.code,
    intakeAgencyCode: facts.intakeAgencyCode,
    competentAgencyCode: facts.competentAgencyCode,
    citizenId: facts.citizenId,
  };
}

/** On whose behalf an officer acted. */
export interface ActingFor {
  readonly agencyCode: string;
  readonly positionCode: string;
}

export function dossierSubmitted(
  facts: Omit<DossierFacts, 'code'>,
  files: readonly FileMetadata[],
  at: Date,
  actingFor?: ActingFor,
): RecordedEvent {
  return event(
    'dossier.submitted',
    facts.id,
    {
      dossierId: facts.id,
      trackingNumber: facts.trackingNumber,
      procedureCode: facts.procedure.code,
      packHash: facts.packHash,
      intakeAgencyCode: facts.intakeAgencyCode,
      competentAgencyCode: facts.competentAgencyCode,
      channel: channelOf[facts.channel],
      citizenId: facts.citizenId,
      fileIds: files.map((file) => file.id),
      submittedAt: facts.nationalPortal?.receivedAt ?? at,
      nationalPortal: facts.nationalPortal,
      parentDossierId: facts.parentDossierId,
    },
    actingFor,
  );
}

export function dossierAccepted(facts: DossierFacts, dueAt: Date, at: Date, actingFor?: ActingFor): RecordedEvent {
  return event(
    'dossier.accepted',
    facts.id,
    {
      dossierId: facts.id,
      code: facts.code,
      trackingNumber: facts.trackingNumber,
      procedureCode: facts.procedure.code,
      fieldCode: facts.procedure.field.code,
      intakeAgencyCode: facts.intakeAgencyCode,
      competentAgencyCode: facts.competentAgencyCode,
      channel: channelOf[facts.channel],
      citizenId: facts.citizenId,
      acceptedAt: at,
      dueAt,
      parentDossierId: facts.parentDossierId,
    },
    actingFor,
  );
}

export function stepCompleted(
  dossierId: string,
  task: { readonly id: string; readonly element_id: string; readonly agency_code: string },
  outcome: string | undefined,
  fileIds: readonly string[],
  actingFor: ActingFor,
): RecordedEvent {
  return event(
    'step.completed',
    dossierId,
    {
      dossierId,
      taskId: task.id,
      elementId: task.element_id,
      outcome,
      agencyCode: task.agency_code,
      fileIds: [...fileIds],
    },
    actingFor,
  );
}
