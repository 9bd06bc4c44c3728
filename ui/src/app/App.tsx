/** From nothing to the first screen: which file is open, in which language, with which areas. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useReason } from '@/design/Badge';
import { Button } from '@/design/Button';
import { ApiError } from '@/host';
import { invalidate, useChangedEvents, useRead } from '@/host/queries';
import { onUndone, showWarnings } from '@/host/undo';
import { type AreaManifest, AreasContext, switchedOn } from './areas';
import { CompanyProvider, type CompanyStatus } from './company';
import { ErrorBoundary } from './ErrorBoundary';
import { type Catalogue, localeOf, useT, WordsProvider } from './i18n';
import { markPainted } from './perf';
import { buildRouter } from './router';

const FirstRun = lazy(() => import('@/areas/first-run/FirstRun'));

interface AppProps {
  client: QueryClient;
  messages: Catalogue;
  manifests: readonly AreaManifest[];
}

export function App({ client, messages, manifests }: AppProps) {
  return (
    <QueryClientProvider client={client}>
      <Opening client={client} messages={messages} manifests={manifests} />
    </QueryClientProvider>
  );
}

function Opening({ client, messages, manifests }: AppProps) {
  useChangedEvents(client);
  useEffect(() => onUndone((tags) => invalidate(client, tags)), [client]);
  const state = useRead('file.state', {});
  const open = state.data?.open === true;
  const status = useRead('company.status', {}, { also: ['user', 'file'], enabled: open });
  const locale = useMemo(() => localeOf(status.data?.company.locale ?? 'en'), [status.data?.company.locale]);
  const failure = state.error ?? (open ? status.error : null);
  const warnings = state.data?.warnings;
  useEffect(() => {
    if (warnings) showWarnings({ warnings });
  }, [warnings]);
  useDirection(locale.language, locale.direction);
  return (
    <WordsProvider locale={locale} messages={messages}>
      <ErrorBoundary>
        {failure ? (
          <Unreachable cause={failure} onRetry={() => void client.refetchQueries()} />
        ) : open && status.data ? (
          <Company status={status.data} manifests={manifests} />
        ) : state.data && !open ? (
          <Suspense fallback={null}>
            <FirstRun onOpened={() => void client.resetQueries()} />
          </Suspense>
        ) : null}
      </ErrorBoundary>
    </WordsProvider>
  );
}

function useDirection(language: string, direction: string): void {
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
}

function Company({ status, manifests }: { status: CompanyStatus; manifests: readonly AreaManifest[] }) {
  const areas = useMemo(() => switchedOn(manifests, status.areas), [manifests, status.areas]);
  const permissions = Object.keys(status.user.permissions);
  const signature = [...areas.map((area) => area.area), ...permissions].join();
  const may = (permission: string | undefined) => !permission || permissions.includes(permission);
  // biome-ignore lint/correctness/useExhaustiveDependencies: places change only with the areas and the rights.
  const router = useMemo(() => buildRouter(areas, { may }), [signature]);
  useEffect(() => markPainted('boot:interactive'), []);
  useEffect(() => {
    document.title = status.company.name;
  }, [status.company.name]);
  return (
    <CompanyProvider status={status}>
      <AreasContext value={areas}>
        <RouterProvider router={router} />
      </AreasContext>
    </CompanyProvider>
  );
}

function Unreachable({ cause, onRetry }: { cause: unknown; onRetry: () => void }) {
  const t = useT();
  const reason = useReason();
  const error = ApiError.from(cause);
  return (
    <div className="failure" role="alert">
      <div>
        <h1 className="title-xl">{t('failure.core')}</h1>
        <p>{reason(error)}</p>
        <Button kind="primary" onPress={onRetry}>
          {t('failure.retry')}
        </Button>
      </div>
    </div>
  );
}
