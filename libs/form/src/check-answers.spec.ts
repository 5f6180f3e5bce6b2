import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { birthAnswers, birthDeclaration } from './birth-declaration.fixture.js';
import { checkAnswers } from './check-answers.js';
import { givenAnswers } from './given-answers.js';
import { childPointer, isRecord, pointerSteps } from './json-pointer.js';

const form = birthDeclaration();

/** Valid answers with one of them changed; `undefined` takes it out. */
function answersWith(pointer: string, value: unknown): Record<string, unknown> {
  const answers = birthAnswers();
  const steps = pointerSteps(pointer);
  const last = steps.pop() ?? '';
  let group = answers;
  for (const step of steps) {
    const next = isRecord(group[step]) ? group[step] : {};
    group[step] = next;
    group = next;
  }
  if (value === undefined) delete group[last];
  else group[last] = value;
  return answers;
}

function codesOf(answers: unknown): string[] {
  return checkAnswers(form, answers).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('the answers to a declaration', () => {
  it('are accepted when they are right', () => {
    assert.deepEqual(codesOf(birthAnswers()), []);
  });

  it('are asked for one by one, in the order of the form, when nothing was filled in', () => {
    assert.deepEqual(codesOf({}), [
      '/child/fullName required',
      '/child/dateOfBirth required',
      '/child/sex required',
      '/late required',
      '/copies required',
      '/truthful required',
    ]);
  });

  it('need a reason for late registration only when it is late', () => {
    assert.deepEqual(codesOf(answersWith('/late', true)), ['/lateReason required']);
    assert.deepEqual(codesOf({ ...answersWith('/late', true), lateReason: 'Cha mẹ đi làm xa' }), []);
  });

  it('count an empty answer as no answer', () => {
    assert.deepEqual(codesOf(answersWith('/child/fullName', ' \t')), ['/child/fullName required']);
    assert.deepEqual(codesOf(answersWith('/child/fullName', null)), ['/child/fullName required']);
    assert.deepEqual(codesOf(answersWith('/contact/email', '')), []);
  });

  const faults: [pointer: string, value: unknown, code: string][] = [
    ['/child/fullName', 7, 'type'],
    ['/child/fullName', 'x'.repeat(101), 'maxLength'],
    ['/child/fullName', 'Nguyễn\u0000An', 'text'],
    ['/child/fullName', 'Nguyễn \ud83d', 'text'],
    ['/child/fullName', 'Nguyễn\nAn', 'text'],
    ['/child/fullName', 'Nguyễn\u202EnA', 'text'],
    ['/child/fullName', 'Nguyễn\u0085An', 'text'],
    ['/child/dateOfBirth', '2025-02-29', 'format'],
    ['/child/dateOfBirth', '0001-01-01', 'format'],
    ['/child/dateOfBirth', '9999-12-31', 'format'],
    ['/child/dateOfBirth', '28/02/2026', 'format'],
    ['/child/sex', 'unknown', 'enum'],
    ['/child/homeCommune', '3182', 'format'],
    ['/child/nickname', 'Tí', 'unknownField'],
    ['/contact/identityNumber', '09520100012', 'format'],
    ['/contact/phone', '0112345678', 'format'],
    ['/contact/email', 'an@localhost', 'format'],
    ['/contact/email', 'a b@vidu.vn', 'format'],
    ['/contact/taxCode', '0100109107', 'format'],
    ['/lateReason', 'ốm', 'minLength'],
    ['/copies', 1.5, 'type'],
    ['/copies', -1, 'minimum'],
    ['/copies', 1e300, 'maximum'],
    ['/copies', Number.NaN, 'type'],
    ['/copies', Number.POSITIVE_INFINITY, 'type'],
    ['/copies', '2', 'type'],
    ['/bookNumber', '12-2026', 'pattern'],
    ['/truthful', false, 'const'],
    ['/child', 'Nguyễn An', 'type'],
    ['/child', ['Nguyễn An'], 'type'],
  ];
  for (const [pointer, value, code] of faults) {
    it(`have one fault, ${code}, when ${pointer} is ${JSON.stringify(value)?.slice(0, 30)}`, () => {
      assert.deepEqual(codesOf(answersWith(pointer, value)), [`${pointer} ${code}`]);
    });
  }

  it('cannot reach what JavaScript keeps behind an object', () => {
    const answers: unknown = JSON.parse(`{"__proto__": {"late": true}, ${JSON.stringify(birthAnswers()).slice(1)}`);
    assert.deepEqual(codesOf(answers), ['/__proto__ unknownField']);
  });

  it('accept line breaks where several lines are asked for', () => {
    assert.deepEqual(codesOf({ ...answersWith('/late', true), lateReason: 'Cha mẹ\nđi làm xa' }), []);
  });

  it('accept tax codes that check, and the personal identity number in their place', () => {
    for (const taxCode of ['0100109106', '0301442379', '0100686209', '0101248141', '0300588569', '0100109106-001']) {
      assert.deepEqual(codesOf(answersWith('/contact/taxCode', taxCode)), [], taxCode);
    }
    assert.deepEqual(codesOf(answersWith('/contact/taxCode', '095201000123')), []);
  });

  it('may be typed in decomposed letters: lengths are those of the composed ones', () => {
    const name = 'ễ'.repeat(100).normalize('NFD');
    assert.deepEqual(codesOf(answersWith('/child/fullName', name)), []);
    assert.deepEqual(givenAnswers({ name }), { name: 'ễ'.repeat(100) });
  });

  it('are refused as a whole when they are too deep, too many, too long, or no JSON', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = { child: deep };
    const cycle: Record<string, unknown> = {};
    cycle['child'] = cycle;
    const codes = [
      deep,
      cycle,
      Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1])),
      { child: { fullName: 'x'.repeat(300_000) } },
      { ['x'.repeat(1_000)]: 1 },
      { child: { '\ud83d': 1 } },
      undefined,
      () => 1,
    ].map((answers) => checkAnswers(form, answers).map(({ code }) => code));
    assert.deepEqual(codes, [
      ['tooDeep'],
      ['tooDeep'],
      ['tooLarge'],
      ['tooLarge'],
      ['unknownField'],
      ['unknownField'],
      ['type'],
      ['type'],
    ]);
  });

  it('are answered in the words of the form, in both languages', () => {
    const [name, sex] = checkAnswers(form, {}).filter(({ pointer }) => /fullName|sex/.test(pointer));
    assert.deepEqual(name?.message, {
      vi: 'Vui lòng nhập họ, chữ đệm, tên của trẻ.',
      en: 'Please enter the full name of the child.',
    });
    assert.equal(sex?.message.vi, 'Vui lòng chọn giới tính.');
    const [copies] = checkAnswers(form, answersWith('/copies', 5_000));
    assert.deepEqual(copies?.message, {
      vi: 'Số bản sao không được lớn hơn 1.200.',
      en: 'Number of copies must be no more than 1,200.',
    });
    const [book] = checkAnswers(form, answersWith('/bookNumber', 'x'));
    assert.equal(book?.message.vi, 'Số vào sổ chưa đúng. Ví dụ: 12/2026.');
    const [truthful] = checkAnswers(form, answersWith('/truthful', false));
    assert.equal(truthful?.message.vi, 'Vui lòng đánh dấu vào ô “Tôi cam đoan lời khai là đúng sự thật”.');
  });
});

