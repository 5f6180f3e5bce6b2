import type { AnswerSchema, FormatName, FormDefinition, GroupSchema } from '@motcua/form';
import { ngoc } from '../sample-dossiers.fixture.js';

const textOfFormat: Record<FormatName, string> = {
  date: '2026-02-20',
  email: 'bao.ngoc@example.vn',
  'phone-vn': '0912000001',
  'personal-identity-number': ngoc,
  'tax-code': '0100109106',
  'commune-code': '31825',
};

/** A complete declaration: every question answered by the first or the least that it may be. */
export function declarationOn({ schema }: FormDefinition): Record<string, unknown> {
  return answersTo(schema);
}

function answersTo(schema: GroupSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.properties).map(([key, property]) => [
      key,
      property.type === 'object' ? answersTo(property) : answerTo(property),
    ]),
  );
}

function answerTo(schema: AnswerSchema): unknown {
  if (schema.type === 'boolean') return true;
  if (schema.type !== 'string') return schema.minimum;
  if (schema.pattern !== undefined) return '4711';
  return schema.enum?.[0] ?? (schema.format ? textOfFormat[schema.format] : 'Nguyễn Phước');
}
