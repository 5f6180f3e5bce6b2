import { readConfig } from '@motcua/service-kit/config';
import { writeApiDescription } from '@motcua/service-kit/service';
import { dossierSettings } from './config.js';
import { DossierModule } from './dossier.module.js';
import { DossierService } from './dossier.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  DossierModule.register(new DossierService({ ...readConfig(dossierSettings, {}), database }, surroundings)),
);
