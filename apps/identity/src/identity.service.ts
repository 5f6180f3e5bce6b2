import { fileURLToPath } from 'node:url';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import type { ReadinessCheck } from '@motcua/service-kit/health';
import type { ParkedEvents } from '@motcua/service-kit/parked-events';
import { ServiceGround, type Surroundings } from '@motcua/service-kit/service';
import { AssignmentRow } from './account/assignment.entity.js';
import { CitizenRow } from './account/citizen.entity.js';
import { demonstrationFaults } from './account/demonstration-faults.js';
import { EnrolDemoAccounts } from './account/enrol-demo-accounts.js';
import { FindCitizen } from './account/find-citizen.query.js';
import { FindHolders } from './account/find-holders.query.js';
import { GetContacts } from './account/get-contacts.query.js';
import { GetPeople } from './account/get-people.query.js';
import { OfficerRow } from './account/officer.entity.js';
import { PasswordHashes } from './account/password-hashes.js';
import { AgencySuccessorRow } from './agency/agency-successor.entity.js';
import { AgencyRow } from './agency/agency.entity.js';
import { FindAgencies } from './agency/find-agencies.query.js';
import { PositionRow } from './agency/position.entity.js';
import type { IdentityConfig } from './config.js';
import { identityGrpc } from './identity.grpc.js';
import { DataViewRow } from './data-view/data-view.entity.js';
import { FindMyDataViews } from './data-view/find-my-data-views.query.js';
import { dataViewEffects } from './data-view/keep-data-view.js';
import { SearchDataViews } from './data-view/search-data-views.js';
import { ActivationRow } from './pack/activation.entity.js';
import { ApplyPackAtStart } from './pack/apply-pack-at-start.js';
import { ApplyPack, type AppliedPack } from './pack/apply-pack.js';
import { ImportProcess } from './pack/import-process.js';
import { ShowPackFiles } from './pack/show-pack-files.query.js';
import { StagePack } from './pack/stage-pack.js';
import { ShowProvince } from './province/show-province.query.js';
import { StagedProvince } from './province/staged-province.js';
import { ResolveSession } from './session/resolve-session.query.js';
import { SessionRow } from './session/session.entity.js';
import { ShowProfile } from './session/show-profile.query.js';
import { SignInAttemptRow } from './session/sign-in-attempt.entity.js';
import { SignInAttempts } from './session/sign-in-attempts.js';
import { SignIn } from './session/sign-in.js';
import { SignOut } from './session/sign-out.js';

export const identityEntities = [
  ActivationRow,
  AgencyRow,
  AgencySuccessorRow,
  AssignmentRow,
  CitizenRow,
  DataViewRow,
  OfficerRow,
  PositionRow,
  SessionRow,
  SignInAttemptRow,
];

export const identityMigrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Who people are, where they belong, what they may do; and which province is in force. Constructing it does no I/O. */
export class IdentityService {
  /** What the HTTP door offers. */
  readonly useCases: {
    readonly signIn: SignIn;
    readonly signOut: SignOut;
    readonly showProfile: ShowProfile;
    readonly findAgencies: FindAgencies;
    readonly showProvince: ShowProvince;
    readonly applyPack: ApplyPack;
    readonly importProcess: ImportProcess;
    readonly showPackFiles: ShowPackFiles;
    readonly findMyDataViews: FindMyDataViews;
    readonly searchDataViews: SearchDataViews;
  };
  readonly parkedEvents: ParkedEvents;
  private readonly applyPackAtStart: ApplyPackAtStart;
  private readonly ground: ServiceGround;

  constructor(config: IdentityConfig, surroundings: Surroundings) {
    const ground = new ServiceGround(
      {
        name: 'identity',
        database: config.database,
        migrations: identityMigrations,
        entities: identityEntities,
        topic: topics.identity,
        productionFaults: demonstrationFaults,
      },
      surroundings,
    );
    const { commands, queries, sealer, clock } = ground;
    const packs = ground.packs((stored) => StagedProvince.parse(stored));
    const passwords = new PasswordHashes(config);
    // A whole province may take its time to be read and compiled.
    const deadlines = { stagePack: 60_000 };
    const stagePack = new StagePack(packs, {
      dossier: ground.client('dossier', DossierServiceService, deadlines),
      document: ground.client('document', DocumentServiceService, deadlines),
      notification: ground.client('notification', NotificationServiceService, deadlines),
      reporting: ground.client('reporting', ReportingServiceService, deadlines),
    });
    const demoAccounts = new EnrolDemoAccounts(queries, sealer, passwords);

    const applyPack = new ApplyPack(commands, queries, packs, stagePack, demoAccounts, clock, config);

    this.ground = ground;
    this.applyPackAtStart = new ApplyPackAtStart(queries, applyPack, config);
    this.useCases = {
      signIn: new SignIn(commands, queries, sealer, passwords, new SignInAttempts(commands, sealer), clock, config),
      signOut: new SignOut(commands, clock),
      showProfile: new ShowProfile(queries, sealer, clock),
      findAgencies: new FindAgencies(queries, clock),
      showProvince: new ShowProvince(queries, packs, clock, config),
      applyPack,
      importProcess: new ImportProcess(queries, applyPack),
      showPackFiles: new ShowPackFiles(queries),
      findMyDataViews: new FindMyDataViews(queries, packs, sealer),
      searchDataViews: new SearchDataViews(commands, queries, packs, sealer, clock),
    };
    this.parkedEvents = ground.parkedEvents;
    ground.consumer.on(topics.dossier, dataViewEffects);

    ground.serve(
      IdentityServiceService,
      identityGrpc({
        resolveSession: new ResolveSession(queries, clock, config),
        findCitizen: new FindCitizen(queries, sealer),
        getPeople: new GetPeople(queries, sealer, clock),
        getContacts: new GetContacts(queries, sealer),
        findHolders: new FindHolders(queries, clock),
        ground,
      }),
    );
  }

  get ready(): ReadinessCheck {
    return this.ground.ready;
  }

  migrate(): Promise<void> {
    return this.ground.migrate();
  }

  productionFaults(): Promise<string[]> {
    return this.ground.productionFaults();
  }

  start(): Promise<void> {
    return this.ground.start();
  }

  stop(): Promise<void> {
    return this.ground.stop();
  }

  /**
   * Applies the province that the platform is started with, unless it is in force already. The other services must answer.
   * @param files texts by their path inside the folder of the province
   */
  applyPack(files: ReadonlyMap<string, string>): Promise<AppliedPack> {
    return this.applyPackAtStart.execute(files);
  }
}
