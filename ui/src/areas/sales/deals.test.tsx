/** A deal is renamed, deleted, moved and given away where it is seen. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { type OwnKeys, ownKeys, startKeys } from '@/app/keys';
import type { Deal, DealRow, Pipeline } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status, users } from '@/test/fixtures';
import { expectAccessible, show } from '@/test/render';
import DealPage from './DealPage';
import Deals from './Deals';

const row = {
  id: 'deal-1',
  code: 'DEAL-0001',
  version: 3,
  title: 'Plant network',
  customer_id: null,
  customer: 'Sample Foods',
  pipeline_id: 'pipeline-1',
  stage_id: 'stage-1',
  stage: 'Contacted',
  status: 'open',
  amount: null,
  probability: '50',
  expected_close: null,
  age_days: 2,
  limit_days: null,
  badge: { tone: 'info', icon: 'circle-dot', key: 'badge.stage', params: { stage: 'Contacted' } },
  ageing: null,
  next: null,
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
} as unknown as DealRow;

const deal = {
  row,
  currency: 'INR',
  contact_id: null,
  contact: '',
  prospect: 'Sample Foods',
  source: '',
  notes: '',
  lost_reason: '',
  won_criteria: '',
  lead_id: null,
  lines: [] as Deal['lines'],
  stages: [] as Deal['stages'],
} as unknown as Deal;

const stages = [
  { id: 'stage-1', name: 'Contacted' },
  { id: 'stage-2', name: 'Negotiation' },
] as Pipeline['stages'];

const core = (shown: Deal = deal, more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'pipeline.list': () => ({ rows: [{ id: 'pipeline-1', name: 'Sales', version: 1, stages }] }),
    'deal.get': () => shown,
    'deal.list': () => ({ rows: [row], next: null }),
    'deal.summary': () => ({ count: 1, ageing: 0, sums: [], weighted: [], to_invoice: [] }),
    'deal.board': () => ({
      pipeline_id: 'pipeline-1',
      columns: stages.map((stage, index) => ({
        stage,
        count: 1 - index,
        ageing: 0,
        sums: [],
        weighted: [],
        cards: index === 0 ? [row] : [],
        next: null,
      })),
      count: 1,
      sums: [],
      weighted: [],
    }),
    'deal.update': () => ({ id: 'deal-1', version: 4 }) as never,
    'deal.move': () => ({ id: 'deal-1', version: 4 }) as never,
    'deal.delete': () => ({ id: 'deal-1', version: 4 }) as never,
    'user.list': () => users as never,
    'activity.list': () => ({ rows: [], next: null }),
    'attachment.list': () => ({ rows: [] }),
    'next_action.of_record': () => ({ action: null }),
    ...more,
  });

const permissions = { 'user.read': 'all', 'deal.read': 'all', 'deal.write': 'all' };
const seller = { ...status, user: { ...status.user, permissions } } as typeof status;
const asSeller = (element: React.ReactNode) => <CompanyProvider status={seller}>{element}</CompanyProvider>;
const page = () => show(asSeller(<DealPage />), { path: '/deals/$id', at: '/deals/deal-1' });

test('the title of a deal is changed where it stands', async () => {
  const scripted = core();
  const { user, say } = await page();
  const facts = await screen.findByRole('complementary', { name: say('deal.facts') });
  await user.click(within(facts).getByRole('button', { name: row.title }));
  const field = within(facts).getByRole('textbox', { name: say('deal.title') });
  await user.clear(field);
  await user.type(field, 'Plant cameras{Enter}');
  await waitFor(() =>
    expect(scripted.asked('deal.update')).toEqual([
      { id: 'deal-1', version: 3, set: { title: 'Plant cameras' } },
    ]),
  );
});

test('a deal is deleted from its page, and can be brought back', async () => {
  const scripted = core();
  const { user, say, router } = await page();
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('action.delete') }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/deals'));
  expect(scripted.asked('deal.delete')).toEqual([{ id: 'deal-1', version: 3 }]);
  expect(await screen.findByRole('button', { name: new RegExp(say('action.undo')) })).toBeTruthy();
});

test('a deal with documents says why it stays, and a won one is not offered to be deleted', async () => {
  core(deal, {
    'deal.delete': () => ({ code: 'precondition', message_id: 'error.deal_in_use' }),
  });
  const { user, say, router, unmount } = await page();
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('action.delete') }));
  expect(await screen.findByText(say('error.deal_in_use'))).toBeTruthy();
  expect(router.state.location.pathname).toBe('/deals/deal-1');
  unmount();
  core({ ...deal, row: { ...row, status: 'won' } });
  await page();
  await screen.findByRole('button', { name: say('deal.reopen') });
  expect(screen.queryByRole('button', { name: say('action.more') })).toBeNull();
});

test.each<{ press: string; own: OwnKeys }>([
  { press: 's', own: {} },
  { press: 'm', own: { s: 'm' } },
])('$press on a card chooses its stage where own keys are $own', async ({ press, own }) => {
  ownKeys.set(own);
  onTestFinished(() => ownKeys.set({}));
  const scripted = core();
  const { user, say } = await show(asSeller(<Deals />));
  (await screen.findByText(row.title)).closest<HTMLElement>('[role=button]')?.focus();
  await user.keyboard(press);
  await user.click(
    await screen.findByRole('button', { name: say('deal.move_to', { stage: 'Negotiation' }) }),
  );
  await waitFor(() =>
    expect(scripted.asked('deal.move')).toEqual([{ id: 'deal-1', version: 3, stage_id: 'stage-2' }]),
  );
});

test('O on a page gives the deal to a colleague', async () => {
  const scripted = core();
  onTestFinished(startKeys());
  const { user, say } = await page();
  await screen.findByRole('heading', { name: row.title });
  await waitFor(() => expect(scripted.asked('user.list')).toHaveLength(1));
  await user.keyboard('o');
  const dialog = await screen.findByRole('dialog', { name: say('deal.owner_of', { deal: row.title }) });
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: /Asha Kulkarni/ }));
  await user.click(await screen.findByRole('option', { name: 'Rohan Patil' }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() =>
    expect(scripted.asked('deal.update')).toEqual([
      { id: 'deal-1', version: 3, set: { owner_id: 'user-2' } },
    ]),
  );
});
