import { runService } from '@motcua/service-kit/service';
import { DossierModule, DossierService, dossierSettings } from './dossier.module.js';

await runService(
  {
    name: 'dossier',
    settings: dossierSettings,
    rawBodyPaths: DossierService.rawBodyPaths,
    create: (config, surroundings) => new DossierService(config, surroundings),
    module: (service) => DossierModule.register(service),
  },
  process.argv.slice(2),
  process.env,
);
