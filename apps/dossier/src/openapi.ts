import { writeApiDescription } from '@motcua/service-kit/service';
import { DossierModule } from './dossier.module.js';
import { DossierService } from './dossier.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  DossierModule.register(new DossierService({ database }, surroundings)),
);
