import { readConfig } from '@motcua/service-kit/config';
import { writeApiDescription } from '@motcua/service-kit/service';
import { notificationSettings } from './config.js';
import { NotificationModule } from './notification.module.js';
import { NotificationService } from './notification.service.js';

await writeApiDescription(new URL('openapi.json', import.meta.url), (surroundings, database) =>
  NotificationModule.register(
    new NotificationService({ ...readConfig(notificationSettings, {}), database }, surroundings),
  ),
);
