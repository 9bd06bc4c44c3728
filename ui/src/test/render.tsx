/** Renders as the window would, in a chosen language, and looks at the result with axe. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { createIntl } from 'react-intl';
import { expect, onTestFinished } from 'vitest';
import { AreasContext } from '@/app/areas';
import { CompanyProvider } from '@/app/company';
import { WordsProvider } from '@/app/i18n';
import { manifests } from '@/areas';
import { Toasts } from '@/design/Toasts';
import { createQueryClient, useChangedEvents } from '@/host/queries';
import { status } from './fixtures';
import { type TestLocale, testLocales } from './pseudo';

interface RenderOptions {
  language?: TestLocale;
  /** The address the screen is at; `path` is its pattern. */
  at?: string;
  path?: string;
  /** The screen is a whole window by itself. */
  whole?: boolean;
}

function Window({ client, whole, children }: { client: QueryClient; whole?: boolean; children: ReactNode }) {
  useChangedEvents(client);
  if (whole) return children;
  return (
    <>
      <main>{children}</main>
      <Toasts />
    </>
  );
}

/** Renders and waits until the address is reached; answers helpers that speak the chosen language. */
export async function show(screen: ReactNode, options: RenderOptions = {}) {
  const language = options.language ?? (testLocales[0] as TestLocale);
  document.documentElement.dir = language.locale.direction;
  document.documentElement.lang = language.locale.language;
  const client = createQueryClient();
  const root = createRootRoute();
  const own = createRoute({ getParentRoute: () => root, path: options.path ?? '/', component: () => screen });
  const elsewhere = createRoute({ getParentRoute: () => root, path: '$', component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([own, elsewhere]),
    history: createMemoryHistory({ initialEntries: [options.at ?? '/'] }),
  });
  await router.load();
  const view = render(
    <QueryClientProvider client={client}>
      <WordsProvider locale={language.locale} messages={language.messages}>
        <CompanyProvider status={status}>
          <AreasContext value={manifests}>
            <Window client={client} whole={options.whole}>
              <RouterProvider router={router} />
            </Window>
          </AreasContext>
        </CompanyProvider>
      </WordsProvider>
    </QueryClientProvider>,
  );
  const intl = createIntl({ locale: 'en', messages: language.messages });
  return {
    ...view,
    router,
    client,
    user: userEvent.setup(),
    /** The words of a message in the language of this rendering. */
    say: (id: string, values?: Record<string, string | number>) => intl.formatMessage({ id }, values),
  };
}

const nothing = () => undefined;

/** Fails on anything axe finds. Colours are judged by the contrast test, since happy-dom has no layout. */
export async function expectAccessible(element: Element = document.body): Promise<void> {
  const looking = axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
  });
  // It does one run at a time. Where a test gives up waiting, the next one begins when the run has ended.
  onTestFinished(() => looking.then(nothing, nothing));
  const { violations } = await looking;
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
  expect(found).toEqual([]);
}
