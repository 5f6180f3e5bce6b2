import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { itIsRefusedFor } from './mistake.fixture.js';
import { postponeReorganisation } from './postpone-reorganisation.js';
import { sampleFiles, samplePack, faultsOf } from './sample-province.fixture.js';

const file = 'reorganisations.yaml';
const line = '{ from: so-khoa-hoc-va-cong-nghe-bac-lieu, to: so-khoa-hoc-va-cong-nghe, extent: whole }';

describe('a province with one mistake in its reorganisations', () => {
  itIsRefusedFor([
    [
      'a reorganisation without its legal basis',
      file,
      '    legalBasis: Nghị quyết 202/2025/QH15, Điều 1 khoản 22\n',
      '',
      '- code: sap-nhap',
      /legalBasis is missing/,
    ],
    [
      'an agency that was never there',
      file,
      'to: so-khoa-hoc-va-cong-nghe, extent: whole }',
      'to: so-khoa-hoc-va-cong-nghe, extent: whole }\n      - { from: so-tu-phap-cu, to: so-tu-phap, extent: whole }',
      '{ from: so-tu-phap-cu',
      /no agency so-tu-phap-cu/,
    ],
    [
      'a part that names nothing',
      file,
      line,
      line.replace('whole', 'part'),
      'extent: part',
      /names its communes or its procedures/,
    ],
    [
      'a whole that names communes',
      file,
      line,
      line.replace('whole }', "whole, units: ['31825'] }"),
      "extent: whole, units: ['31825']",
      /without naming/,
    ],
    [
      'a commune that does not exist',
      file,
      line,
      line.replace('whole }', "part, units: ['99999'] }"),
      "'99999'",
      /no administrative unit 99999/,
    ],
    [
      'a whole that goes to two',
      file,
      `      - ${line}`,
      `      - ${line}\n      - { from: so-khoa-hoc-va-cong-nghe-bac-lieu, to: so-tai-chinh, extent: part, procedures: [x] }`,
      line,
      /goes to another agency already/,
    ],
  ]);
});

describe('the reorganisations of the sample province', () => {
  it('are one line from the department of information and communications to the department of science and technology', async () => {
    const { agencies, reorganisations } = await samplePack();
    const line = ['so-thong-tin-va-truyen-thong-bac-lieu'];
    for (const { transfers } of reorganisations.toSorted((a, b) => (a.day < b.day ? -1 : 1)))
      for (const { from, to } of transfers) if (from === line.at(-1)) line.push(to);
    assert.deepEqual(line, [
      'so-thong-tin-va-truyen-thong-bac-lieu',
      'so-van-hoa-thong-tin-the-thao-va-du-lich-bac-lieu',
      'so-khoa-hoc-va-cong-nghe-bac-lieu',
      'so-khoa-hoc-va-cong-nghe',
    ]);
    for (const [index, code] of line.slice(0, -1).entries())
      assert.equal(agencies.find((agency) => agency.code === code)?.successors?.[0]?.code, line[index + 1]);
  });

  it('can be put off: the agencies end and begin on the new day, and the province is right as a whole', async () => {
    const { reorganisations } = await samplePack();
    const plan = reorganisations.find(({ code }) => code === 'sap-xep-so-bac-lieu-2025');
    assert.ok(plan);
    const later = postponeReorganisation(sampleFiles(), plan.code, plan.transfers, '2025-04-01');
    assert.ok(later);
    assert.deepEqual(await faultsOf(later), []);
    const { agencies } = parse(later.get('agencies.yaml') ?? '') as { agencies: Record<string, unknown>[] };
    const dayOf = (code: string, field: string) => agencies.find((agency) => agency['code'] === code)?.[field];
    assert.equal(dayOf('so-van-hoa-thong-tin-the-thao-va-du-lich-bac-lieu', 'validTo'), '2025-04-01');
    assert.equal(dayOf('so-khoa-hoc-va-cong-nghe-bac-lieu', 'validFrom'), '2025-04-01');
    assert.match(later.get('agencies.yaml') ?? '', /# Cà Mau since 1 July 2025\./);
  });
});
