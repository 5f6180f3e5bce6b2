import { readConfig } from '@motcua/service-kit/config';
import { writeApiDescription } from '@motcua/service-kit/service';
import { identitySettings } from './config.js';
import { IdentityModule } from './identity.module.js';
import { IdentityService } from './identity.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  IdentityModule.register(new IdentityService({ ...readConfig(identitySettings, {}), database }, surroundings)),
);
