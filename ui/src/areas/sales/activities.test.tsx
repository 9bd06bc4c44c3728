/** What is planned can be a colleague's. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Activity, ActivityRow } from '@/host/generated';
import { core as billing, issuedInvoice } from '@/test/billing';
import { scriptCore } from '@/test/core';
import { status, users } from '@/test/fixtures';
import { expectAccessible, show } from '@/test/render';
import InvoicePage from '../billing/InvoicePage';
import { Activities } from './Activities';
import { EditActivity, NewActivity } from './ActivityDialog';
import VisitPage from './VisitPage';

const row = {
  brief: {
    id: 'call-1',
    kind: 'call',
    subject: 'Ask for the plan',
    due_date: null,
    due_time: null,
    late: null,
  },
  version: 2,
  record_id: null,
  record_kind: null,
  record_title: null,
  customer_id: null,
  customer: null,
  minutes: null,
  promise: false,
  outcome: '',
  done_ms: null,
  owner_id: 'user-2',
  owner: 'Rohan Patil',
} as unknown as ActivityRow;

const activity = (part: Partial<ActivityRow> = {}) =>
  ({
    row: { ...row, ...part },
    place: '',
    notes: '',
    arrival_ms: null,
    leaving_ms: null,
    visit_day: null,
    arrival: null,
    leaving: null,
    signature_id: null,
    signed_by: '',
  }) as unknown as Activity;

const core = (shown: Activity = activity()) =>
  scriptCore({
    'activity.list': () => ({
      rows: [
        row,
        { ...row, brief: { ...row.brief, id: 'call-2' }, owner_id: 'user-1', owner: 'Asha Kulkarni' },
      ],
      next: null,
    }),
    'activity.get': () => shown,
    'activity.create': () => ({ id: 'call-3', version: 1 }) as never,
    'activity.update': () => ({ id: 'call-1', version: 3 }) as never,
    'attachment.list': () => ({ rows: [] }),
    'user.list': () => users as never,
  });

const owner = (say: (id: string) => string) =>
  screen.findByRole('button', { name: new RegExp(`${say('deal.owner')}$`) });

test('activities of a colleague name the colleague, one’s own name nobody', async () => {
  core();
  await show(<Activities of={{}} />);
  expect(await screen.findByText('Rohan Patil')).toBeTruthy();
  expect(screen.queryByText('Asha Kulkarni')).toBeNull();
});

test('what is planned is one’s own until it is given to a colleague', async () => {
  const scripted = core();
  const { user, say } = await show(<NewActivity day="2026-11-24" time="10:00" onClose={() => undefined} />);
  expect((await owner(say)).textContent).toContain('Asha Kulkarni');
  await user.click(await owner(say));
  await user.click(await screen.findByRole('option', { name: 'Rohan Patil' }));
  await user.type(screen.getByRole('textbox', { name: say('activity.subject') }), 'Survey');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('activity.create')).toMatchObject([{ subject: 'Survey', owner_id: 'user-2' }]),
  );
});

test('an activity of somebody who has left can be changed without giving it away', async () => {
  const scripted = core(activity({ owner_id: 'user-9', owner: 'Meera Joshi' }));
  const { user, say } = await show(<EditActivity id="call-1" onClose={() => undefined} />);
  expect((await owner(say)).textContent).toContain('Meera Joshi');
  await user.type(screen.getByRole('textbox', { name: say('activity.subject') }), ' again');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('activity.update')).toHaveLength(1));
  expect(scripted.asked('activity.update')[0]?.set.owner_id).toBeUndefined();
  expect(scripted.asked('activity.update')[0]?.set.subject).toBe('Ask for the plan again');
});

test('an activity that one may only look at is not sent', async () => {
  const scripted = core();
  const { 'activity.write': _, ...permissions } = status.user.permissions;
  const { user, say } = await show(
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions } }}>
      <EditActivity id="call-1" onClose={() => undefined} />
    </CompanyProvider>,
  );
  await user.type(await screen.findByRole('textbox', { name: say('activity.subject') }), ' again');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(scripted.asked('activity.update')).toEqual([]);
});

test('what stands above a signature cannot be changed', async () => {
  const visit = { ...row.brief, id: 'visit-1', kind: 'visit' as const };
  const hours = { arrival: '09:30', arrival_ms: 1, leaving: '10:45', leaving_ms: 2, place: 'Nashik plant' };
  const shown = async (signature_id: string | null) => {
    core({
      ...activity({ brief: visit }),
      ...hours,
      signature_id,
      signed_by: signature_id ? 'Sunita Rao' : '',
    });
    return show(<VisitPage />, { path: '/visits/$id', at: '/visits/visit-1' });
  };
  const { say, unmount } = await shown(null);
  await screen.findByRole('button', { name: say('visit.times_edit') });
  expect(screen.getByRole('textbox', { name: say('visit.work') }).hasAttribute('readonly')).toBe(false);
  unmount();
  await shown('signature-1');
  await screen.findByText('Sunita Rao');
  expect(screen.queryByRole('button', { name: say('visit.times_edit') })).toBeNull();
  expect(screen.getByRole('textbox', { name: say('visit.work') }).hasAttribute('readonly')).toBe(true);
  expect(screen.queryByRole('button', { name: new RegExp(say('visit.place')) })).toBeNull();
});

test('a visit is given to a colleague on its page', async () => {
  const visit = { ...row.brief, id: 'visit-1', kind: 'visit' as const };
  const scripted = core(activity({ brief: visit, owner_id: 'user-1', owner: 'Asha Kulkarni' }));
  const { user, say } = await show(<VisitPage />, { path: '/visits/$id', at: '/visits/visit-1' });
  const facts = await screen.findByRole('complementary', { name: say('visit.facts') });
  await expectAccessible();
  await user.click(within(facts).getByRole('button', { name: 'Asha Kulkarni' }));
  await user.click(await screen.findByRole('option', { name: 'Rohan Patil' }));
  await waitFor(() =>
    expect(scripted.asked('activity.update')).toEqual([
      { id: 'visit-1', version: 2, set: { owner_id: 'user-2' } },
    ]),
  );
});

test('on the page of a customer an activity names the record it is about, which it leads to', async () => {
  const about = { customer_id: 'customer-1', customer: 'Sample Foods' };
  const rows = [
    { ...row, ...about, record_id: 'deal-1', record_kind: 'deal', record_title: 'Plant network' },
    { ...row, ...about, record_id: 'contact-1', record_kind: 'contact', record_title: 'Sunita Rao' },
    { ...row, ...about, record_id: 'customer-1', record_kind: 'customer', record_title: 'Sample Foods' },
  ].map((one, index) => ({ ...one, brief: { ...row.brief, id: `call-${index}` } }));
  scriptCore({ 'activity.list': () => ({ rows, next: null }) });
  await show(<Activities of={{ customer_id: 'customer-1' }} />);
  expect((await screen.findByRole('link', { name: 'Plant network' })).getAttribute('href')).toContain(
    '/deals/deal-1',
  );
  expect(screen.getByRole('link', { name: 'Sunita Rao' }).getAttribute('href')).toContain(
    '/customers/customer-1',
  );
  expect(screen.queryByText('Sample Foods')).toBeNull();
  await expectAccessible();
});

test('what was done about an invoice stands on its page', async () => {
  const scripted = billing({
    'invoice.get': () => issuedInvoice,
    'activity.list': () => ({ rows: [{ ...row, record_id: issuedInvoice.id }], next: null }),
  });
  const at = { path: '/invoices/$id', at: `/invoices/${issuedInvoice.id}` };
  const { user, say } = await show(<InvoicePage />, at);
  await user.click(await screen.findByRole('tab', { name: say('activity.title') }));
  expect(await screen.findByText('Ask for the plan')).toBeTruthy();
  expect(scripted.asked('activity.list')[0]?.filter).toEqual({ record_id: issuedInvoice.id });
});
