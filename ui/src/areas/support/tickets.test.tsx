/** The queue, a ticket with its clock, and what is written into it. */

import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { durationTyped, minutesTyped } from '@/design';
import { formatInstant } from '@/design/format';
import { listenToKeys } from '@/test/keys';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { supportCore, supporting, ticket, ticketRow } from '@/test/support';
import TicketList from './TicketList';
import TicketPage from './TicketPage';

listenToKeys();

const as = (screen: ReactNode) => <CompanyProvider status={supporting}>{screen}</CompanyProvider>;
const page = { path: '/tickets/$id', at: '/tickets/ticket-1' };
const list = { path: '/tickets', at: '/tickets' };

test.each(testLocales)('the list and a ticket are accessible in $name', async (language) => {
  supportCore();
  const first = await show(as(<TicketList />), { ...list, language });
  expect(await screen.findByText(ticketRow.subject)).toBeTruthy();
  await expectAccessible();
  first.unmount();
  await show(as(<TicketPage />), { ...page, language });
  expect(await screen.findByText('Nurses lose the handset every few minutes.')).toBeTruthy();
  await expectAccessible();
});

test('the list opens with one’s own tickets, the shortest clock first, and the tabs say how many are late', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<TicketList />), list);
  expect(await screen.findByText(say('badge.sla.left', { hours: 1, minutes: 20 }))).toBeTruthy();
  const asked = () => core.asked('ticket.list').at(-1);
  expect(asked()).toMatchObject({
    filter: { open: true, owner_id: 'user-1' },
    sort: { column: 'due', descending: false },
  });
  const late = screen.getByRole('button', { name: new RegExp(`^${say('ticket.tab.breached')}`) });
  expect(within(late).getByText('3')).toBeTruthy();
  await user.click(late);
  await waitFor(() => expect(asked()?.filter).toEqual({ sla: 'breached' }));
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('ticket.tab.unassigned')}`) }));
  await waitFor(() => expect(asked()?.filter).toEqual({ open: true, owner_id: '' }));
});

test('a ticket shows its promises, every stretch with its reason, and what is left of what was bought', async () => {
  supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  expect(
    await screen.findByText(
      say('ticket.promised.resolution', { time: '8 h', hours: say('ticket.hours.business') }),
    ),
  ).toBeTruthy();
  expect(
    screen.getByRole('img', { name: say('ticket.bar', { counted: '6 h 40 min', uncounted: '2 h 20 min' }) }),
  ).toBeTruthy();
  expect(screen.getByText(say('entitlement.left', { left: '10 h' }))).toBeTruthy();
  await user.click(screen.getByRole('button', { name: say('ticket.every_minute') }));
  const table = await screen.findByRole('table', { name: say('ticket.every_minute') });
  expect(within(table).getAllByRole('row')).toHaveLength(ticket.clock.stretches.length + 1);
  expect(within(table).getByText(say('ticket.counts.break'))).toBeTruthy();
  await expectAccessible();
});

test('the times of a ticket are those of its branch, wherever the computer stands', async () => {
  const zone = 'Europe/Paris';
  supportCore({ 'ticket.get': () => ({ ...ticket, clock: { ...ticket.clock, time_zone: zone } }) });
  const { user, say } = await show(as(<TicketPage />), page);
  await user.click(await screen.findByRole('button', { name: say('ticket.every_minute') }));
  const table = await screen.findByRole('table', { name: say('ticket.every_minute') });
  const first = ticket.clock.stretches[0]?.from_ms ?? 0;
  const there = formatInstant(first, 'en-IN', true, zone);
  expect(there).not.toBe(formatInstant(first, 'en-IN'));
  expect(within(table).getAllByText(there)).toHaveLength(1);
  expect(within(table).getAllByTitle(zone)).toHaveLength(2 * ticket.clock.stretches.length);
  const wait = ticket.waits[0];
  const told = (at = 0) => formatInstant(at, 'en-IN', true, zone);
  const [from, to] = [told(wait?.from_ms), told(wait?.to_ms ?? undefined)];
  expect(screen.getByText(say('ticket.paused', { from, to }))).toBeTruthy();
});

test('Escape leaves the answer as it is written, and gives the letters back to the ticket', async () => {
  supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  await screen.findByText(ticket.messages[0]?.body ?? '');
  await user.keyboard('r');
  await user.keyboard('On the way.{Escape}i');
  const note = screen.getByRole<HTMLTextAreaElement>('textbox', { name: say('ticket.say.note') });
  expect(note.value).toBe('On the way.');
  expect(document.activeElement).toBe(note);
});

test('a reply is sent by keys alone, with its time and what follows', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  await screen.findByText(ticket.messages[0]?.body ?? '');
  await user.keyboard('r');
  await user.keyboard('Sameer is on the way.');
  await user.type(screen.getByRole('textbox', { name: say('ticket.minutes') }), '1h 30m');
  await user.click(screen.getByRole('button', { name: new RegExp(say('ticket.then.stay')) }));
  await user.click(await screen.findByRole('option', { name: say('ticket.then.wait') }));
  await user.click(screen.getByRole('textbox', { name: say('ticket.say.reply') }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('ticket.reply')[0]).toMatchObject({
      id: 'ticket-1',
      body: 'Sameer is on the way.',
      channel: 'phone',
      minutes: 90,
    }),
  );
  await waitFor(() =>
    expect(
      (screen.getByRole('textbox', { name: say('ticket.say.reply') }) as HTMLTextAreaElement).value,
    ).toBe(''),
  );
});

test('a note is written among colleagues, and a ticket that is closed takes nothing else', async () => {
  const core = supportCore({
    'ticket.get': () => ({ ...ticket, row: { ...ticketRow, status: 'closed', sla: null, sla_badge: null } }),
  });
  const { user, say } = await show(as(<TicketPage />), page);
  const field = await screen.findByRole('textbox', { name: say('ticket.say.note') });
  expect(screen.queryByRole('radio', { name: say('ticket.say.reply') })).toBeNull();
  await user.type(field, 'Cable replaced.');
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('ticket.send.note')}`) }));
  await waitFor(() =>
    expect(core.asked('ticket.note')).toEqual([{ id: 'ticket-1', body: 'Cable replaced.' }]),
  );
});

