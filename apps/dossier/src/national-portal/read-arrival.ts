import { z } from 'zod';
import type { FieldFault } from '@motcua/service-kit/errors';
import { Submitter } from '../intake/intake.schemas.js';
import type { Rules } from '../rules/rules.js';
import { Code, Moment, pointerTo, PortalNumber, PortalReader, type PortalComponent } from './portal-reader.js';
import { at, type PortalShape } from './portal-shape.js';

/** What every dossier of the portal has, whatever else is wrong with it. */
export interface ArrivalHead {
  readonly number: string;
  /** Absent when the portal's moment cannot be read. */
  readonly receivedAt: Date | undefined;
  readonly procedureCode: string | undefined;
  readonly competentAgency: string | undefined;
}

/** A dossier of the portal in our words, before it is held against its procedure. */
export interface Arrival {
  readonly procedureCode: string;
  readonly competentAgencyCode: string;
  readonly intakeAgencyCode: string;
  readonly submitter: Submitter;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly components: readonly PortalComponent[];
}

/** Undefined without a number of its own: then nothing can be kept of it. */
export function headOf({ arrival: fields }: PortalShape, content: unknown): ArrivalHead | undefined {
  const number = PortalNumber.safeParse(at(content, fields.number));
  if (!number.success) return undefined;
  const receivedAt = Moment.safeParse(at(content, fields.receivedAt));
  return {
    number: number.data,
    receivedAt: receivedAt.success ? new Date(receivedAt.data) : undefined,
    procedureCode: Code.safeParse(at(content, fields.procedureCode)).data,
    competentAgency: Code.safeParse(at(content, fields.competentAgency)).data,
  };
}

/** Ours for the portal's code of an agency: by the configuration, else by its electronic identifier, else the same. */
export function agencyCodeOf({ agencies }: PortalShape, rules: Rules, theirs: string, day: Date): string {
  return agencies[theirs] ?? rules.findAgencyByEid(theirs, day)?.code ?? theirs;
}

/** @param day whose agencies its codes mean */
export function readArrival(
  shape: PortalShape,
  rules: Rules,
  content: unknown,
  day: Date,
): { readonly arrival: Arrival } | { readonly faults: readonly FieldFault[] } {
  const { arrival: fields } = shape;
  const reader = new PortalReader(content);
  if (!headOf(shape, content)?.receivedAt) reader.unreadable(pointerTo(fields.receivedAt));
  const procedure = reader.read(Code, fields.procedureCode);
  const competent = reader.read(Code, fields.competentAgency);
  const intake = reader.read(Code.optional(), fields.intakeAgency) ?? competent;
  const submitter = {
    fullName: reader.read(Submitter.shape.fullName, fields.fullName),
    identityNumber: reader.read(Submitter.shape.identityNumber, fields.identityNumber),
    phone: reader.read(Submitter.shape.phone, fields.phone),
    email: reader.read(Submitter.shape.email, fields.email),
    address: reader.read(Submitter.shape.address, fields.address),
  };
  const answers = reader.read(z.record(z.string(), z.unknown()), fields.answers);
  const components = reader.components(fields);
  const { fullName } = submitter;
  if (reader.faults.length > 0 || !procedure || !competent || !intake || fullName === undefined || !answers)
    return { faults: reader.faults };
  return {
    arrival: {
      procedureCode: shape.procedures[procedure] ?? procedure,
      competentAgencyCode: agencyCodeOf(shape, rules, competent, day),
      intakeAgencyCode: agencyCodeOf(shape, rules, intake, day),
      submitter: Submitter.parse({ ...submitter, fullName }),
      answers,
      components,
    },
  };
}
