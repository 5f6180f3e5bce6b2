import { Module, type DynamicModule } from '@nestjs/common';
import { HeldDataModule } from '@motcua/service-kit/held-data';
import { ParkedEventsModule } from '@motcua/service-kit/parked-events';
import { AgencyController } from './agency/agency.controller.js';
import { FindAgencies } from './agency/find-agencies.query.js';
import { ShowAgencyHistory } from './agency/show-agency-history.query.js';
import { DataViewController } from './data-view/data-view.controller.js';
import { FindMyDataViews } from './data-view/find-my-data-views.query.js';
import { SearchDataViews } from './data-view/search-data-views.js';
import { IdentityService } from './identity.service.js';
import { AccountController } from './my-account/account.controller.js';
import { EndOwnSessions } from './my-account/end-own-sessions.js';
import { SetPreferences } from './my-account/set-preferences.js';
import { ShowAccount } from './my-account/show-account.query.js';
import { Interact } from './openid/interact.js';
import { OpenidController } from './openid/openid.controller.js';
import { Openid } from './openid/openid.js';
import { ApiClientController } from './api-client/api-client.controller.js';
import { ApiClients } from './api-client/api-clients.query.js';
import { ManageApiClients } from './api-client/manage-api-clients.js';
import { ActivateOfficer } from './officer/activate-officer.js';
import { ChangeOfficer } from './officer/change-officer.js';
import { CreateOfficer } from './officer/create-officer.js';
import { InviteOfficer } from './officer/invite-officer.js';
import { OfficerController } from './officer/officer.controller.js';
import { Officers } from './officer/officers.query.js';
import { ApplyPack } from './pack/apply-pack.js';
import { ImportProcess } from './pack/import-process.js';
import { ImportsController } from './pack/imports.controller.js';
import { PackController } from './pack/pack.controller.js';
import { ShowPackFiles } from './pack/show-pack-files.query.js';
import { ChangePassword } from './password/change-password.js';
import { ProvinceController } from './province/province.controller.js';
import { ShowProvince } from './province/show-province.query.js';
import { ListReorganisations } from './reorganisation/list-reorganisations.query.js';
import { PostponeReorganisation } from './reorganisation/postpone-reorganisation.js';
import { ReorganisationController } from './reorganisation/reorganisation.controller.js';
import { EnrolPasskey } from './second-factor/enrol-passkey.js';
import { EnrolTotp } from './second-factor/enrol-totp.js';
import { ProveSecondFactor } from './second-factor/prove-second-factor.js';
import { RemoveFactor } from './second-factor/remove-factor.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SessionController } from './session/session.controller.js';
import { ShowProfile } from './session/show-profile.query.js';
import { SignIn } from './session/sign-in.js';
import { SignOut } from './session/sign-out.js';

export { identitySettings, type IdentityConfig } from './config.js';
export { IdentityService };

@Module({})
export class IdentityModule {
  static register({ useCases, parkedEvents, heldData }: IdentityService): DynamicModule {
    return {
      module: IdentityModule,
      imports: [ParkedEventsModule.register(parkedEvents), HeldDataModule.register(heldData)],
      controllers: [
        SessionController,
        SecondFactorController,
        AccountController,
        AgencyController,
        ProvinceController,
        PackController,
        ImportsController,
        ReorganisationController,
        OpenidController,
        DataViewController,
        OfficerController,
        ApiClientController,
      ],
      providers: [
        { provide: SignIn, useValue: useCases.signIn },
        { provide: SignOut, useValue: useCases.signOut },
        { provide: ShowProfile, useValue: useCases.showProfile },
        { provide: ProveSecondFactor, useValue: useCases.proveSecondFactor },
        { provide: EnrolTotp, useValue: useCases.enrolTotp },
        { provide: EnrolPasskey, useValue: useCases.enrolPasskey },
        { provide: RemoveFactor, useValue: useCases.removeFactor },
        { provide: ShowAccount, useValue: useCases.showAccount },
        { provide: EndOwnSessions, useValue: useCases.endOwnSessions },
        { provide: SetPreferences, useValue: useCases.setPreferences },
        { provide: ChangePassword, useValue: useCases.changePassword },
        { provide: FindAgencies, useValue: useCases.findAgencies },
        { provide: ShowAgencyHistory, useValue: useCases.showAgencyHistory },
        { provide: ShowProvince, useValue: useCases.showProvince },
        { provide: ApplyPack, useValue: useCases.applyPack },
        { provide: ImportProcess, useValue: useCases.importProcess },
        { provide: ListReorganisations, useValue: useCases.listReorganisations },
        { provide: PostponeReorganisation, useValue: useCases.postponeReorganisation },
        { provide: ShowPackFiles, useValue: useCases.showPackFiles },
        { provide: Openid, useValue: useCases.openid },
        { provide: Interact, useValue: useCases.interact },
        { provide: FindMyDataViews, useValue: useCases.findMyDataViews },
        { provide: SearchDataViews, useValue: useCases.searchDataViews },
        { provide: ApiClients, useValue: useCases.apiClients },
        { provide: ManageApiClients, useValue: useCases.manageApiClients },
        { provide: Officers, useValue: useCases.officers },
        { provide: CreateOfficer, useValue: useCases.createOfficer },
        { provide: ChangeOfficer, useValue: useCases.changeOfficer },
        { provide: InviteOfficer, useValue: useCases.inviteOfficer },
        { provide: ActivateOfficer, useValue: useCases.activateOfficer },
      ],
    };
  }
}
