import { Module, type DynamicModule } from '@nestjs/common';
import { ParkedEventsModule } from '@motcua/service-kit/parked-events';
import { AgencyController } from './agency/agency.controller.js';
import { FindAgencies } from './agency/find-agencies.query.js';
import { DataViewController } from './data-view/data-view.controller.js';
import { FindMyDataViews } from './data-view/find-my-data-views.query.js';
import { SearchDataViews } from './data-view/search-data-views.js';
import { IdentityService } from './identity.service.js';
import { ApplyPack } from './pack/apply-pack.js';
import { ImportProcess } from './pack/import-process.js';
import { ImportsController } from './pack/imports.controller.js';
import { PackController } from './pack/pack.controller.js';
import { ShowPackFiles } from './pack/show-pack-files.query.js';
import { ProvinceController } from './province/province.controller.js';
import { ShowProvince } from './province/show-province.query.js';
import { SessionController } from './session/session.controller.js';
import { ShowProfile } from './session/show-profile.query.js';
import { SignIn } from './session/sign-in.js';
import { SignOut } from './session/sign-out.js';

export { identitySettings, type IdentityConfig } from './config.js';
export { IdentityService };

@Module({})
export class IdentityModule {
  static register({ useCases, parkedEvents }: IdentityService): DynamicModule {
    return {
      module: IdentityModule,
      imports: [ParkedEventsModule.register(parkedEvents)],
      controllers: [
        SessionController,
        AgencyController,
        ProvinceController,
        PackController,
        ImportsController,
        DataViewController,
      ],
      providers: [
        { provide: SignIn, useValue: useCases.signIn },
        { provide: SignOut, useValue: useCases.signOut },
        { provide: ShowProfile, useValue: useCases.showProfile },
        { provide: FindAgencies, useValue: useCases.findAgencies },
        { provide: ShowProvince, useValue: useCases.showProvince },
        { provide: ApplyPack, useValue: useCases.applyPack },
        { provide: ImportProcess, useValue: useCases.importProcess },
        { provide: ShowPackFiles, useValue: useCases.showPackFiles },
        { provide: FindMyDataViews, useValue: useCases.findMyDataViews },
        { provide: SearchDataViews, useValue: useCases.searchDataViews },
      ],
    };
  }
}