test('a slip in the time of a note is put right', async () => {
  const core = supportCore({ 'ticket.correct': () => ({ id: 'ticket-1', code: 'TKT-0001', version: 5 }) });
  const { user, say } = await show(as(<TicketPage />), page);
  await user.click(await screen.findByRole('button', { name: say('ticket.correct') }));
  const field = within(await screen.findByRole('dialog')).getByRole('textbox', {
    name: new RegExp(`^${say('ticket.minutes')}`),
  }) as HTMLInputElement;
  expect(field.value).toBe('30 min');
  await expectAccessible();
  await user.clear(field);
  await user.type(field, '15m{Enter}');
  await waitFor(() => expect(core.asked('ticket.correct')).toEqual([{ id: 'message-2', minutes: 15 }]));
});

test('a ticket that went astray goes to another customer, or away', async () => {
  const core = supportCore({
    'ticket.update': () => ({ id: 'ticket-1', code: 'TKT-0001', version: 5 }),
    'ticket.delete': () => ({ id: 'ticket-1', code: 'TKT-0001', version: 5 }),
  });
  const { user, say, router } = await show(as(<TicketPage />), page);
  const choose = async (id: string) => {
    await user.click(await screen.findByRole('button', { name: say('action.more') }));
    await user.click(await screen.findByRole('menuitem', { name: say(id) }));
    return screen.findByRole('dialog');
  };
  const giving = await choose('ticket.customer');
  expect(
    within(giving)
      .getByRole('button', { name: new RegExp(`^${say('ticket.customer')}`) })
      .hasAttribute('disabled'),
  ).toBe(true);
  await expectAccessible();
  await user.keyboard('{Escape}');
  const going = await choose('ticket.delete');
  await expectAccessible();
  await user.click(within(going).getByRole('button', { name: new RegExp(`^${say('ticket.delete')}`) }));
  await waitFor(() =>
    expect(core.asked('ticket.delete')).toEqual([{ id: 'ticket-1', version: ticketRow.version }]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/tickets'));
});

test('a saved reply fills the field and says what follows, and Ctrl+Enter does both', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  await user.click(await screen.findByRole('button', { name: say('ticket.macros') }));
  await user.click(await screen.findByRole('menuitem', { name: 'Done' }));
  const field = screen.getByRole('textbox', { name: say('ticket.say.reply') }) as HTMLTextAreaElement;
  await waitFor(() => expect(field.value).toBe('Dear Sunita Rao'));
  await user.click(field);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('ticket.reply').map((one) => one.then)).toEqual(['resolve']));
});

