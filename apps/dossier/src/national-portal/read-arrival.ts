import { z } from 'zod';
import type { FieldFault } from '@motcua/service-kit/errors';
import { Submitter } from '../intake/intake.schemas.js';
import type { Rules } from '../rules/rules.js';
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
  readonly components: readonly { readonly code: string; readonly files: readonly PortalFile[] }[];
}

export interface PortalFile {
  readonly name: string;
  readonly location: string;
  readonly mediaType: string;
}

const Number = z.string().trim().min(1).max(100);
const Moment = z.iso.datetime({ offset: true });
const Code = z.string().min(1).max(80);
const FilesOf = z.array(z.unknown()).max(20);
const File = z.object({
  name: z.string().min(1).max(200),
  location: z.string().min(1).max(2_000),
  mediaType: z.string().max(200).default(''),
});

/** Undefined without a number of its own: then nothing can be kept of it. */
export function headOf({ arrival: fields }: PortalShape, content: unknown): ArrivalHead | undefined {
  const number = Number.safeParse(at(content, fields.number));
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
  const faults: FieldFault[] = [];
  const read = <T>(schema: z.ZodType<T>, path: string, from: unknown = content, before = ''): T | undefined => {
    const found = schema.safeParse(at(from, path) ?? undefined);
    if (!found.success) faults.push(unreadable(`${before}/${path.replaceAll('.', '/')}`));
    return found.data;
  };
  if (!headOf(shape, content)?.receivedAt) faults.push(unreadable(`/${fields.receivedAt.replaceAll('.', '/')}`));
  const procedure = read(Code, fields.procedureCode);
  const competent = read(Code, fields.competentAgency);
  const intake = read(Code.optional(), fields.intakeAgency) ?? competent;
  const submitter = {
    fullName: read(Submitter.shape.fullName, fields.fullName),
    identityNumber: read(Submitter.shape.identityNumber, fields.identityNumber),
    phone: read(Submitter.shape.phone, fields.phone),
    email: read(Submitter.shape.email, fields.email),
    address: read(Submitter.shape.address, fields.address),
  };
  const answers = read(z.record(z.string(), z.unknown()), fields.answers);
  const components = (read(z.array(z.unknown()).max(50), fields.components) ?? []).map((component, index) => {
    const before = `/${fields.components.replaceAll('.', '/')}/${index}`;
    const files = (read(FilesOf.default([]), fields.componentFiles, component, before) ?? []).map((file, place) => {
      const named = File.safeParse({
        name: at(file, fields.fileName),
        location: at(file, fields.fileLocation),
        mediaType: at(file, fields.fileMediaType),
      });
      if (!named.success) faults.push(unreadable(`${before}/${fields.componentFiles.replaceAll('.', '/')}/${place}`));
      return named.data;
    });
    return {
      code: read(Code, fields.componentCode, component, before) ?? '',
      files: files.flatMap((file) => file ?? []),
    };
  });
  const { fullName } = submitter;
  if (faults.length > 0 || !procedure || !competent || !intake || fullName === undefined || !answers) return { faults };
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

function unreadable(pointer: string): FieldFault {
  const text = {
    vi: 'Thiếu, hoặc không đúng dạng mà Cổng được cấu hình để gửi.',
    en: 'It is missing, or not of the shape that the portal is configured to send.',
  };
  return { pointer, code: 'unreadable', text };
}
