import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Queue } from './api/types.js';
import { applySteps, type ApplyStep } from './apply/steps.js';
import { dossierViews } from './dossier/dossier-views.js';
import type { DossierFilter } from './api/dossiers.js';
import type { CountedFigure } from './api/types.js';
import { countedFigures, type FigureScope } from './overview/figures.js';
import { officerStates, type OfficerFilter } from './api/officers.js';
import { portalFilters, type PortalFilter } from './api/national-portal.js';
import { periodLengths } from './overview/period.js';
import { requires } from './session/guard.js';
import { ErrorPage, ForbiddenPage, NotFoundPage } from './shell/state-pages.js';
import { Layout } from './shell/layout.js';

/** Search parameters before they are read. */
type Search = Record<string, unknown>;

const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: ErrorPage });

// --- everybody

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.js'), 'HomePage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ back }: Search): { back?: string } =>
    typeof back === 'string' && /^\/(?![/\\])/.test(back) ? { back } : {},
  component: lazyRouteComponent(() => import('./session/sign-in-page.js'), 'SignInPage'),
});

const forbidden = createRoute({ getParentRoute: () => root, path: '/forbidden', component: ForbiddenPage });

const procedures = createRoute({
  getParentRoute: () => root,
  path: '/procedures',
  validateSearch: ({ q, field }: Search): { q?: string; field?: string } => ({
    ...text('q', q),
    ...text('field', field),
  }),
  component: lazyRouteComponent(() => import('./procedure/procedure-list-page.js'), 'ProcedureListPage'),
});

const procedure = createRoute({
  getParentRoute: () => root,
  path: '/procedures/$code',
  component: lazyRouteComponent(() => import('./procedure/procedure-page.js'), 'ProcedurePage'),
});

const track = createRoute({
  getParentRoute: () => root,
  path: '/track',
  validateSearch: ({ code }: Search): { code?: string } => text('code', code),
  component: lazyRouteComponent(() => import('./tracking/tracking-page.js'), 'TrackingPage'),
});

const activate = createRoute({
  getParentRoute: () => root,
  path: '/activate',
  component: lazyRouteComponent(() => import('./officers/activate-page.js'), 'ActivatePage'),
});

const heldData = createRoute({
  getParentRoute: () => root,
  path: '/held-data',
  component: lazyRouteComponent(() => import('./held-data/held-data-page.js'), 'HeldDataPage'),
});

// --- citizens

const apply = createRoute({
  getParentRoute: () => root,
  path: '/procedures/$code/apply',
  beforeLoad: requires('dossier.submit'),
  validateSearch: ({ step }: Search): { step?: ApplyStep } => oneOf('step', applySteps, step),
  component: lazyRouteComponent(() => import('./apply/apply-page.js'), 'ApplyPage'),
});

const myDossiers = createRoute({
  getParentRoute: () => root,
  path: '/my/dossiers',
  beforeLoad: requires('dossier.submit'),
  component: lazyRouteComponent(() => import('./my-dossiers/my-dossiers-page.js'), 'MyDossiersPage'),
});

const myDossier = createRoute({
  getParentRoute: () => root,
  path: '/my/dossiers/$dossierId',
  beforeLoad: requires('dossier.submit'),
  // The payment from which the provider sends the reader back.
  validateSearch: ({ payment }: Search): { payment?: string } => text('payment', payment),
  component: lazyRouteComponent(() => import('./my-dossiers/my-dossier-page.js'), 'MyDossierPage'),
});

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  beforeLoad: requires(),
  component: lazyRouteComponent(() => import('./messages/messages-page.js'), 'MessagesPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  beforeLoad: requires(),
  component: lazyRouteComponent(() => import('./account/account-page.js'), 'AccountPage'),
});

const myDataViews = createRoute({
  getParentRoute: () => root,
  path: '/my/data-views',
  beforeLoad: requires('dossier.submit'),
  component: lazyRouteComponent(() => import('./data-view/my-data-views-page.js'), 'MyDataViewsPage'),
});

// --- officers

