import { z } from 'zod';
import { inForce } from '@motcua/pack';
import type { Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import type { Clock } from '@motcua/service-kit/service';
import { Text } from '../bilingual-text.js';
import { civilDayOf } from '../civil-day.js';
import type { StagedProvince } from './staged-province.js';

export const DemoAccount = z
  .object({ identifier: z.string(), password: z.string(), displayName: z.string(), note: Text })
  .meta({ id: 'DemoAccount' });
export type DemoAccount = z.infer<typeof DemoAccount>;

export const ProvinceView = z
  .object({
    code: z.string(),
    name: Text,
    brand: z.object({ color: z.string(), colorStrong: z.string() }),
    demo: z.boolean(),
    demoAccounts: z.array(DemoAccount).optional(),
    packHash: z.string().meta({ description: 'SHA-256 of the province in force, hexadecimal' }),
  })
  .meta({ id: 'Province' });
export type ProvinceView = z.infer<typeof ProvinceView>;

const citizenNote: Text = { vi: 'Công dân', en: 'Citizen' };

/**
 * The province in force, as everybody may see it; with the invented accounts and their password in demonstration mode alone.
 * @throws ProvinceNotReady (503) before the first activation
 */
export class ShowProvince {
  constructor(
    private readonly queries: Queries,
    private readonly packs: Packs<StagedProvince>,
    private readonly clock: Clock,
    private readonly config: { readonly demo: boolean },
  ) {}

  async execute(): Promise<ProvinceView> {
    const { hash, part } = await this.packs.inForce({
      query: <Row>(text: string, values?: readonly unknown[]) => this.queries.read<Row>(text, values),
    });
    const { code, name, brand } = part.province;
    return {
      code,
      name,
      brand: { color: brand.primary, colorStrong: brand.strong },
      demo: this.config.demo,
      ...(this.config.demo && { demoAccounts: demoAccounts(part, civilDayOf(this.clock.now())) }),
      packHash: hash,
    };
  }
}

function demoAccounts({ demo, agencies, positions }: StagedProvince, today: string): DemoAccount[] {
  if (!demo) return [];
  const { password } = demo;
  const noteOf = (assignment: { agency: string; position: string }): Text | undefined => {
    const agency = inForce(
      agencies.filter(({ code }) => code === assignment.agency),
      today,
    );
    const position = positions.find(({ code }) => code === assignment.position);
    return (
      agency &&
      position && { vi: `${position.title.vi}, ${agency.name.vi}`, en: `${position.title.en}, ${agency.name.en}` }
    );
  };
  return [
    ...demo.officers.map(({ username, fullName, assignments }) => {
      const notes = assignments.map(noteOf).filter((note) => note !== undefined);
      const note = { vi: notes.map(({ vi }) => vi).join('; '), en: notes.map(({ en }) => en).join('; ') };
      return { identifier: username, password, displayName: fullName, note };
    }),
    ...demo.citizens.map(({ identityNumber, fullName }) => ({
      identifier: identityNumber,
      password,
      displayName: fullName,
      note: citizenNote,
    })),
  ];
}
