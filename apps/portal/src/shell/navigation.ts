import type { Permission, Profile } from '../api/types.js';

const entries = [
  { to: '/', message: 'home' },
  { to: '/inbox', message: 'inbox', needs: ['dossier.intake', 'dossier.process', 'dossier.approve'] },
  { to: '/counter', message: 'counter', needs: ['dossier.intake'] },
  {
    to: '/dossiers',
    message: 'dossiers',
    needs: ['dossier.intake', 'dossier.process', 'dossier.approve', 'dossier.oversee'],
  },
  { to: '/overview', message: 'overview', needs: ['dossier.oversee'] },
  { to: '/register-book', message: 'registerBook', needs: ['dossier.oversee'] },
  { to: '/national-portal', message: 'nationalPortal', needs: ['dossier.oversee'] },
  { to: '/without-place', message: 'withoutPlace', needs: ['dossier.oversee'] },
  { to: '/administration/officers', message: 'officers', needs: ['province.administer'] },
  { to: '/administration/api-clients', message: 'apiClients', needs: ['province.administer'] },
  { to: '/administration/agencies', message: 'agencies', needs: ['province.administer'] },
  { to: '/administration/reorganisations', message: 'reorganisations', needs: ['province.administer'] },
  { to: '/administration/processes', message: 'processes', needs: ['province.administer'] },
  { to: '/administration/parked-events', message: 'parkedEvents', needs: ['province.administer'] },
  { to: '/administration/parked-timers', message: 'parkedTimers', needs: ['province.administer'] },
  { to: '/payment-faults', message: 'paymentFaults', needs: ['province.administer', 'dossier.oversee'] },
  { to: '/data-views', message: 'dataViews', needs: ['dossier.oversee'] },
  { to: '/my/dossiers', message: 'myDossiers', needs: ['dossier.submit'] },
  { to: '/my/data-views', message: 'myDataViews', needs: ['dossier.submit'] },
  { to: '/procedures', message: 'procedures' },
  { to: '/track', message: 'track' },
] as const satisfies readonly { to: string; message: string; needs?: readonly Permission[] }[];

type NavigationEntry = (typeof entries)[number];

/** The pages that a caller may open, in the order of the menu; null is somebody who has not signed in. */
export function navigationFor(profile: Profile | null): NavigationEntry[] {
  return entries.filter(
    (entry) => !('needs' in entry) || entry.needs.some((permission) => profile?.permissions.includes(permission)),
  );
}
