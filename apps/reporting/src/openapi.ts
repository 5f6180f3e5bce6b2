import { readConfig } from '@motcua/service-kit/config';
import { writeApiDescription } from '@motcua/service-kit/service';
import { reportingSettings } from './config.js';
import { ReportingModule } from './reporting.module.js';
import { ReportingService } from './reporting.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  ReportingModule.register(new ReportingService({ ...readConfig(reportingSettings, {}), database }, surroundings)),
);
