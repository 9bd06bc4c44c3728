/** Where enquiries came from narrows their list, and what one has become can be taken back. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Lead, LeadRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status, users } from '@/test/fixtures';
import { expectAccessible, show } from '@/test/render';
import LeadList from './LeadList';
import LeadPage from './LeadPage';

const row = {
  id: 'lead-1',
  code: 'LEAD-0001',
  version: 2,
  title: 'Sunita Rao · Sample Foods',
  name: 'Sunita Rao',
  company: 'Sample Foods',
  phone: '',
  email: '',
  place: '',
  source: 'Referral',
  campaign: 'Expo',
  interest: 'Cameras',
  status: 'qualified',
  badge: { tone: 'ok', icon: 'circle-check', key: 'badge.qualified', params: {} },
  amount: null,
  received_ms: 1_795_320_000_000,
  respond_by_ms: null,
  responded_ms: null,
  late: null,
  next: null,
  owner_id: 'user-2',
  owner: 'Rohan Patil',
  deal_id: 'deal-1',
} as LeadRow;

const lead = { row, customer_id: 'customer-1', reason: '', original: '' } as Lead;

const core = (shown: Lead = lead) =>
  scriptCore({
    'lead.get': () => shown,
    'lead.list': () => ({
      rows: [row, { ...row, id: 'lead-2', source: 'referral', campaign: '' }],
      next: null,
    }),
    'lead.origins': () => ({ sources: ['Referral'], campaigns: ['Expo'] }),
    'lead.summary': () => ({ count: 2, late: 0, sums: [], tabs: [] }),
    'lead.reopen': () => ({ id: 'lead-1', version: 3 }),
    'user.list': () => users as never,
    'activity.list': () => ({ rows: [], next: null }),
    'attachment.list': () => ({ rows: [] }),
    'next_action.of_record': () => ({ action: null }),
  });

const onlyLeads = { 'user.read': 'all', 'lead.read': 'all', 'lead.write': 'all' };
const permissions = { ...onlyLeads, 'deal.write': 'all' };
const as = (element: React.ReactNode, rights: object = permissions) => (
  <CompanyProvider status={{ ...status, user: { ...status.user, permissions: rights } } as typeof status}>
    {element}
  </CompanyProvider>
);
const page = { path: '/leads/$id', at: '/leads/lead-1' };

test('a qualifying is taken back, and says what stays', async () => {
  const scripted = core();
  const { user, say } = await show(as(<LeadPage />), page);
  expect(await screen.findByText(say('lead.take_back_text'))).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: say('lead.take_back') }));
  await waitFor(() => expect(scripted.asked('lead.reopen')).toEqual([{ id: 'lead-1', version: 2 }]));
});

test('whoever may not write deals is not offered it, and without a deal only the lead is spoken of', async () => {
  core();
  const { say, unmount } = await show(as(<LeadPage />, onlyLeads), page);
  await screen.findByText(say('lead.became'));
  expect(screen.queryByRole('button', { name: say('lead.take_back') })).toBeNull();
  unmount();
  core({ ...lead, row: { ...row, deal_id: null } });
  await show(as(<LeadPage />), page);
  expect(await screen.findByText(say('lead.take_back_alone'))).toBeTruthy();
});

test('without a deal it takes no right to write deals, and only what is qualified is taken back', async () => {
  core({ ...lead, row: { ...row, deal_id: null } });
  const { say, unmount } = await show(as(<LeadPage />, onlyLeads), page);
  expect(await screen.findByRole('button', { name: say('lead.take_back') })).toBeTruthy();
  unmount();
  core({ ...lead, row: { ...row, deal_id: null, status: 'disqualified' } });
  await show(as(<LeadPage />), page);
  await screen.findByText(say('lead.became'));
  expect(screen.queryByText(say('lead.take_back_alone'))).toBeNull();
});

test('the list is narrowed to a source and a campaign, also to one that no lead names any more', async () => {
  const scripted = core();
  const { user, say } = await show(as(<LeadList />), { path: '/leads', at: '/leads?campaign=Diwali' });
  const narrowed = () => scripted.asked('lead.list').findLast(({ filter }) => filter)?.filter;
  await waitFor(() => expect(narrowed()).toEqual({ open: true, campaign: 'Diwali' }));
  expect(await screen.findByText('Diwali')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: say('filter.title') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(`${say('lead.source')}$`) }));
  expect((await screen.findAllByRole('option')).map((one) => one.textContent)).toEqual([
    say('filter.any'),
    'Referral',
  ]);
  await user.click(screen.getByRole('option', { name: 'Referral' }));
  await waitFor(() => expect(narrowed()).toEqual({ open: true, campaign: 'Diwali', source: 'Referral' }));
});

test('a source is the same in other capitals, a campaign is another', async () => {
  const scripted = core();
  await show(as(<LeadList />), { path: '/leads', at: '/leads?source=referral&campaign=EXPO' });
  await waitFor(() => expect(scripted.asked('lead.origins')).toHaveLength(1));
  expect(await screen.findByText('EXPO')).toBeTruthy();
  const narrowed = { open: true, source: 'referral', campaign: 'EXPO' };
  expect(scripted.asked('lead.list').findLast(({ filter }) => filter)?.filter).toEqual(narrowed);
});

test('source and owner stand in the list', async () => {
  core();
  const { say } = await show(as(<LeadList />), { path: '/leads', at: '/leads' });
  expect((await screen.findAllByText('Rohan Patil')).length).toBe(2);
  expect(screen.getByRole('columnheader', { name: new RegExp(say('lead.source')) })).toBeTruthy();
});