test('what was said about another thing goes on in a ticket of its own', async () => {
  const core = supportCore();
  const { user, say, router } = await show(as(<TicketPage />), {
    path: '/tickets/$id',
    at: '/tickets/ticket-0',
  });
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('ticket.split') }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: say('ticket.split_subject') }), 'A printer');
  await user.click(await within(dialog).findByRole('checkbox', { name: /Nurses lose the handset/ }));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('ticket.split')).toEqual([
      { id: 'ticket-1', subject: 'A printer', message_ids: ['message-1'] },
    ]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/ticket-1'));
});

test('what is known stands beside the ticket, and how the customer is doing', async () => {
  supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  expect(await screen.findByText(say('badge.health.late', { days: 12 }))).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: say('knowledge.title') }));
  expect(await screen.findByText('Port 14 first.')).toBeTruthy();
  await expectAccessible();
});

test('S resolves with what was done, W waits, and both send the version that was seen', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<TicketPage />), page);
  await screen.findByText(ticket.messages[0]?.body ?? '');
  await user.keyboard('w');
  await waitFor(() => expect(core.asked('ticket.wait')).toEqual([{ id: 'ticket-1', version: 3 }]));
  await user.keyboard('s');
  const dialog = await screen.findByRole('dialog');
  await user.type(
    within(dialog).getByRole('textbox', { name: new RegExp(say('ticket.what_was_done')) }),
    'New cable',
  );
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('ticket.resolve')).toEqual([{ id: 'ticket-1', version: 3, note: 'New cable' }]),
  );
});

test('a new ticket for a customer that is known says what was bought, and the rules choose the rest', async () => {
  const core = supportCore();
  const { user, say, router } = await show(as(<TicketList />), {
    path: '/tickets',
    at: '/tickets?add=new&customer=customer-1',
  });
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('Support, gold')).toBeTruthy();
  await user.type(within(dialog).getByRole('textbox', { name: say('ticket.subject') }), 'Printer jams');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('ticket.open')).toEqual([
      { customer_id: 'customer-1', subject: 'Printer jams', priority: 'normal', channel: 'phone' },
    ]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/ticket-1'));
});

const read = {
  name: 'Kavita Nair',
  email: 'kavita@girija.example',
  subject: 'Ward 3',
  body: 'Still down.',
  sent_ms: null,
  customer_id: 'customer-1',
  customer: 'Aarohi Foods Pvt Ltd',
  contact_id: 'contact-1',
  is_proposed: false,
  ticket_id: null,
  ticket: '',
};

test('a saved e-mail fills the form, and its file goes with the ticket', async () => {
  const core = supportCore({
    'attachment.choose': () => ({ files: [{ name: 'ward.eml', hash: 'abc', size: 200 }] }),
    'ticket.read_mail': () => read,
  });
  const { user, say } = await show(as(<TicketList />), { path: '/tickets', at: '/tickets?add=new' });
  await user.click(await screen.findByRole('button', { name: say('ticket.mail_file') }));
  await waitFor(() =>
    expect(core.asked('ticket.read_mail')).toEqual([{ file: { name: 'ward.eml', hash: 'abc' } }]),
  );
  const subject = screen.getByRole('textbox', { name: say('ticket.subject') }) as HTMLInputElement;
  await waitFor(() => expect(subject.value).toBe('Ward 3'));
  await user.click(subject);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('ticket.open')).toHaveLength(1));
  expect(core.asked('ticket.open')[0]).toMatchObject({
    customer_id: 'customer-1',
    contact_id: 'contact-1',
    channel: 'email',
    body: 'Still down.',
    files: [{ name: 'ward.eml', hash: 'abc' }],
  });
});

