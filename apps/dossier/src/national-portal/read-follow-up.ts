import { z } from 'zod';
import type { FieldFault } from '@motcua/service-kit/errors';
import { Moment, pointerTo, PortalNumber, PortalReader, type PortalComponent } from './portal-reader.js';
import { at, type PortalShape } from './portal-shape.js';

/** What every word of a citizen at the portal has, whatever else is wrong with it. */
export interface FollowUpHead {
  readonly number: string;
  readonly dossierNumber: string | undefined;
  readonly kind: FollowUp['kind'] | undefined;
  /** Absent when the portal's moment cannot be read. */
  readonly givenAt: Date | undefined;
}

/** What a citizen says at the portal of a dossier that was handed in there. */
export type FollowUp = {
  readonly dossierNumber: string;
  /** What is said with it, in the citizen's words. */
  readonly note: string | undefined;
} & (
  | { readonly kind: 'withdrawal' }
  | {
      readonly kind: 'supplement';
      /** Our id of the request; a portal that cannot name it means the last one. */
      readonly request: string | undefined;
      readonly components: readonly PortalComponent[];
      /** Fields of the declaration that are put right. */
      readonly answers: Readonly<Record<string, unknown>> | undefined;
    }
);

const Note = z.string().trim().max(2_000);

/** Undefined without a number of its own: then nothing can be kept of it. */
export function followUpHeadOf({ followUp: fields, kinds }: PortalShape, content: unknown): FollowUpHead | undefined {
  const number = PortalNumber.safeParse(at(content, fields.number));
  if (!number.success) return undefined;
  const givenAt = Moment.safeParse(at(content, fields.givenAt));
  return {
    number: number.data,
    dossierNumber: PortalNumber.safeParse(at(content, fields.dossierNumber)).data,
    kind: kindOf(kinds, at(content, fields.kind)),
    givenAt: givenAt.success ? new Date(givenAt.data) : undefined,
  };
}

export function readFollowUp(
  shape: PortalShape,
  content: unknown,
): { readonly followUp: FollowUp } | { readonly faults: readonly FieldFault[] } {
  const { followUp: fields } = shape;
  const reader = new PortalReader(content);
  const head = followUpHeadOf(shape, content);
  if (!head?.givenAt) reader.unreadable(pointerTo(fields.givenAt));
  if (!head?.kind) reader.unreadable(pointerTo(fields.kind));
  const dossierNumber = reader.read(PortalNumber, fields.dossierNumber);
  const note = reader.read(Note.optional(), fields.note) || undefined;
  if (head?.kind === 'withdrawal' && dossierNumber !== undefined && reader.faults.length === 0)
    return { followUp: { kind: 'withdrawal', dossierNumber, note } };
  const supplement = {
    request: reader.read(z.string().max(100).optional(), fields.request),
    components: reader.components(fields),
    answers: reader.read(z.record(z.string(), z.unknown()).optional(), fields.answers),
  };
  if (reader.faults.length > 0 || dossierNumber === undefined) return { faults: reader.faults };
  return { followUp: { kind: 'supplement', dossierNumber, note, ...supplement } };
}

function kindOf(kinds: PortalShape['kinds'], theirs: unknown): FollowUp['kind'] | undefined {
  return (['supplement', 'withdrawal'] as const).find((kind) => kinds[kind] === theirs);
}
