import { runService } from '@motcua/service-kit/service';
import { documentSettings } from './config.js';
import { DocumentModule, DocumentService } from './document.module.js';

await runService(
  {
    name: 'document',
    settings: documentSettings,
    create: (config, surroundings) => new DocumentService(config, surroundings),
    module: (service) => DocumentModule.register(service),
    rawBodyPaths: DocumentService.rawBodyPaths,
  },
  process.argv.slice(2),
  process.env,
);
