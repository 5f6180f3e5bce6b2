import { readConfig } from '@motcua/service-kit/config';
import { writeApiDescription } from '@motcua/service-kit/service';
import { documentSettings } from './config.js';
import { DocumentModule } from './document.module.js';
import { DocumentService } from './document.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  DocumentModule.register(
    new DocumentService({ ...readConfig(documentSettings, {}, { filesDirectory: 'nowhere' }), database }, surroundings),
  ),
);