const dataViews = createRoute({
  getParentRoute: () => root,
  path: '/data-views',
  beforeLoad: requires('dossier.oversee'),
  component: lazyRouteComponent(() => import('./data-view/data-views-page.js'), 'DataViewsPage'),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  beforeLoad: requires('dossier.intake', 'dossier.process', 'dossier.approve'),
  validateSearch: ({
    queue,
    procedure: code,
    dossier,
  }: Search): { queue?: Queue; procedure?: string; dossier?: string } => ({
    ...oneOf('queue', ['mine', 'group'] as const, queue),
    ...text('procedure', code),
    ...text('dossier', dossier),
  }),
  component: lazyRouteComponent(() => import('./inbox/inbox-page.js'), 'InboxPage'),
});

const dossiers = createRoute({
  getParentRoute: () => root,
  path: '/dossiers',
  beforeLoad: requires('dossier.intake', 'dossier.process', 'dossier.approve', 'dossier.oversee'),
  validateSearch: ({ view, agency, procedure: code, q }: Search): DossierFilter => ({
    ...oneOf('view', dossierViews, view),
    ...text('agency', agency),
    ...text('procedure', code),
    ...text('q', q),
  }),
  component: lazyRouteComponent(() => import('./dossier/dossier-list-page.js'), 'DossierListPage'),
});

const dossier = createRoute({
  getParentRoute: () => root,
  path: '/dossiers/$dossierId',
  beforeLoad: requires('dossier.intake', 'dossier.process', 'dossier.approve', 'dossier.oversee'),
  component: lazyRouteComponent(() => import('./dossier/dossier-page.js'), 'DossierPage'),
});

const counter = createRoute({
  getParentRoute: () => root,
  path: '/counter',
  beforeLoad: requires('dossier.intake'),
  component: lazyRouteComponent(() => import('./counter/counter-page.js'), 'CounterPage'),
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/overview',
  beforeLoad: requires('dossier.oversee'),
  validateSearch: ({ days, agency }: Search): { days?: number; agency?: string } => ({
    ...oneOf('days', periodLengths, days),
    ...text('agency', agency),
  }),
  component: lazyRouteComponent(() => import('./overview/overview-page.js'), 'OverviewPage'),
});

const registerBook = createRoute({
  getParentRoute: () => root,
  path: '/register-book',
  beforeLoad: requires('dossier.oversee'),
  validateSearch: ({ agency, from, to }: Search): { agency?: string; from?: string; to?: string } => ({
    ...text('agency', agency),
    ...civilDay('from', from),
    ...civilDay('to', to),
  }),
  component: lazyRouteComponent(() => import('./register-book/register-book-page.js'), 'RegisterBookPage'),
});

const figureList = createRoute({
  getParentRoute: () => root,
  path: '/overview/dossiers',
  beforeLoad: requires('dossier.oversee'),
  validateSearch: ({ figure, days, agency, procedure: code }: Search): FigureScope & { figure?: CountedFigure } => ({
    ...oneOf('figure', countedFigures, figure),
    ...oneOf('days', periodLengths, days),
    ...text('agency', agency),
    ...text('procedure', code),
  }),
  component: lazyRouteComponent(() => import('./overview/figure-list-page.js'), 'FigureListPage'),
});

const nationalPortal = createRoute({
  getParentRoute: () => root,
  path: '/national-portal',
  beforeLoad: requires('dossier.oversee'),
  validateSearch: ({ filter, q }: Search): { filter?: PortalFilter; q?: string } => ({
    ...oneOf('filter', portalFilters, filter),
    ...text('q', q),
  }),
  component: lazyRouteComponent(() => import('./national-portal/national-portal-page.js'), 'NationalPortalPage'),
});

const withoutPlace = createRoute({
  getParentRoute: () => root,
  path: '/without-place',
  beforeLoad: requires('dossier.intake', 'dossier.process', 'dossier.approve', 'dossier.oversee'),
  component: lazyRouteComponent(() => import('./reorganisations/waiting-page.js'), 'WaitingPage'),
});

// --- administrators

