import { readProvinceFiles } from '@motcua/service-kit/packs';
import { runService } from '@motcua/service-kit/service';
import { identitySettings } from './config.js';
import { IdentityModule, IdentityService } from './identity.module.js';

await runService(
  {
    name: 'identity',
    settings: identitySettings,
    create: (config, surroundings) => new IdentityService(config, surroundings),
    module: (service) => IdentityModule.register(service),
    rawBodyPaths: IdentityService.rawBodyPaths,
    commands: {
      /** Publishes the next key of the OpenID provider, which signs from a quarter of an hour on. Nobody is signed out by it. */
      'rotate-signing-key': async (service) => {
        console.log(JSON.stringify(await service.rotateSigningKey()));
      },
      /** Brings the folder of a province into force; the other services must answer. The first one has no administrator who could. */
      'apply-province': async (service, [directory = '']) => {
        const { hash, activated } = await service.applyPack(await readProvinceFiles(directory));
        console.log(JSON.stringify({ hash, activated }));
      },
      /**
       * Adds the first administrator of a province in force, and gives the code by which they choose a password: `first-administrator USERNAME
       * FULL-NAME AGENCY-CODE POSITION-CODE`. Gives nobody anything once there is one.
       */
      'first-administrator': async (service, args) => {
        console.log(JSON.stringify(await service.firstAdministrator.execute(args)));
      },
      /** Takes away what an officer has lost, who was seen in person. */
      'reset-second-factor': async (service, [username = '']) => {
        const reset = await service.resetSecondFactor.execute(username);
        if (!reset) throw new Error(`There is no officer "${username}"`);
        console.log(JSON.stringify(reset));
      },
    },
  },
  process.argv.slice(2),
  process.env,
);
