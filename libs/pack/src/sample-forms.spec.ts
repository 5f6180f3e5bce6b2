import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerSchema, FormatName, GroupSchema } from '@motcua/form';
import { checkAnswers } from '@motcua/form';
import { samplePack } from './sample-province.fixture.js';

const { procedures } = await samplePack();

const textOfFormat: Record<FormatName, string> = {
  date: '2026-02-28',
  email: 'bao.ngoc@example.vn',
  'phone-vn': '0912000001',
  'personal-identity-number': '095190000017',
  'tax-code': '0100109106',
  'commune-code': '31825',
};

/** A complete declaration: every question answered. */
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

for (const { code, name, form } of procedures) {
  describe(`the declaration of ${code} ${name.vi}`, () => {
    it('accepts a complete declaration', () => {
      assert.deepEqual(checkAnswers(form, answersTo(form.schema)), []);
    });

    it('asks politely, in Vietnamese, for everything that is missing', () => {
      const faults = checkAnswers(form, {});
      assert.ok(faults.length >= 6);
      for (const { code: fault, message } of faults) {
        assert.equal(fault, 'required');
        assert.match(message.vi, /^Vui lòng (nhập|chọn|đánh dấu) /);
      }
    });

    it('has no two fields of one name, so that a summary of faults can be understood', () => {
      const labels = form.layout.flatMap(({ fields }) => fields.flatMap(({ label }) => [label.vi, label.en]));
      assert.equal(new Set(labels).size, labels.length);
    });

    it('ends with the declaration of truth', () => {
      const last = form.layout.at(-1)?.fields.at(-1);
      assert.equal(last?.widget, 'checkbox');
    });
  });
}
