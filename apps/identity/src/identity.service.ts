import { fileURLToPath } from 'node:url';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import type { ReadinessCheck } from '@motcua/service-kit/health';
import type { HeldDataOfService } from '@motcua/service-kit/held-data';
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
import { ShowAgencyHistory } from './agency/show-agency-history.query.js';
import { PositionRow } from './agency/position.entity.js';
import type { IdentityConfig } from './config.js';
import { identityGrpc } from './identity.grpc.js';
import { AnnounceExpiry } from './api-client/announce-expiry.js';
import { ApiClients } from './api-client/api-clients.query.js';
import { ManageApiClients } from './api-client/manage-api-clients.js';
import { FindAccount } from './openid/find-account.query.js';
import { Interact } from './openid/interact.js';
import { openidFormPaths } from './openid/openid-addresses.js';
import { Openid } from './openid/openid.js';
import { SendLogouts } from './openid/send-logouts.js';
import { SigningKeys } from './openid/signing-keys.js';
import { DataViewRow } from './data-view/data-view.entity.js';
import { FindMyDataViews } from './data-view/find-my-data-views.query.js';
import { GetDataView } from './data-view/get-data-view.query.js';
import { dataViewEffects } from './data-view/keep-data-view.js';
import { SearchDataViews } from './data-view/search-data-views.js';
import { ActivationRow } from './pack/activation.entity.js';
import { ApplyPackAtStart } from './pack/apply-pack-at-start.js';
import { ApplyPack, type AppliedPack } from './pack/apply-pack.js';
import { ImportProcess } from './pack/import-process.js';
import { ShowPackFiles } from './pack/show-pack-files.query.js';
import { StagePack } from './pack/stage-pack.js';
import { EndOwnSessions } from './my-account/end-own-sessions.js';
import { SetPreferences } from './my-account/set-preferences.js';
import { ShowAccount } from './my-account/show-account.query.js';
import { ActivateOfficer } from './officer/activate-officer.js';
import { ChangeOfficer } from './officer/change-officer.js';
import { CreateOfficer } from './officer/create-officer.js';
import { FirstAdministrator } from './officer/first-administrator.js';
import { InviteOfficer } from './officer/invite-officer.js';
import { Officers } from './officer/officers.query.js';
import { BreachedPasswords } from './password/breached-passwords.js';
import { ChangePassword } from './password/change-password.js';
import { KnownPassword } from './password/known-password.js';
import { ShowProvince } from './province/show-province.query.js';
import { StagedProvince } from './province/staged-province.js';
import { ListReorganisations } from './reorganisation/list-reorganisations.query.js';
import { PostponeReorganisation } from './reorganisation/postpone-reorganisation.js';
import { Reorganise } from './reorganisation/reorganise.js';
import { DemandedFactor } from './second-factor/demanded-factor.js';
import { EnrolPasskey } from './second-factor/enrol-passkey.js';
import { EnrolTotp } from './second-factor/enrol-totp.js';
import { PasskeyRow } from './second-factor/passkey.entity.js';
import { ProveSecondFactor } from './second-factor/prove-second-factor.js';
import { RecoveryCodeRow } from './second-factor/recovery-code.entity.js';
import { RemoveFactor } from './second-factor/remove-factor.js';
import { ResetSecondFactor } from './second-factor/reset-second-factor.js';
import { TotpRow } from './second-factor/totp.entity.js';
import { ResolveSession } from './session/resolve-session.query.js';
import { SessionRow } from './session/session.entity.js';
import { ShowProfile } from './session/show-profile.query.js';
import { SignInAttemptRow } from './session/sign-in-attempt.entity.js';
import { SignInAttempts } from './session/sign-in-attempts.js';
import { SignIn } from './session/sign-in.js';
import { SignOut } from './session/sign-out.js';
import { heldData } from './held-data.js';

