import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { birthDeclaration } from './birth-declaration.fixture.js';
import { checkForm } from './check-form.js';
import type { FormDefinition, FormField } from './form-definition.js';
import { hiddenFields, isMasked, masked, maskedAnswers, personalClassOf } from './personal-data.js';

const text = { vi: 'Mục', en: 'Field' };

/** A form that asks for one answer. */
function asking(
  answer: FormDefinition['schema']['properties'][string],
  personal?: FormField['personal'],
): FormDefinition {
  return {
    schema: { type: 'object', properties: { it: answer }, additionalProperties: false },
    layout: [{ title: text, fields: [{ pointer: '/it', label: text, ...(personal !== undefined && { personal }) }] }],
  };
}

function classOf(form: FormDefinition): ReturnType<typeof personalClassOf> {
  const field = form.layout[0]?.fields[0];
  assert.ok(field);
  return personalClassOf(form, field);
}

describe('an answer', () => {
  const number = { type: 'string', format: 'personal-identity-number' } as const;
  const phone = { type: 'string', format: 'phone-vn' } as const;
  const words = { type: 'string', maxLength: 100 } as const;

  it('is recognised as personal by its format, also where the form forgot to say it', () => {
    assert.equal(classOf(asking(number)), 'identifier');
    assert.equal(classOf(asking(phone, true)), 'contact');
    assert.equal(classOf(asking({ type: 'string', format: 'email' })), 'contact');
    assert.equal(classOf(asking(words)), undefined);
    assert.equal(classOf(asking(words, true)), 'basic');
  });

  it('is of the class that the form says, and no person’s when it says so', () => {
    assert.equal(classOf(asking(words, 'sensitive')), 'sensitive');
    assert.equal(classOf(asking(phone, 'sensitive')), 'sensitive');
    assert.equal(classOf(asking(phone, false)), undefined);
  });

  it('has no class that is unknown', () => {
    assert.deepEqual(checkForm(asking(words, 'contact')), []);
    const wrong: unknown = {
      ...asking(words),
      layout: [{ title: text, fields: [{ pointer: '/it', label: text, personal: 'secret' }] }],
    };
    assert.deepEqual(
      checkForm(wrong).map(({ pointer }) => pointer),
      ['/layout/0/fields/0/personal'],
    );
  });
});

describe('a masked value', () => {
  it('keeps of a number and a telephone the last three characters, of mail the first and the domain, else nothing', () => {
    assert.equal(masked('095190000017', 'identifier'), '•••••••••017');
    assert.equal(masked('C1234567', 'identifier'), '•••••567');
    assert.equal(masked('0912000001', 'contact'), '•••••••001');
    assert.equal(masked('ngoc@example.vn', 'contact'), 'n•••@example.vn');
    assert.equal(masked('12 Trần Phú', 'contact'), '•••');
    assert.equal(masked('Kinh', 'sensitive'), '•••');
    assert.equal(masked(true, 'sensitive'), '•••');
    assert.equal(masked('12', 'identifier'), '•••');
  });

  it('never gives back what it hides, and is known as masked', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^\d{4,13}$/), fc.emailAddress()),
        fc.constantFrom('identifier', 'contact', 'sensitive'),
        (value, personalClass) => {
          const seen = masked(value, personalClass);
          assert.ok(isMasked(seen));
          assert.notEqual(seen, value);
        },
      ),
    );
  });
});

describe('a declaration', () => {
  it('is masked in its numbers and contacts, and whole in the rest', () => {
    const form = birthDeclaration();
    const answers = { contact: { fullName: 'Nguyễn Thị Bảo Ngọc', identityNumber: '095190000017' } };
    assert.ok(hiddenFields(form).some(({ pointer }) => pointer === '/contact/identityNumber'));
    const seen = maskedAnswers(form, answers);
    assert.deepEqual(seen, { contact: { fullName: 'Nguyễn Thị Bảo Ngọc', identityNumber: '•••••••••017' } });
    assert.equal(answers.contact.identityNumber, '095190000017', 'what was given stays');
  });
});
