import { runService } from '@motcua/service-kit/service';
import { notificationSettings } from './config.js';
import { NotificationModule, NotificationService } from './notification.module.js';

await runService(
  {
    name: 'notification',
    settings: notificationSettings,
    create: (config, surroundings) => new NotificationService(config, surroundings),
    module: (service) => NotificationModule.register(service),
  },
  process.argv.slice(2),
  process.env,
);
