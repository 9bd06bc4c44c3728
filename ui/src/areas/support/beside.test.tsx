/** What a ticket is about and who asks: links, a sender who is not known, what a saved reply changes, what is known, who gets what. */
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { listenToKeys } from '@/test/keys';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { contract, contractRow, supportCore, supporting, ticket, ticketRow } from '@/test/support';
import CategorySettings from './CategorySettings';
import ContractPage from './ContractPage';
import KnowledgePage from './KnowledgePage';
import { MacrosOfMany } from './MacrosOfMany';
import { NewEntitlement } from './NewEntitlement';
import ReplySettings from './ReplySettings';
import SlaSettings from './SlaSettings';
import TicketList from './TicketList';
import TicketPage from './TicketPage';

listenToKeys();

const everything = {
  ...supporting,
  areas: [...supporting.areas, { area: 'delivery', state: 'live' }],
  user: {
    ...supporting.user,
    permissions: { ...supporting.user.permissions, 'project.read': 'all', 'invoice.read': 'all' },
  },
} as typeof supporting;
const as = (screen: ReactNode) => <CompanyProvider status={everything}>{screen}</CompanyProvider>;
const page = { path: '/tickets/$id', at: '/tickets/ticket-1' };
const badge = { tone: 'ok', icon: 'circle-check', key: 'badge.ticket.open', params: {} };
const project = { id: 'project-1', code: 'PRJ-0001', name: 'Wi-Fi at the clinic', badge, late: null };
const projects = () => ({ rows: [project], next: null }) as never;

test('a ticket says what else is about the same, and is linked to a project and another ticket', async () => {
  const other = { ...ticketRow, id: 'ticket-7', code: 'TKT-0007', subject: 'Ward 5' };
  const core = supportCore({
    'project.list': projects,
    'ticket.list': () => ({ rows: [ticketRow, other], next: null }),
    'ticket.link': () => ({ id: 'ticket-1', code: 'TKT-0001', version: 4 }),
  });
  const { user, say } = await show(as(<TicketPage />), page);
  expect(await screen.findByRole('link', { name: 'TKT-0008 Ward 4 as well' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('ticket.link') }));
  const dialog = await screen.findByRole('dialog');
  const choose = async (field: string, name: RegExp) => {
    await user.click(await within(dialog).findByRole('button', { name: new RegExp(field) }));
    await user.click(await screen.findByRole('option', { name }));
  };
  await choose(say('kind.project'), /Wi-Fi at the clinic/);
  await choose(say('ticket.related'), /Ward 5/);
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('ticket.link')).toEqual([
      {
        id: 'ticket-1',
        version: 3,
        deal_id: ticket.deal_id ?? '',
        project_id: 'project-1',
        related_id: 'ticket-7',
      },
    ]),
  );
});

test('projects that go on and invoices that are open stand beside the conversation', async () => {
  const invoice = { id: 'invoice-1', number: 'INV-0007', due_date: '2026-11-30', badge };
  supportCore({
    'project.list': projects,
    'customer_balance.get': () =>
      ({
        figures: [
          {
            open: { amount: '1180.00', currency: 'INR' },
            overdue: { amount: '0.00', currency: 'INR' },
            is_overdue: false,
          },
        ],
      }) as never,
    'invoice.list': () =>
      ({ rows: [{ ...invoice, open: { amount: '1180.00', currency: 'INR' } }], next: null }) as never,
  });
  await show(as(<TicketPage />), page);
  expect(await screen.findByRole('link', { name: 'Wi-Fi at the clinic' })).toBeTruthy();
  const link = await screen.findByRole('link', { name: 'INV-0007' });
  expect(link.getAttribute('href')).toBe('/invoices/invoice-1');
});

test('what was sold stands beside the conversation, with the paper where it may be read', async () => {
  const line = { id: 'line-1', description: 'Access point', quantity: '9', date: '2026-11-02' };
  supportCore({
    'sold_line.list': () => ({
      rows: [
        { ...line, source: { kind: 'invoice', id: 'invoice-1', code: 'INV-0007' } },
        { ...line, id: 'line-2', description: 'Cable', source: null },
      ],
      more: true,
    }),
  });
  const { say } = await show(as(<TicketPage />), page);
  const lines = within(await screen.findByRole('list', { name: say('ticket.sold') }));
  expect(lines.getByText('Access point')).toBeTruthy();
  expect(lines.getByText('Cable')).toBeTruthy();
  expect(lines.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/invoices/invoice-1',
  ]);
  expect(lines.getByText(say('ticket.sold_more'))).toBeTruthy();
  await expectAccessible();
});

