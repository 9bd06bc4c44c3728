/**
 * Places of the window. History lives in the hash, so the document is never loaded again; filters live in the search
 * part, so that a view is an address.
 */
import {
  createHashHistory,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  useMatch,
  useNavigate,
  useParams,
  useSearch,
} from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from 'react';
import { type AreaManifest, type AreaRoute, permissionOf } from './areas';
import { useMay } from './company';
import { ErrorBoundary } from './ErrorBoundary';
import { NotAllowed } from './NotAllowed';
import { NotFound } from './NotFound';
import { markPainted } from './perf';
import { Shell } from './Shell';

/** The screen of a route, loaded when first visited; a failure of it stays inside it. */
function screenOf(route: AreaRoute, permission: string | undefined): () => ReactNode {
  const Screen = lazy(async () => {
    const loaded = await route.load();
    markPainted(`nav:${route.path}:painted`);
    return loaded;
  });
  return () => {
    // Another record is another page: what was open over the one before, such as a dialog, would write into this one.
    const place = useMatch({ strict: false, select: ({ pathname }) => pathname });
    return (
      <Allowed permission={permission}>
        <ErrorBoundary key={place}>
          <Suspense fallback={<div className="page" />}>
            <Screen />
          </Suspense>
        </ErrorBoundary>
      </Allowed>
    );
  };
}

function Allowed({ permission, children }: { permission: string | undefined; children: ReactNode }) {
  return useMay()(permission) ? children : <NotAllowed permission={permission ?? ''} />;
}

interface RouterOptions {
  /** The address at which tests begin. */
  memory?: string;
  /** What the user may do; everything when absent. */
  may?: (permission: string | undefined) => boolean;
}

export function buildRouter(areas: readonly AreaManifest[], options: RouterOptions = {}) {
  const root = createRootRoute({
    component: () => (
      <Shell areas={areas}>
        <Outlet />
      </Shell>
    ),
    notFoundComponent: NotFound,
  });
  const may = options.may ?? (() => true);
  const start = areas.flatMap((area) => area.nav).find((entry) => may(entry.permission))?.to;
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      if (start) throw redirect({ to: start, replace: true });
    },
    component: NotFound,
  });
  const routes = areas
    .flatMap((area) => area.routes)
    .map((route) =>
      createRoute({
        getParentRoute: () => root,
        path: route.path,
        component: screenOf(route, permissionOf(areas, route.path)),
      }),
    );
  return createRouter({
    routeTree: root.addChildren([home, ...routes]),
    history:
      options.memory === undefined
        ? createHashHistory()
        : createMemoryHistory({ initialEntries: [options.memory] }),
    defaultPendingMs: 0,
    scrollRestoration: false,
  });
}

/** Goes to an address that is only known at run time: areas bring their own. */
export function useGo(): (
  to: string,
  search?: Record<string, unknown>,
  options?: { replace?: boolean },
) => void {
  const navigate = useNavigate();
  return useCallback(
    (to, search, options) => {
      performance.mark(`nav:${to}:start`);
      void navigate({ to, search: search ?? {}, replace: options?.replace ?? false } as never);
    },
    [navigate],
  );
}

/** One parameter of the path. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? '';
}

/**
 * The search part as a screen understands it. `read` turns whatever stands in the address into the screen's own type;
 * `set` writes changes back without a new history entry.
 */
export function useAddress<Address extends object>(read: (raw: Record<string, unknown>) => Address) {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const signature = JSON.stringify(raw);
  const address = useMemo(() => read(JSON.parse(signature) as Record<string, unknown>), [read, signature]);
  const set = useCallback(
    (change: Partial<Address>) => {
      void navigate({
        to: '.',
        replace: true,
        search: (before: Record<string, unknown>) =>
          Object.fromEntries(
            Object.entries({ ...before, ...change }).filter(
              ([, value]) => value !== undefined && value !== '' && value !== null,
            ),
          ),
      } as never);
    },
    [navigate],
  );
  return [address, set] as const;
}
