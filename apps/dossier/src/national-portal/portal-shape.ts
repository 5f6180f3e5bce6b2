import { z } from 'zod';

/** Where something stands in the portal's JSON: names with dots between them. */
const Path = (usual: string) =>
  z
    .string()
    .regex(/^[^.\s]+(\.[^.\s]+)*$/)
    .default(usual);
const Name = (usual: string) =>
  z
    .string()
    .regex(/^[^.\s]+$/)
    .default(usual);

/** `{number}` and the like are filled in. */
const Address = (usual: string) => z.string().startsWith('/').default(usual);

/** The ten states as the portal writes them, by ours. */
const States = z
  .strictObject({
    1: z.string().default('1'),
    2: z.string().default('2'),
    3: z.string().default('3'),
    4: z.string().default('4'),
    5: z.string().default('5'),
    6: z.string().default('6'),
    7: z.string().default('7'),
    8: z.string().default('8'),
    9: z.string().default('9'),
    10: z.string().default('10'),
  })
  .prefault({});

/**
 * How the portal says things: addresses, names of fields and codes. They change by message version, and none is in force for ever, so all
 * are configuration; what is given here is what the stand-in speaks.
 */
export const PortalShape = z.strictObject({
  addresses: z
    .strictObject({
      arrivals: Address('/dossiers?limit={limit}'),
      received: Address('/dossiers/{number}/received'),
      states: Address('/dossiers/{number}/states'),
      standings: Address('/standings?after={after}&limit={limit}'),
      /** `false` where the portal has no such queue: citizens supplement and withdraw here, or at a counter. */
      followUps: z
        .union([z.literal(false), Address('/follow-ups?limit={limit}')])
        .prefault('/follow-ups?limit={limit}'),
      followUpReceived: Address('/follow-ups/{number}/received'),
      outcomes: Address('/follow-ups/{number}/outcome'),
    })
    .prefault({}),
  /** Of what it hands over. */
  arrival: z
    .strictObject({
      items: Path('items'),
      number: Path('number'),
      receivedAt: Path('receivedAt'),
      procedureCode: Path('procedureCode'),
      competentAgency: Path('competentAgency'),
      /** The counter that takes it in; the competent agency's own where the portal names none. */
      intakeAgency: Path('intakeAgency'),
      fullName: Path('submitter.fullName'),
      identityNumber: Path('submitter.identityNumber'),
      phone: Path('submitter.phone'),
      email: Path('submitter.email'),
      address: Path('submitter.address'),
      answers: Path('answers'),
      components: Path('components'),
      componentCode: Path('code'),
      componentFiles: Path('files'),
      fileName: Path('name'),
      fileLocation: Path('location'),
      fileMediaType: Path('mediaType'),
    })
    .prefault({}),
  /** Of what a citizen says there later: a supplement, or a withdrawal. */
  followUp: z
    .strictObject({
      items: Path('items'),
      number: Path('number'),
      dossierNumber: Path('dossierNumber'),
      kind: Path('kind'),
      givenAt: Path('givenAt'),
      /** The id by which the portal was told of the request. */
      request: Path('request'),
      note: Path('note'),
      components: Path('components'),
      componentCode: Path('code'),
      componentFiles: Path('files'),
      fileName: Path('name'),
      fileLocation: Path('location'),
      fileMediaType: Path('mediaType'),
      /** Fields of the declaration that are put right. */
      answers: Path('answers'),
    })
    .prefault({}),
  kinds: z
    .strictObject({
      supplement: z.string().default('supplement'),
      withdrawal: z.string().default('withdrawal'),
    })
    .prefault({}),
  /** Of what it is told came of that. */
  outcome: z
    .strictObject({
      taken: Name('taken'),
      at: Name('at'),
      problem: Name('problem'),
      reason: Name('reason'),
    })
    .prefault({}),
  /** Of a state that it is told. */
  state: z
    .strictObject({
      sequence: Name('sequence'),
      state: Name('state'),
      at: Name('at'),
      eventId: Name('eventId'),
      code: Name('code'),
      trackingNumber: Name('trackingNumber'),
      dueAt: Name('dueAt'),
      /** What the citizen is asked to bring, with the state that says so. */
      request: Name('request'),
    })
    .prefault({}),
  request: z
    .strictObject({
      id: Name('id'),
      lapsesAt: Name('lapsesAt'),
      reason: Name('reason'),
      items: Name('items'),
      componentCode: Name('componentCode'),
      note: Name('note'),
      legalBasis: Name('legalBasis'),
      /** JSON pointers of the fields of the declaration that are to be put right. */
      fields: Name('fields'),
    })
    .prefault({}),
  /** Of what it says that it knows. */
  standing: z
    .strictObject({
      items: Path('items'),
      next: Path('next'),
      number: Path('number'),
      sequence: Path('sequence'),
      state: Path('state'),
    })
    .prefault({}),
  states: States,
  /** Our codes by the portal's, where they are not the same; an agency's electronic identifier needs no entry. */
  agencies: z.record(z.string(), z.string()).default({}),
  procedures: z.record(z.string(), z.string()).default({}),
});
export type PortalShape = z.infer<typeof PortalShape>;

/** What stands at a path; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Object.entries(found).find(([key]) => key === name)?.[1];
  }
  return found;
}

/** Ours → the portal's, by the number of the state. */
export function codesOf({ states }: PortalShape): string[] {
  return ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const).map((state) => states[state]);
}
