/** Whoever may read papers and not write them sees what stands in a draft, and is offered nothing that would be refused. */
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Scope } from '@/host/generated';
import { acceptance, core, draftInvoice, inr, sentEstimate } from '@/test/billing';
import { status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import EstimatePage from './EstimatePage';
import InvoicePage from './InvoicePage';

const reader = (page: ReactNode, ...more: string[]) => {
  const reads = Object.keys(status.user.permissions).filter((permission) => permission.endsWith('.read'));
  const permissions = Object.fromEntries(
    [...reads, ...more].map((permission) => [permission, 'all' as const]),
  );
  return (
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions } }}>{page}</CompanyProvider>
  );
};
/** Writes papers, and no farther than so. */
const writer = (page: ReactNode, reach: Scope, team_user_ids: string[] = []) => {
  const permissions = { ...status.user.permissions, 'estimate.write': reach, 'invoice.write': reach };
  const user = { ...status.user, permissions, team_user_ids };
  return <CompanyProvider status={{ ...status, user }}>{page}</CompanyProvider>;
};
const invoice = { path: '/invoices/$id', at: '/invoices/invoice-9' };
const estimate = { path: '/estimates/$id', at: '/estimates/estimate-1' };
const pages = () => screen.findByRole('img');

/** What each button and entry of the menu is called, and how many fields can be typed in. */
async function offered({ user, say }: Awaited<ReturnType<typeof show>>) {
  expect(screen.queryAllByRole('textbox')).toEqual([]);
  expect(screen.queryAllByRole('combobox')).toEqual([]);
  const more = screen.queryByRole('button', { name: say('action.more') });
  if (more) await user.click(more);
  const all = [...screen.queryAllByRole('button'), ...screen.queryAllByRole('menuitem')];
  return all.map((one) => one.getAttribute('aria-label') ?? one.textContent);
}

test('of the draft of an invoice', async () => {
  const scripted = core();
  const shown = await show(reader(<InvoicePage />), invoice);
  await screen.findByRole('heading', { name: shown.say('invoice.draft_title') });
  await pages();
  expect(screen.getAllByText(/86,848/).length).toBeGreaterThan(0);
  const { say } = shown;
  const papers = [say('document.save_pdf'), say('document.print')];
  const figures = await offered(shown);
  expect(figures.filter((name) => !name?.startsWith(say('why.of', { figure: '' }).trim()))).toEqual(papers);
  await shown.user.keyboard('p');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(scripted.asked('document.draft_pages')).toEqual([]);
});

test('of an invoice that one may issue as it is', async () => {
  let answer: () => void = () => undefined;
  const scripted = core({
    'invoice.issue': ({ id }) =>
      new Promise((done) => {
        answer = () => done({ id, version: 9, number: 'INV/26-27/0014' });
      }),
  });
  const { user, say } = await show(reader(<InvoicePage />, 'invoice.issue'), invoice);
  // Pressed twice it is issued once.
  await user.dblClick(await screen.findByRole('button', { name: say('invoice.issue') }));
  answer();
  const notice = say('invoice.issued', { number: 'INV/26-27/0014' });
  await waitFor(() => expect(document.body.textContent).toContain(notice));
  expect(scripted.asked('invoice.issue')).toEqual([{ id: 'invoice-9', version: 1 }]);
});

test('of an offer that waits for an answer, drawn as it stands', async () => {
  let now = { version: 2, as_sent: true };
  const scripted = core({ 'estimate.get': ({ id }) => ({ ...sentEstimate, id, ...now }) });
  const shown = await show(reader(<EstimatePage />), estimate);
  await pages();
  const { say } = shown;
  const names = await offered(shown);
  for (const name of ['estimate.accept', 'estimate.decline', 'estimate.send_again', 'document.copy'] as const)
    expect(names).not.toContain(say(name));
  expect(scripted.asked('document.draft_pages')).toEqual([]);
  now = { version: 3, as_sent: false };
  scripted.change(['document']);
  await waitFor(() => expect(scripted.asked('document.draft_pages')).toHaveLength(1));
});

test.each([
  ['of a colleague by who writes only their own', 'own', 'user-2', false],
  ['that is nobody’s, by who writes only their own', 'own', null, false],
  ['of a colleague outside the team', 'team', 'user-3', false],
  ['of a colleague in the team', 'team', 'user-2', true],
  ['of their own', 'own', 'user-1', true],
] as const)('a paper %s', async (_, reach, owner_id, isWritten) => {
  core({
    'estimate.get': ({ id }) => ({ ...sentEstimate, id, owner_id }),
    'invoice.get': ({ id }) => ({ ...draftInvoice, id, owner_id }),
  });
  const fields = () => screen.queryAllByRole('textbox').length > 0;
  const first = await show(writer(<EstimatePage />, reach, ['user-1', 'user-2']), estimate);
  await screen.findByRole('heading', { name: sentEstimate.code });
  await waitFor(() => expect(fields()).toBe(isWritten));
  first.unmount();
  const { say } = await show(writer(<InvoicePage />, reach, ['user-1', 'user-2']), invoice);
  await screen.findByRole('heading', { name: say('invoice.draft_title') });
  await waitFor(() => expect(fields()).toBe(isWritten));
});

test('of an answered estimate, whose figures are shown only while they are what was agreed', async () => {
  let totals: typeof sentEstimate.totals = null;
  const agreed = inr('68876.60');
  const scripted = core({
    'estimate.get': ({ id }) => ({ ...sentEstimate, id, answer: acceptance, total: agreed, totals }),
  });
  const { say } = await show(<EstimatePage />, estimate);
  await screen.findByText(/68,876/);
  expect(screen.queryByRole('heading', { name: say('invoice.amounts') })).toBeNull();
  totals = sentEstimate.totals;
  scripted.change(['document']);
  expect(await screen.findByRole('heading', { name: say('invoice.amounts') })).toBeTruthy();
});

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test.each([
    ['the draft of an invoice', <InvoicePage key="i" />, invoice],
    ['an offer', <EstimatePage key="e" />, estimate],
  ])('%s', async (_, page, address) => {
    core();
    await show(reader(page), { language, ...address });
    await pages();
    await expectAccessible();
  });
});
