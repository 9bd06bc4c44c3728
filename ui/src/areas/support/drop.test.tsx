/** An e-mail that is dropped from outside of the window fills a new ticket; other places take files too, or leave the page alone. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { Attachments } from '@/areas/files/Attachments';
import { refuseOtherDrops } from '@/design/file-drop';
import { expectAccessible, show } from '@/test/render';
import { supportCore, supporting, ticketRow } from '@/test/support';
import TicketList from './TicketList';

const as = (screen: ReactNode) => <CompanyProvider status={supporting}>{screen}</CompanyProvider>;
const file = (name: string) => new File(['From: sunita@example.com'], name);

/** What the browser tells of files that are held over the page. */
const held = (...files: File[]) => ({
  types: ['Files'],
  dropEffect: 'none',
  items: files.map((one) => ({ kind: 'file', getAsFile: () => one })),
});

const letter = {
  name: 'Sunita Rao',
  email: 'sunita@example.com',
  subject: 'Bell does not ring',
  body: 'Since this morning.',
  sent_ms: null,
  customer_id: ticketRow.customer_id,
  customer: ticketRow.customer,
  is_proposed: false,
  contact_id: null,
  ticket_id: null,
  ticket: '',
};

const openList = async () => {
  const core = supportCore({ 'ticket.read_mail': () => letter });
  const shown = await show(as(<TicketList />), { path: '/tickets', at: '/tickets' });
  return { core, ...shown, row: await screen.findByText(ticketRow.subject) };
};

test('an e-mail dropped on the list opens a ticket that is filled from it', async () => {
  const { core, row, say } = await openList();
  const over = { dataTransfer: held(file('bell.eml')) };
  fireEvent.dragEnter(row, over);
  expect(screen.getByText(say('ticket.drop'))).toBeTruthy();
  fireEvent.dragLeave(row, over);
  expect(screen.queryByText(say('ticket.drop'))).toBeNull();
  fireEvent.dragEnter(row, over);
  fireEvent.drop(row, over);
  const subject = await screen.findByRole('textbox', { name: say('ticket.subject') });
  expect((subject as HTMLInputElement).value).toBe('Bell does not ring');
  expect(screen.queryByText(say('ticket.drop'))).toBeNull();
  expect(core.asked('ticket.read_mail')).toEqual([{ file: { name: 'bell.eml', hash: 'hash of bell.eml' } }]);
  await expectAccessible();
});

test('one that is dropped on the sheet fills the sheet, and of several none is taken', async () => {
  const { core, user, say } = await openList();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('ticket.new')}`) }));
  const subject = (await screen.findByRole('textbox', { name: say('ticket.subject') })) as HTMLInputElement;
  fireEvent.drop(subject, { dataTransfer: held(file('one.eml'), file('two.eml')) });
  fireEvent.drop(subject, { dataTransfer: held(file('bell.eml')) });
  await waitFor(() => expect(subject.value).toBe('Bell does not ring'));
  expect(core.asked('ticket.read_mail')).toHaveLength(1);
  expect(screen.getAllByRole('textbox', { name: say('ticket.subject') })).toHaveLength(1);
});

test('files dropped on those of a record are added to it', async () => {
  const core = supportCore({
    'attachment.list': () => ({ rows: [] }),
    'attachment.add': () => ({ ids: [] }),
  });
  const { say } = await show(as(<Attachments recordId="ticket-1" mayWrite />));
  const none = await screen.findByText(say('files.none'));
  fireEvent.drop(none, { dataTransfer: held(file('plan.pdf'), file('photo.png')) });
  await waitFor(() =>
    expect(core.asked('attachment.add')).toEqual([
      {
        record_id: 'ticket-1',
        files: [
          { name: 'plan.pdf', hash: 'hash of plan.pdf' },
          { name: 'photo.png', hash: 'hash of photo.png' },
        ],
      },
    ]),
  );
});

test('a file that is dropped elsewhere does not take the page away, and words are none of its business', () => {
  refuseOtherDrops();
  expect(fireEvent.drop(document.body, { dataTransfer: held(file('plan.pdf')) })).toBe(false);
  expect(fireEvent.drop(document.body, { dataTransfer: { types: ['text/plain'] } })).toBe(true);
});
