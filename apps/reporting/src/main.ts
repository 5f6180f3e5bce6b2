import { runService } from '@motcua/service-kit/service';
import { ReportingModule, ReportingService } from './reporting.module.js';

await runService(
  {
    name: 'reporting',
    settings: {},
    create: (config, surroundings) => new ReportingService(config, surroundings),
    module: (service) => ReportingModule.register(service),
  },
  process.argv.slice(2),
  process.env,
);
