import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { hashKey, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionQuery } from './api/identity.js';
import { queryClient } from './api/query-client.js';
import { routeTree } from './routes.js';
import { markSignedIn, mayBeSignedIn } from './session/signed-in-mark.js';
import { PendingPage } from './shell/state-pages.js';
import { askForHeadingFocus } from './shell/heading-focus.js';

queryClient.setQueryDefaults(sessionQuery.queryKey, {
  enabled: mayBeSignedIn,
  initialData: () => (mayBeSignedIn() ? undefined : null),
});

const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 0, // the skeleton itself waits before it shows
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  trailingSlash: 'never',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) askForHeadingFocus();
});

// When a session ends, the guards decide again whether the page in view may still be seen.
let wasSignedIn = false;
queryClient.getQueryCache().subscribe(({ query }) => {
  if (query.queryHash !== hashKey(sessionQuery.queryKey)) return;
  const isSignedIn = Boolean(query.state.data);
  if (query.state.data !== undefined) markSignedIn(isSignedIn);
  if (wasSignedIn && !isSignedIn) void router.invalidate();
  wasSignedIn = isSignedIn;
});

const rootElement = document.getElementById('root');
if (!rootElement) throw new Error('index.html has no element #root');
createRoot(rootElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
