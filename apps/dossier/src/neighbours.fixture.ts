import { randomUUID } from 'node:crypto';
import {
  DocumentServiceService,
  type FetchPortalFileRequest,
  type FetchPortalFileResponse,
  type FileMetadata,
} from '@motcua/contracts/document/v1/document';
import { IdentityServiceService, type DataView } from '@motcua/contracts/identity/v1/identity';
import type { PackParts } from '@motcua/pack';
import { type Caller, type Role } from '@motcua/service-kit/caller';
import { NotFound, TemporarilyUnavailable } from '@motcua/service-kit/errors';
import type { GrpcServer } from '@motcua/service-kit/grpc';

interface Person {
  readonly subjectId: string;
  readonly displayName: string;
}

const never = { policy: 'service', handle: () => Promise.reject(new NotFound()) } as const;
const noEvents = { policy: 'service', stream: () => nothing() } as const;

/** The demonstration accounts, as identity tells of them. */
export class People {
  private readonly officers = new Map<string, Caller & Person>();
  private readonly citizens = new Map<string, Person & { readonly email: string }>();
  /** Identity does not answer. */
  down = false;

  constructor(part: PackParts['identity']) {
    for (const { username, fullName, assignments } of part.demo?.officers ?? []) {
      const positions = assignments.map(({ agency, position }) => ({
        agencyCode: agency,
        positionCode: position,
        roles: part.positions.find(({ code }) => code === position)?.roles ?? [],
      }));
      this.addOfficer(username, fullName, positions, subtreeOf(part, positions));
    }
    for (const { identityNumber, fullName } of part.demo?.citizens ?? []) {
      const email = `${identityNumber}@example.vn`;
      this.citizens.set(identityNumber, { subjectId: randomUUID(), displayName: fullName, email });
    }
  }

  /** Looks at somebody's data, by `<id of the person> <id of the look>`. */
  readonly dataViews = new Map<string, DataView>();

  addOfficer(
    username: string,
    displayName: string,
    positions: Caller['positions'],
    agencyCodes: readonly string[],
  ): Caller {
    const officer = { ...callerOf('officer', randomUUID()), positions, agencyCodes, displayName };
    this.officers.set(username, officer);
    return officer;
  }

  /** A colleague of an officer: another person in the same positions. */
  colleagueOf(username: string, displayName: string): Caller {
    const { positions, agencyCodes } = this.officer(username);
    return this.addOfficer(`${username}-${displayName}`, displayName, positions, agencyCodes);
  }

  officer(username: string): Caller {
    const officer = this.officers.get(username);
    if (!officer) throw new Error(`no officer ${username}`);
    return officer;
  }

  /** The account of somebody who holds one of some positions, each as `<agency>/<position>`. */
  holderOf(positions: readonly string[]): string {
    for (const [username, officer] of this.officers) {
      if (officer.positions.some((held) => positions.includes(`${held.agencyCode}/${held.positionCode}`)))
        return username;
    }
    throw new Error(`nobody is ${positions.join(' or ')}`);
  }

  nameOf(username: string): string {
    return this.officers.get(username)?.displayName ?? '';
  }

  citizen(identityNumber: string): Caller {
    return callerOf('citizen', this.citizens.get(identityNumber)?.subjectId ?? randomUUID());
  }