test('a saved reply that says nothing changes all tickets that are chosen', async () => {
  const silent = { id: 'reply-2', name: 'Outage', body: '', follow: null, priority: 'urgent' } as const;
  const says = { ...silent, id: 'reply-3', name: 'Says', body: 'We look at it' };
  const rest = { owner_id: null, category_id: null, tag: '' };
  const core = supportCore({
    'saved_reply.list': () => ({ rows: [silent, says].map((one) => ({ ...one, ...rest })), fields: [] }),
    'saved_reply.apply': () => ({ tickets: 2 }),
  });
  const onDone = vi.fn();
  const chosen = [ticketRow, { ...ticketRow, id: 'ticket-7', version: 9 }];
  const { user, say } = await show(as(<MacrosOfMany tickets={chosen} onDone={onDone} />));
  await user.click(await screen.findByRole('button', { name: say('ticket.macros') }));
  const [first, second] = screen.getAllByRole('menuitem');
  expect(first?.textContent).toBe(`Outage${say('saved_reply.changes')}`);
  expect(second?.textContent).toBe(`Says${say('saved_reply.says_one')}`);
  expect(second?.getAttribute('aria-disabled')).toBe('true');
  await user.click(first as HTMLElement);
  await waitFor(() =>
    expect(core.asked('saved_reply.apply')).toEqual([
      {
        id: 'reply-2',
        tickets: [
          { id: ticketRow.id, version: ticketRow.version },
          { id: 'ticket-7', version: 9 },
        ],
      },
    ]),
  );
  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  await screen.findByText(say('saved_reply.applied', { count: 2 }));
});

const letter = {
  name: 'Kavita Nair',
  email: 'kavita@girija.example',
  subject: 'Ward 3',
  body: 'Still down.',
  sent_ms: null,
  customer_id: null,
  customer: '',
  is_proposed: false,
  contact_id: null,
  ticket_id: null,
  ticket: '',
};

test('a sender who is not known becomes a contact of the customer that is chosen', async () => {
  const core = supportCore({
    'attachment.choose': () => ({ files: [{ name: 'ward.eml', hash: 'abc', size: 200 }] }),
    'ticket.read_mail': () => letter,
    'contact.create': () => ({ id: 'contact-9', version: 1 }),
  });
  const at = '/tickets?add=new&customer=customer-1';
  const { user, say } = await show(as(<TicketList />), { path: '/tickets', at });
  await user.click(await screen.findByRole('button', { name: say('ticket.mail_file') }));
  await user.click(await screen.findByRole('button', { name: say('ticket.mail_contact') }));
  await waitFor(() =>
    expect(core.asked('contact.create')).toEqual([
      {
        customer_id: 'customer-1',
        contact: { name: 'Kavita Nair', email: 'kavita@girija.example' },
      },
    ]),
  );
});

test('or a customer of their own, with the address filled in', async () => {
  const core = supportCore({
    'attachment.choose': () => ({ files: [{ name: 'ward.eml', hash: 'abc', size: 200 }] }),
    'ticket.read_mail': () => letter,
    'customer.duplicates': () => ({ rows: [] }),
    'customer.create': () => ({ id: 'customer-9', version: 1, warnings: [], duplicates: [] }) as never,
  });
  const { user, say } = await show(as(<TicketList />), { path: '/tickets', at: '/tickets?add=new' });
  await user.click(await screen.findByRole('button', { name: say('ticket.mail_file') }));
  await user.click(await screen.findByRole('button', { name: say('ticket.mail_customer') }));
  const reach = await screen.findByDisplayValue('kavita@girija.example');
  await expectAccessible();
  await user.click(reach);
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(core.asked('customer.create').at(-1)).toEqual({
      name: 'Kavita Nair',
      reach: 'kavita@girija.example',
    }),
  );
});

test('a saved reply puts the focus into the words, says what else it changes, and changes it with the answer', async () => {
  const sets = { priority: 'high', tags: ['wifi', 'visit'] };
  const core = supportCore({
    'saved_reply.fill': () => ({ body: 'We come.', follow: null, set: sets }) as never,
  });
  const { user, say } = await show(as(<TicketPage />), page);
  await user.click(await screen.findByRole('button', { name: say('ticket.macros') }));
  await user.click(await screen.findByRole('menuitem', { name: 'Done' }));
  const field = screen.getByRole('textbox', { name: say('ticket.say.reply') });
  await waitFor(() => expect(document.activeElement).toBe(field));
  const what = `${say('ticket.priority.high')}, visit`;
  expect(await screen.findByText(say('ticket.sets', { what }))).toBeTruthy();
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('ticket.reply').map((one) => one.set)).toEqual([sets]));
});

test('one without words changes the ticket at once', async () => {
  const core = supportCore({
    'saved_reply.fill': () => ({ body: '', follow: null, set: { priority: 'urgent' } }) as never,
  });
  const { user, say } = await show(as(<TicketPage />), page);
  await user.click(await screen.findByRole('button', { name: say('ticket.macros') }));
  await user.click(await screen.findByRole('menuitem', { name: 'Done' }));
  await waitFor(() =>
    expect(core.asked('ticket.update')).toEqual([
      { id: 'ticket-1', version: 3, set: { priority: 'urgent' } },
    ]),
  );
});