const officers = createRoute({
  getParentRoute: () => root,
  path: '/administration/officers',
  beforeLoad: requires('province.administer'),
  validateSearch: ({ q, agency, state }: Search): OfficerFilter => ({
    ...text('q', q),
    ...text('agency', agency),
    ...oneOf('state', officerStates, state),
  }),
  component: lazyRouteComponent(() => import('./officers/officers-page.js'), 'OfficersPage'),
});

const apiClients = createRoute({
  getParentRoute: () => root,
  path: '/administration/api-clients',
  beforeLoad: requires('province.administer'),
  component: lazyRouteComponent(() => import('./api-clients/api-clients-page.js'), 'ApiClientsPage'),
});

const officer = createRoute({
  getParentRoute: () => root,
  path: '/administration/officers/$officerId',
  beforeLoad: requires('province.administer'),
  component: lazyRouteComponent(() => import('./officers/officer-page.js'), 'OfficerPage'),
});

const parkedEvents = createRoute({
  getParentRoute: () => root,
  path: '/administration/parked-events',
  beforeLoad: requires('province.administer'),
  component: lazyRouteComponent(() => import('./parked-events/parked-events-page.js'), 'ParkedEventsPage'),
});

const parkedTimers = createRoute({
  getParentRoute: () => root,
  path: '/administration/parked-timers',
  beforeLoad: requires('province.administer'),
  component: lazyRouteComponent(() => import('./parked-timers/parked-timers-page.js'), 'ParkedTimersPage'),
});

const agencies = createRoute({
  getParentRoute: () => root,
  path: '/administration/agencies',
  beforeLoad: requires('province.administer'),
  validateSearch: ({ day, agency }: Search): { day?: string; agency?: string } => ({
    ...civilDay('day', day),
    ...text('agency', agency),
  }),
  component: lazyRouteComponent(() => import('./agencies/agencies-page.js'), 'AgenciesPage'),
});

const reorganisations = createRoute({
  getParentRoute: () => root,
  path: '/administration/reorganisations',
  beforeLoad: requires('province.administer'),
  validateSearch: ({ code }: Search): { code?: string } => text('code', code),
  component: lazyRouteComponent(() => import('./reorganisations/reorganisations-page.js'), 'ReorganisationsPage'),
});

const paymentFaults = createRoute({
  getParentRoute: () => root,
  path: '/payment-faults',
  beforeLoad: requires('province.administer', 'dossier.oversee'),
  component: lazyRouteComponent(() => import('./payment-faults/payment-faults-page.js'), 'PaymentFaultsPage'),
});

const processes = createRoute({
  getParentRoute: () => root,
  path: '/administration/processes',
  beforeLoad: requires('province.administer'),
  validateSearch: ({ procedure: code, migration }: Search): { procedure?: string; migration?: string } => ({
    ...text('procedure', code),
    ...text('migration', migration),
  }),
  component: lazyRouteComponent(() => import('./process/processes-page.js'), 'ProcessesPage'),
});

export const routeTree = root.addChildren([
  home,
  signIn,
  forbidden,
  procedures,
  procedure,
  track,
  heldData,
  activate,
  apply,
  myDossiers,
  myDataViews,
  dataViews,
  myDossier,
  messages,
  account,
  inbox,
  dossiers,
  dossier,
  counter,
  overview,
  registerBook,
  figureList,
  nationalPortal,
  officers,
  apiClients,
  officer,
  parkedEvents,
  parkedTimers,
  agencies,
  reorganisations,
  withoutPlace,
  paymentFaults,
  processes,
]);

/** A parameter that is a text; numbers in the URL arrive as numbers. */
function text<Name extends string>(name: Name, value: unknown): { [K in Name]?: string } {
  const found: { [K in Name]?: string } = {};
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') found[name] = String(value);
  return found;
}

/** A parameter that is a civil date, `2025-05-06`. */
function civilDay<Name extends string>(name: Name, value: unknown): { [K in Name]?: string } {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? text(name, value) : {};
}

/** A parameter that is one of these values. */
function oneOf<Name extends string, Value>(
  name: Name,
  values: readonly Value[],
  value: unknown,
): { [K in Name]?: Value } {
  const found: { [K in Name]?: Value } = {};
  const known = values.find((candidate) => candidate === value);
  if (known !== undefined) found[name] = known;
  return found;
}
