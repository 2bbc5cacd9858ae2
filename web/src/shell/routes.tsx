import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ApiProblem } from '../api/problem';
import { sessionQuery } from '../api/session';
import { NotFound, PageFailed } from './fallbacks';
import { Home } from './Home';
import { pages } from './pages';
import { Shell } from './Shell';

interface RouterContext {
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
});

// Before the sign-in.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next: string | undefined } => ({
    next: typeof search.next === 'string' ? search.next : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/auth/SignInPage'), 'SignInPage'),
});
const bootstrap = createRoute({
  getParentRoute: () => root,
  path: '/bootstrap',
  component: lazyRouteComponent(() => import('../features/auth/BootstrapPage'), 'BootstrapPage'),
});

// Everything below asks who is signed in before it draws.
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});
const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: Home });

const me = createRoute({
  getParentRoute: () => signedIn,
  path: '/me',
  staticData: pages['/me'],
  component: lazyRouteComponent(() => import('../features/me/MePage'), 'MePage'),
});

// Components side by side, for those who build them; not in the shipped page.
const gallery = import.meta.env.DEV
  ? createRoute({
      getParentRoute: () => root,
      path: '/gallery',
      component: lazyRouteComponent(() => import('../../test/gallery/Gallery'), 'Gallery'),
    })
  : null;

const routeTree = root.addChildren([
  ...(gallery ? [gallery] : []),
  signIn,
  bootstrap,
  signedIn.addChildren([home, me]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({ routeTree, context: { queries }, defaultPreload: 'intent', scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