test.each(testLocales)(
  'saved replies, categories and what is known are accessible in $name',
  async (language) => {
    supportCore();
    for (const [screenOf, at, text] of [
      [<ReplySettings key="r" />, '/settings/saved-replies', 'Dear {contact}'],
      [<KnowledgePage key="k" />, '/knowledge', 'Port 14 first.'],
    ] as const) {
      const shown = await show(as(screenOf), { path: at, at, language });
      expect(await screen.findByText(text)).toBeTruthy();
      await expectAccessible();
      shown.unmount();
    }
  },
);

test('a saved reply says what it changes', async () => {
  const core = supportCore({ 'saved_reply.save': ({ rows }) => ({ rows, fields: [] }) as never });
  const at = '/settings/saved-replies';
  const { user, say } = await show(as(<ReplySettings />), { path: at, at });
  await user.click(await screen.findByRole('button', { name: new RegExp(say('ticket.priority')) }));
  await user.click(await screen.findByRole('option', { name: say('ticket.priority.high') }));
  await user.type(screen.getByRole('textbox', { name: say('saved_reply.tag') }), 'visit');
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() =>
    expect(core.asked('saved_reply.save')).toEqual([
      {
        rows: [
          {
            id: 'reply-1',
            name: 'Done',
            body: 'Dear {contact}',
            follow: 'resolve',
            priority: 'high',
            tag: 'visit',
          },
        ],
      },
    ]),
  );
});

test('what is known is found by its words and its category', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<KnowledgePage />), { path: '/knowledge', at: '/knowledge' });
  await screen.findByText('Port 14 first.');
  await user.type(screen.getByRole('textbox', { name: say('knowledge.search') }), 'port');
  await waitFor(() => expect(core.asked('knowledge_note.list').at(-1)).toEqual({ search: 'port' }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('ticket.category')) }));
  await user.click(await screen.findByRole('option', { name: 'Fault' }));
  await waitFor(() =>
    expect(core.asked('knowledge_note.list').at(-1)).toEqual({ search: 'port', category_id: 'category-1' }),
  );
});

test('tickets of a priority go to whom they are given', async () => {
  const core = supportCore({ 'ticket_priority.save': (request) => request });
  const at = '/settings/ticket-categories';
  const { user, say } = await show(as(<CategorySettings />), { path: at, at });
  const field = new RegExp(say('ticket.priority.low'));
  await user.click(await screen.findByRole('button', { name: field }));
  await user.click(await screen.findByRole('option', { name: 'Asha Kulkarni' }));
  await waitFor(() =>
    expect(core.asked('ticket_priority.save')).toEqual([{ rows: [{ priority: 'low', owner_id: 'user-1' }] }]),
  );
});

test('which renewals are proposed by themselves is a setting, and one that is proposed can be taken back', async () => {
  const core = supportCore({
    'renewal_setting.save': () => ({ version: 2, ahead: 'all', days: 60 }),
    'contract.get': () => ({ ...contract, renewal_deal_id: 'deal-7', renewal_deal: 'DL-0007 Care' }),
    'contract.take_back': () => ({ id: contractRow.id, version: 5 }),
  });
  const at = '/settings/service-levels';
  const first = await show(as(<SlaSettings />), { path: at, at });
  await first.user.click(await screen.findByRole('button', { name: new RegExp(first.say('renewal.ahead')) }));
  await first.user.click(await screen.findByRole('option', { name: first.say('renewal.ahead.all') }));
  const days = screen.getByRole('textbox', { name: first.say('renewal.days') });
  await first.user.clear(days);
  await first.user.type(days, '60');
  await expectAccessible();
  await first.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('renewal_setting.save')).toEqual([{ version: 1, ahead: 'all', days: 60 }]),
  );
  first.unmount();
  const { user, say } = await show(as(<ContractPage />), { path: '/contracts/$id', at: '/contracts/con-1' });
  await user.click(await screen.findByRole('button', { name: say('contract.take_back') }));
  await waitFor(() =>
    expect(core.asked('contract.take_back')).toEqual([{ id: contractRow.id, version: contractRow.version }]),
  );
});

test('an entitlement begins on a day, or when a project is closed', async () => {
  const core = supportCore({ 'project.list': projects });
  const { user, say } = await show(as(<NewEntitlement customerId="customer-1" onClose={() => undefined} />));
  await user.type(await screen.findByRole('textbox', { name: say('entitlement.name') }), 'Warranty');
  await user.click(await screen.findByRole('button', { name: new RegExp(say('entitlement.begins')) }));
  await user.click(
    await screen.findByRole('option', {
      name: new RegExp(say('entitlement.begins_after', { project: project.name })),
    }),
  );
  expect(screen.getByText(say('entitlement.begins_note'))).toBeTruthy();
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('entitlement.create')[0]).toMatchObject({
      name: 'Warranty',
      after_project_id: 'project-1',
    }),
  );
});

test('a closed stretch says the weekend and the holiday', async () => {
  supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  await user.click(await screen.findByRole('button', { name: say('ticket.every_minute') }));
  const table = await screen.findByRole('table', { name: say('ticket.every_minute') });
  expect(within(table).getByText(`${say('ticket.closed.weekend')}, Diwali`)).toBeTruthy();
  await expectAccessible();
});