test('an e-mail that answers a ticket is added there, and a stranger is said to be one', async () => {
  let answers: typeof read | object = { ...read, ticket_id: 'ticket-1', ticket: 'TKT-0001' };
  const core = supportCore({
    'ticket.read_mail': () => answers as never,
    'ticket.receive': () => ({ id: 'ticket-1', code: 'TKT-0001', version: 4 }),
  });
  const { user, say, router } = await show(as(<TicketList />), { path: '/tickets', at: '/tickets?add=new' });
  const paste = async () => {
    await user.click(await screen.findByRole('button', { name: say('ticket.mail_paste') }));
    await user.type(await screen.findByRole('textbox', { name: say('ticket.mail_text') }), 'From: x');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: new RegExp(`^${say('ticket.mail_read')}`) }));
  };
  const known = answers;
  answers = { ...read, customer_id: null, customer: '', contact_id: null };
  await paste();
  const stranger = say('ticket.mail_unknown', { name: read.name, email: read.email });
  expect(await screen.findByText(stranger)).toBeTruthy();
  answers = known;
  await paste();
  await user.click(await screen.findByRole('button', { name: say('ticket.mail_add') }));
  await waitFor(() =>
    expect(core.asked('ticket.receive')).toEqual([
      { id: 'ticket-1', body: 'Still down.', channel: 'email', contact_id: 'contact-1' },
    ]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/tickets/ticket-1'));
});

test('who may only read is offered nothing to write', async () => {
  supportCore();
  const reading = {
    ...supporting,
    user: { ...supporting.user, permissions: { 'ticket.read': 'all', 'customer.read': 'all' } },
  } as typeof supporting;
  const { say } = await show(
    <CompanyProvider status={reading}>
      <TicketPage />
    </CompanyProvider>,
    page,
  );
  await screen.findByText(ticket.messages[0]?.body ?? '');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: new RegExp(`^${say('ticket.resolve')}`) })).toBeNull();
});

test('the conversation is printed or saved, without notes among colleagues unless they are asked for', async () => {
  const out = { path: '/x/TKT-0001.pdf', opened: true };
  const core = supportCore({ 'ticket.print': () => out, 'ticket.save': () => ({ ...out, opened: false }) });
  const { user, say } = await show(as(<TicketPage />), page);
  const open = async () => {
    await user.click(await screen.findByRole('button', { name: say('action.more') }));
    await user.click(await screen.findByRole('menuitem', { name: say('ticket.print') }));
    return screen.findByRole('dialog', { name: say('ticket.print_of', { ticket: ticketRow.subject }) });
  };
  await open();
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('ticket.print')).toEqual([{ id: 'ticket-1', notes: false }]));
  const again = await open();
  await user.click(within(again).getByRole('switch', { name: say('ticket.print_notes') }));
  await user.click(within(again).getByRole('button', { name: say('document.save_pdf') }));
  await waitFor(() => expect(core.asked('ticket.save')).toEqual([{ id: 'ticket-1', notes: true }]));
});

test('tickets are narrowed to a tag among the filters', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<TicketList />), { path: '/tickets', at: '/tickets?tab=all' });
  await user.click(await screen.findByRole('button', { name: say('filter.title') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('ticket.tag')) }));
  await user.click(await screen.findByRole('option', { name: 'camera' }));
  await waitFor(() => expect(core.asked('ticket.list').at(-1)?.filter).toEqual({ tag: 'camera' }));
  await expectAccessible();
});

test('a tag leads to all tickets that carry it', async () => {
  const core = supportCore();
  const first = await show(as(<TicketPage />), page);
  const link = await screen.findByRole('link', { name: first.say('ticket.tagged', { tag: 'wifi' }) });
  await first.user.click(link);
  await waitFor(() => expect(first.router.state.location.search).toEqual({ tab: 'all', tag: 'wifi' }));
  first.unmount();
  const { user, say } = await show(as(<TicketList />), { path: '/tickets', at: '/tickets?tab=all&tag=wifi' });
  await waitFor(() => expect(core.asked('ticket.list').at(-1)?.filter).toEqual({ tag: 'wifi' }));
  const clear = say('filter.clear', { name: say('ticket.tag') });
  await user.click(await screen.findByRole('button', { name: clear }));
  await waitFor(() => expect(core.asked('ticket.list').at(-1)?.filter).toEqual({}));
});

test.each([
  ['', undefined],
  ['90m', 90],
  ['1h 30m', 90],
  ['1:30', 90],
  ['4', 240],
  ['२', 120],
  ['soon', -1],
])('“%s” is %s minutes', (typed, minutes) => {
  expect(minutesTyped(typed)).toBe(minutes);
  if (minutes !== undefined && minutes > 0) expect(minutesTyped(durationTyped(minutes))).toBe(minutes);
});