describe('checking any answers', () => {
  const valueOf = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>('2026-02-28', 'male', '0912345678', 'a@b.vn', '12/2026', true, 3, '31825'),
  );
  const anyAnswers = fc.dictionary(
    fc.constantFrom('child', 'contact', 'late', 'lateReason', 'copies', 'bookNumber', 'truthful', 'other'),
    fc.oneof(
      valueOf,
      fc.dictionary(
        fc.constantFrom('fullName', 'dateOfBirth', 'sex', 'homeCommune', 'phone', 'email', 'taxCode', 'other'),
        valueOf,
      ),
    ),
  );

  it('finds a fault wherever JSON Schema finds one, and never two for one field', () => {
    const schema = new Validator(structuredClone(form.schema), '2020-12');
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const faults = checkAnswers(form, answers);
        assert.equal(new Set(faults.map(({ pointer }) => pointer)).size, faults.length);
        if (!schema.validate(givenAnswers(answers)).valid) assert.notEqual(faults.length, 0);
        for (const { message } of faults) assert.ok(message.vi.endsWith('.') && message.en.endsWith('.'), message.vi);
      }),
      { numRuns: 500, seed: 20260228 },
    );
  });

  it('names exactly the one answer that was taken out of a complete declaration', () => {
    const required = ['/child/fullName', '/child/dateOfBirth', '/child/sex', '/late', '/copies', '/truthful'];
    fc.assert(
      fc.property(fc.constantFrom(...required), (pointer) => {
        assert.deepEqual(codesOf(answersWith(pointer, undefined)), [`${pointer} required`]);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('accepts every date that exists from 1800 to 2200 and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1700, max: 2300 }), fc.nat(14), fc.nat(33), (year, month, day) => {
        const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const instant = new Date(Date.UTC(year, month - 1, day));
        const exists = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day && month >= 1;
        const plausible = exists && year >= 1800 && year <= 2200;
        assert.equal(codesOf(answersWith('/child/dateOfBirth', date)).length === 0, plausible, date);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('finds any one wrong digit in a tax code', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = [...'0100109106'];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        assert.deepEqual(codesOf(answersWith('/contact/taxCode', digits.join(''))), ['/contact/taxCode format']);
      }),
      { numRuns: 90, seed: 3 },
    );
  });

  it('survives field names made of pointer signs', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('~', '/', '%', '#', 'a', ' ', 'ế'), maxLength: 8 }), (key) => {
        const pointer = childPointer('/child', key);
        assert.deepEqual(codesOf(answersWith(pointer, 1)), [`${pointer} unknownField`]);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
