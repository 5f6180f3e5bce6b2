import { writeApiDescription } from '@motcua/service-kit/service';
import { ReportingModule } from './reporting.module.js';
import { ReportingService } from './reporting.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  ReportingModule.register(new ReportingService({ database }, surroundings)),
);
