import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { permissionsOf, type Caller, type Role } from '@motcua/service-kit/caller';
import { Forbidden, NotFound } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { ReadDossier } from '../dossier/read-dossier.js';
import type { DossierGround } from '../dossier-ground.js';
import { stepShown, type Rules } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import { doneBy, heldPositions } from '../task/locked-task.js';
import { taskObstacle } from '../turn/allowed-turns.js';
import { relationsOf, turnFacts } from '../turn/locked-dossier.js';
import type { AccessExplanation } from './access.schemas.js';
import { explainSight, explainStep, explainTurns } from './explain-access.js';

/** What of a caller decides: the same of somebody who does not call. */
type Person = Pick<Caller, 'subjectId' | 'kind' | 'positions' | 'agencyCodes'>;

interface Traces {
  /** Those that have to do with the dossier. */
  readonly agencies: readonly string[];
  /** Steps that the person has done. */
  readonly done: readonly string[];
  /** Another part of the same whole lies with an agency of the person. */
  readonly related: boolean;
}

const roles: ReadonlySet<string> = new Set<Role>(['intake', 'process', 'approve', 'oversee', 'administer']);

/** Tells why somebody may see and do what with a dossier: to themselves, and of officers to those who oversee or administer. */
export class ReadAccess {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
    private readonly readDossier: ReadDossier,
  ) {}

  /**
   * @throws NotFound (404) for dossiers that the caller does not see, and officers that there are not
   * @throws Forbidden (403) of somebody else, without overseeing or administering
   */
  async execute(caller: Caller, dossierId: string, officerId?: string): Promise<AccessExplanation> {
    const { packs, queries, clock, paysOnline } = this.ground;
    const row = await this.readDossier.row(caller, dossierId);
    const rules = await rulesOf(packs, queries, row);
    const now = clock.now();
    const person =
      officerId === undefined || officerId === caller.subjectId
        ? caller
        : await this.findOfficer(caller, officerId, (await packs.inForce(queries)).part, now);
    const held = heldPositions(person);
    const holdsOne = (candidates: readonly string[]) => candidates.some((position) => held.includes(position));
    const works = row.tasks.some(({ kind, candidates }) => kind !== 'consult' && holdsOne(candidates));
    const { agencies, done, related } = await this.traces(dossierId, person);
    const agency = (code: string) => ({ code, name: rules.agencyName(code, row.submitted_at) });
    const { definition } = rules.procedureOf(row);
    return {
      sees: mutable(
        explainSight({
          kind: person.kind,
          isHolder: person.kind === 'citizen' && row.citizen_id === person.subjectId,
          scope: person.agencyCodes,
          intakeAgency: agency(row.intake_agency_code),
          competentAgency: agency(row.competent_agency_code),
          agencies,
          isRelated: related,
        }),
      ),
      turns: explainTurns(relationsOf(person, { ...row, works }), turnFacts(row, rules, now, paysOnline)).map(
        ({ turn, ...explained }) => ({ turn, ...mutable(explained) }),
      ),
      steps: row.tasks.map((task) => {
        const step = stepShown(definition, task.element_id);
        const explained = explainStep({
          positions: task.candidates.map((candidate) => rules.positionTitle(candidate.split('/')[1] ?? '')),
          holdsOne: holdsOne(task.candidates),
          isClaimedByAnother: task.claimed_by !== null && task.claimed_by !== person.subjectId,
          notBy: step.notBy,
          doneByPerson: done,
          obstacle: taskObstacle({
            pausedGrounds: row.paused_grounds,
            feeState: row.fee_state,
            feeFirst: definition.feeDue,
            kind: task.kind,
            decision: row.decision,
          }),
        });
        return { taskId: task.task_id, elementId: task.element_id, name: step.name, ...mutable(explained) };
      }),
    };
  }

  private async findOfficer(caller: Caller, officerId: string, rules: Rules, now: Date): Promise<Person> {
    const may = permissionsOf(caller);
    if (!may.has('dossier.oversee') && !may.has('province.administer')) throw new Forbidden();
    const { people } = await this.identity.getPeople({ subjectIds: [officerId] });
    const [person] = people;
    if (!person || person.positions.length === 0) throw new NotFound();
    const positions = person.positions.map((position) => ({ ...position, roles: position.roles.filter(isRole) }));
    return { subjectId: officerId, kind: 'officer', positions, agencyCodes: scopeOf(positions, rules, now) };
  }

  /** What a dossier has to do with somebody. */
  private async traces(dossierId: string, { subjectId, agencyCodes }: Person): Promise<Traces> {
    const [row] = await this.ground.queries.read<Traces>(
      `select array(select agency_code from dossier_agency where dossier_id = d.id) as agencies, ${doneBy('$2')} as done,
              exists (select from dossier r where (r.parent_id = d.id or r.id = d.parent_id)
                and (r.competent_agency_code = any ($3::text[]) or r.intake_agency_code = any ($3::text[]))) as related
         from dossier d where d.id = $1`,
      [dossierId, subjectId, agencyCodes],
    );
    if (!row) throw new NotFound();
    return row;
  }
}

function isRole(role: string): role is Role {
  return roles.has(role);
}

/** The agencies of the positions and, below those that they oversee, every one in force: as identity says it of who has signed in. */
function scopeOf(positions: Caller['positions'], rules: Rules, now: Date): string[] {
  const scope = new Set(positions.map(({ agencyCode }) => agencyCode));
  const overseen = positions.flatMap((held) => (held.roles.includes('oversee') ? [held.agencyCode] : []));
  const agencies = rules.agenciesOn(now);
  for (const above of overseen) {
    for (const { code } of agencies.filter(({ parent }) => parent === above)) {
      if (!scope.has(code)) overseen.push(code);
      scope.add(code);
    }
  }
  return [...scope];
}

function mutable<Line>({ allowed, lines }: { readonly allowed: boolean; readonly lines: readonly Line[] }) {
  return { allowed, lines: lines.map((line) => ({ ...line })) };
}