  addTo(grpc: GrpcServer): void {
    const answer = <T>(value: () => T): Promise<T> =>
      this.down ? Promise.reject(new TemporarilyUnavailable()) : Promise.resolve(value());
    const known = (ids: readonly string[]) =>
      [...this.officers.values(), ...this.citizens.values()].filter(({ subjectId }) => ids.includes(subjectId));
    grpc.add(IdentityServiceService, {
      getTokenKeys: never,
      resolveSession: never,
      findHolders: {
        policy: 'service',
        handle: ({ positions }) =>
          answer(() => {
            const holders = [...this.officers.values()].filter((officer) =>
              officer.positions.some((held) => positions.includes(`${held.agencyCode}/${held.positionCode}`)),
            );
            return { officerIds: holders.map(({ subjectId }) => subjectId) };
          }),
      },
      getDataView: {
        policy: 'service',
        handle: ({ dataViewId, subjectId }) =>
          answer(() => {
            const dataView = this.dataViews.get(`${subjectId} ${dataViewId}`);
            return dataView ? { dataView } : {};
          }),
      },
      findCitizen: {
        policy: 'service',
        handle: ({ identityNumber }) => answer(() => ({ citizenId: this.citizens.get(identityNumber)?.subjectId })),
      },
      getPeople: {
        policy: 'service',
        handle: ({ subjectIds }) =>
          answer(() => ({
            people: known(subjectIds).map((person) => ({
              subjectId: person.subjectId,
              displayName: person.displayName,
              positions:
                'positions' in person ? person.positions.map((held) => ({ ...held, roles: [...held.roles] })) : [],
            })),
          })),
      },
      getContacts: {
        policy: 'service',
        handle: ({ subjectIds }) =>
          answer(() => {
            const found = [...this.citizens.values()].filter(({ subjectId }) => subjectIds.includes(subjectId));
            return { contacts: found.map((person) => ({ ...person, language: 'vi' })) };
          }),
      },
      readEvents: noEvents,
    });
  }
}

/** Files that were uploaded and belong to no dossier yet; they stay so, as claims come later by an event. */
export class UploadedFiles {
  private readonly files = new Map<string, { readonly ownerId: string; readonly file: FileMetadata }>();

  upload(owner: Caller, name = 'Giấy tờ.pdf'): FileMetadata {
    const file = { id: randomUUID(), name, size: 1234, mediaType: 'application/pdf', sha256: 'ab'.repeat(32) };
    this.files.set(file.id, { ownerId: owner.subjectId, file });
    return file;
  }

  /** What fetching a file from the national portal comes to; the file that is named, when nothing is set. */
  fromPortal: ((request: FetchPortalFileRequest) => Partial<FetchPortalFileResponse>) | undefined;

  private fetchFromPortal(request: FetchPortalFileRequest): FetchPortalFileResponse {
    const nothing = { file: undefined, refusedAs: undefined, unavailable: undefined };
    if (this.fromPortal) return { ...nothing, ...this.fromPortal(request) };
    return { ...nothing, file: this.upload(callerOf('citizen', request.ownerId), request.name) };
  }

  addTo(grpc: GrpcServer): void {
    grpc.add(DocumentServiceService, {
      stagePack: never,
      fetchPortalFile: { policy: 'service', handle: (request) => Promise.resolve(this.fetchFromPortal(request)) },
      getUnclaimedFiles: {
        policy: 'caller',
        handle: ({ fileIds }, caller) => {
          const found = fileIds.flatMap((id) => this.files.get(id) ?? []);
          return Promise.resolve({
            files: found.filter(({ ownerId }) => ownerId === caller.subjectId).map(({ file }) => file),
          });
        },
      },
      readEvents: noEvents,
    });
  }
}

export function callerOf(kind: 'citizen' | 'officer', subjectId: string): Caller & { readonly subjectId: string } {
  return {
    subjectId,
    kind,
    positions: [],
    agencyCodes: [],
    language: 'vi',
    expiresAt: new Date('2100-01-01T00:00:00Z'),
  };
}

/** A command that is repeated carries the same key and the same hash of its body. */
export function repeated(caller: Caller, key: string, requestHash = 'the same'): Caller {
  return { ...caller, idempotency: { key, requestHash } };
}

/** Own agencies, with all below for those who oversee. */
function subtreeOf({ agencies }: PackParts['identity'], positions: Caller['positions']): string[] {
  const codes = new Set(positions.map(({ agencyCode }) => agencyCode));
  const oversees: Role = 'oversee';
  if (!positions.some(({ roles }) => roles.includes(oversees))) return [...codes];
  for (let size = 0; size !== codes.size;) {
    size = codes.size;
    for (const { code, parent } of agencies) if (parent !== undefined && codes.has(parent)) codes.add(code);
  }
  return [...codes];
}

async function* nothing(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}