export const identityEntities = [
  ActivationRow,
  AgencyRow,
  AgencySuccessorRow,
  AssignmentRow,
  CitizenRow,
  DataViewRow,
  OfficerRow,
  PasskeyRow,
  PositionRow,
  RecoveryCodeRow,
  SessionRow,
  SignInAttemptRow,
  TotpRow,
];

/** Who tells applications of sign-outs; a number of its own among the locks of this database. */
const openidLock = 7_219_005;
/** Who announces that keys of systems run out. */
const apiClientsLock = 7_219_006;

export const identityMigrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Who people are, where they belong, what they may do; and which province is in force. Constructing it does no I/O. */
export class IdentityService {
  /** What the HTTP door offers. */
  readonly useCases: {
    readonly signIn: SignIn;
    readonly signOut: SignOut;
    readonly showProfile: ShowProfile;
    readonly proveSecondFactor: ProveSecondFactor;
    readonly enrolTotp: EnrolTotp;
    readonly enrolPasskey: EnrolPasskey;
    readonly removeFactor: RemoveFactor;
    readonly showAccount: ShowAccount;
    readonly endOwnSessions: EndOwnSessions;
    readonly setPreferences: SetPreferences;
    readonly changePassword: ChangePassword;
    readonly findAgencies: FindAgencies;
    readonly showAgencyHistory: ShowAgencyHistory;
    readonly showProvince: ShowProvince;
    readonly applyPack: ApplyPack;
    readonly importProcess: ImportProcess;
    readonly showPackFiles: ShowPackFiles;
    readonly listReorganisations: ListReorganisations;
    readonly postponeReorganisation: PostponeReorganisation;
    readonly openid: Openid;
    readonly interact: Interact;
    readonly findMyDataViews: FindMyDataViews;
    readonly searchDataViews: SearchDataViews;
    readonly apiClients: ApiClients;
    readonly manageApiClients: ManageApiClients;
    readonly officers: Officers;
    readonly createOfficer: CreateOfficer;
    readonly changeOfficer: ChangeOfficer;
    readonly inviteOfficer: InviteOfficer;
    readonly activateOfficer: ActivateOfficer;
  };
  static readonly rawBodyPaths: readonly string[] = openidFormPaths;
  private readonly signingKeys: SigningKeys;
  private readonly openid: Openid;
  /** For operators; no door offers these. */
  readonly resetSecondFactor: ResetSecondFactor;
  readonly firstAdministrator: FirstAdministrator;
  readonly announceExpiry: AnnounceExpiry;
  readonly parkedEvents: ParkedEvents;
  readonly heldData: HeldDataOfService;
  private readonly applyPackAtStart: ApplyPackAtStart;
  private readonly ground: ServiceGround;

