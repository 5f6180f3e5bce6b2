import { runService } from '@motcua/service-kit/service';
import { dossierSettings } from './config.js';
import { DossierModule, DossierService } from './dossier.module.js';

await runService(
  {
    name: 'dossier',
    settings: dossierSettings,
    create: (config, surroundings) => new DossierService(config, surroundings),
    module: (service) => DossierModule.register(service),
  },
  process.argv.slice(2),
  process.env,
);
