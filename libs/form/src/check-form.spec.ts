import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { birthDeclaration } from './birth-declaration.fixture.js';
import { checkForm } from './check-form.js';
import { isRecord, pointerSteps } from './json-pointer.js';
import { isVisible } from './visible-fields.js';

/** The declaration with the value at a pointer replaced; `undefined` takes it out. */
function formWith(pointer: string, value: unknown): unknown {
  const form: unknown = birthDeclaration();
  const steps = pointerSteps(pointer);
  const last = steps.pop() ?? '';
  let part = form;
  for (const step of steps) part = Array.isArray(part) ? part[Number(step)] : isRecord(part) ? part[step] : undefined;
  if (Array.isArray(part)) part.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  else if (isRecord(part)) {
    if (value === undefined) delete part[last];
    else part[last] = value;
  }
  return form;
}

describe('a form definition', () => {
  it('has no faults when it is right', () => {
    assert.deepEqual(checkForm(birthDeclaration()), []);
  });

  const name = '/schema/properties/child/properties/fullName';
  const nameField = '/layout/0/fields/0';
  const faults: [what: string, pointer: string, value: unknown, at: string, reason: RegExp][] = [
    ['an unknown part', '/color', 'red', '/color', /not known/],
    ['no layout', '/layout', undefined, '', /"layout" is missing/],
    ['another draft', '/schema/$schema', 'http://json-schema.org/draft-07/schema#', '/schema/$schema', /2020-12/],
    ['an open group', '/schema/additionalProperties', true, '/schema/additionalProperties', /closed/],
    ['a reference', `${name}/$ref`, '#/x', `${name}/$ref`, /not known here/],
    ['a list as answer', name, { type: 'array' }, name, /type must be one of/],
    ['a text without limit', `${name}/maxLength`, undefined, name, /needs "maxLength"/],
    ['a huge text', `${name}/maxLength`, 1e6, `${name}/maxLength`, /at most/],
    ['limits the wrong way round', `${name}/minLength`, 200, `${name}/minLength`, /greater than/],
    ['an unknown format', `${name}/format`, 'cmnd', `${name}/format`, /not known/],
    ['a broken pattern', `${name}/pattern`, '(', `${name}/pattern`, /no regular expression/],
    ['a pattern that may run for ever', `${name}/pattern`, '^(a+)+$', `${name}/pattern`, /for ever/],
    ['a number without bounds', '/schema/properties/copies/maximum', undefined, '/schema/properties/copies', /maximum/],
    ['a missing property', '/schema/required/0', 'kid', '/schema/required/0', /no property/],
    [
      'a condition on nothing',
      '/schema/allOf/0/if/properties/early',
      { const: true },
      '/schema/allOf/0/if/properties/early',
      /no property/,
    ],
    [
      'a condition that can never hold',
      '/schema/allOf/0/if/properties/late/const',
      'yes',
      '/schema/allOf/0/if/properties/late',
      /never be/,
    ],
    [
      'a condition that holds by silence',
      '/schema/allOf/0/if/required',
      undefined,
      '/schema/allOf/0/if',
      /also require/,
    ],
    ['a field for nothing', `${nameField}/pointer`, '/child/name', `${nameField}/pointer`, /no answer/],
    ['a field for a group', `${nameField}/pointer`, '/child', `${nameField}/pointer`, /no answer/],
    ['a field twice', `${nameField}/pointer`, '/child/sex', '/layout/0/fields/2/pointer', /twice/],
    ['a needed answer that is not asked for', nameField, undefined, '/layout', /"\/child\/fullName" is required/],
    [
      'a needed answer that may be hidden',
      `${nameField}/visibleWhen`,
      { pointer: '/late', equals: true },
      '/layout',
      /not always visible/,
    ],
    ['a label in one language', `${nameField}/label/en`, undefined, `${nameField}/label`, /"vi" and "en"/],
    ['a blank label', `${nameField}/label/vi`, ' ', `${nameField}/label`, /blank/],
    ['a misspelt key', `${nameField}/requird`, true, `${nameField}/requird`, /not known here/],
    ['an unknown widget', `${nameField}/widget`, 'slider', `${nameField}/widget`, /not known/],
    ['a widget for other answers', `${nameField}/widget`, 'number', `${nameField}/widget`, /needs an answer/],
    ['a date widget without the format', `${nameField}/widget`, 'date', `${nameField}/widget`, /format date/],
    ['a choice without options', '/layout/0/fields/2/options', undefined, '/layout/0/fields/2', /needs "options"/],
    ['too few options', '/layout/0/fields/2/options/1', undefined, '/layout/0/fields/2/options', /no option offers/],
    ['an option too many', '/layout/0/fields/2/options/1/value', 'x', '/layout/0/fields/2/options/1', /does not allow/],
    [
      'a field that depends on nothing',
      '/layout/1/fields/5/visibleWhen/pointer',
      '/early',
      '/layout/1/fields/5/visibleWhen',
      /no field asks/,
    ],
    [
      'a field that can never be seen',
      '/layout/1/fields/5/visibleWhen/equals',
      'yes',
      '/layout/1/fields/5/visibleWhen',
      /never be/,
    ],
  ];
  for (const [what, pointer, value, at, reason] of faults) {
    it(`is refused for ${what}`, () => {
      const found = checkForm(formWith(pointer, value));
      assert.ok(
        found.some((fault) => fault.pointer === at && reason.test(fault.reason.en)),
        JSON.stringify(found),
      );
    });
  }

  it('is refused, never the cause of an exception, whatever it is', () => {
    const pointers = [
      name,
      nameField,
      '/schema',
      '/layout',
      '/schema/allOf/0',
      '/layout/0',
      '/schema/properties/child',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...pointers), fc.jsonValue(), (pointer, value) => {
        assert.notDeepEqual(checkForm(formWith(pointer, value)), []);
      }),
      { numRuns: 300, seed: 11 },
    );
    let deep: unknown = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = { properties: { a: deep } };
    assert.match(checkForm({ schema: deep, layout: [] })[0]?.reason.en ?? '', /nested/);
  });
});

describe('a field that depends on another', () => {
  it('is shown only when the other has the given answer', () => {
    const field = birthDeclaration().layout[1]?.fields.find(({ pointer }) => pointer === '/lateReason');
    assert.ok(field);
    assert.equal(isVisible(field, { late: true }), true);
    assert.equal(isVisible(field, { late: false }), false);
    assert.equal(isVisible(field, {}), false);
  });
});