  constructor(config: IdentityConfig, surroundings: Surroundings) {
    const ground = new ServiceGround(
      {
        name: 'identity',
        database: config.database,
        migrations: identityMigrations,
        entities: identityEntities,
        heldData,
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

    const attempts = new SignInAttempts(commands, sealer);
    const demanded = new DemandedFactor(queries, packs);
    const known = new KnownPassword(queries, passwords, attempts);
    const breached = new BreachedPasswords(config);
    const dossiers = ground.client('dossier', DossierServiceService);
    const applyPack = new ApplyPack(commands, queries, packs, stagePack, demoAccounts, dossiers, clock, config);
    const reorganise = new Reorganise(commands, queries, clock, ground.log);
    ground.lead('reorganisations', 7_702_930, () => reorganise.execute());

    const signingKeys = new SigningKeys(commands, queries, sealer, clock, config);
    const apiClients = new ApiClients(queries, clock);
    this.announceExpiry = new AnnounceExpiry(commands, clock);
    ground.lead('api-clients', apiClientsLock, () => this.announceExpiry.execute());
    const openid = new Openid(config, ground, signingKeys, new FindAccount(queries, sealer, clock, config), apiClients);
    const { publicUrl } = config;
    if (publicUrl !== undefined) {
      const clients = () => openid.findClients();
      const sendLogouts = new SendLogouts(queries, signingKeys, clients, publicUrl, ground.log);
      ground.lead('openid', openidLock, () => sendLogouts.execute());
    }

    this.ground = ground;
    this.resetSecondFactor = new ResetSecondFactor(commands, clock);
    this.firstAdministrator = new FirstAdministrator(commands, sealer, clock);
    this.signingKeys = signingKeys;
    this.openid = openid;
    this.applyPackAtStart = new ApplyPackAtStart(queries, applyPack, config);
    this.useCases = {
      signIn: new SignIn(commands, queries, sealer, passwords, attempts, demanded, clock, config),
      signOut: new SignOut(commands, clock),
      showProfile: new ShowProfile(queries, sealer, clock),
      proveSecondFactor: new ProveSecondFactor(commands, queries, sealer, attempts, clock, config),
      enrolTotp: new EnrolTotp(commands, queries, sealer, clock, config),
      enrolPasskey: new EnrolPasskey(commands, queries, sealer, clock, config),
      removeFactor: new RemoveFactor(commands, known, demanded, sealer, clock),
      showAccount: new ShowAccount(queries, demanded, clock, config),
      endOwnSessions: new EndOwnSessions(commands, clock),
      setPreferences: new SetPreferences(commands, clock),
      changePassword: new ChangePassword(commands, queries, passwords, known, breached, clock),
      findAgencies: new FindAgencies(queries, clock),
      showAgencyHistory: new ShowAgencyHistory(queries, sealer, clock),
      showProvince: new ShowProvince(queries, packs, clock, config),
      applyPack,
      importProcess: new ImportProcess(queries, applyPack),
      showPackFiles: new ShowPackFiles(queries),
      listReorganisations: new ListReorganisations(queries),
      postponeReorganisation: new PostponeReorganisation(queries, applyPack, clock),
      openid,
      interact: new Interact(openid, queries),
      findMyDataViews: new FindMyDataViews(queries, packs, sealer),
      searchDataViews: new SearchDataViews(commands, queries, packs, sealer, clock),
      apiClients,
      manageApiClients: new ManageApiClients(commands, clock, () => openid.findClients()),
      officers: new Officers(queries, sealer, clock),
      createOfficer: new CreateOfficer(commands, sealer, clock),
      changeOfficer: new ChangeOfficer(commands, sealer, clock),
      inviteOfficer: new InviteOfficer(commands, clock),
      activateOfficer: new ActivateOfficer(commands, queries, passwords, breached, clock),
    };
    this.parkedEvents = ground.parkedEvents;
    this.heldData = ground.heldData;
    ground.consumer.on(topics.dossier, dataViewEffects);

    ground.serve(
      IdentityServiceService,
      identityGrpc({
        resolveSession: new ResolveSession(queries, clock, config),
        findCitizen: new FindCitizen(queries, sealer),
        getPeople: new GetPeople(queries, sealer, clock),
        getContacts: new GetContacts(queries, sealer),
        findHolders: new FindHolders(queries, clock),
        getDataView: new GetDataView(queries),
        openid,
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

  /** @throws ConfigurationInvalid for a file of applications that cannot be read */
  async start(): Promise<void> {
    await this.openid.findClients();
    await this.ground.start();
  }

  stop(): Promise<void> {
    return this.ground.stop();
  }

  /** Publishes the next key of the OpenID provider now. */
  rotateSigningKey(): ReturnType<SigningKeys['rotate']> {
    return this.signingKeys.rotate();
  }

  /**
   * Applies the province that the platform is started with, unless it is in force already. The other services must answer.
   * @param files texts by their path inside the folder of the province
   */
  applyPack(files: ReadonlyMap<string, string>): Promise<AppliedPack> {
    return this.applyPackAtStart.execute(files);
  }
}
