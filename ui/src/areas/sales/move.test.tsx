/** A stage that asks for something offers the way to it, and the deal moves once it is given. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Deal, DealRow, Stage } from '@/host/generated';
import { useRead } from '@/host/queries';
import { scriptCore } from '@/test/core';
import { selling } from '@/test/deals';
import { show } from '@/test/render';
import { MoveDialog } from './MoveDialog';

const row = { id: 'deal-1', version: 3, title: 'Plant network', customer_id: null, amount: null } as DealRow;
const stage = { id: 'stage-2', name: 'Negotiation' } as Stage;

/** Reads the customer beside the dialog, as the page of a deal does. */
function Rail() {
  useRead('customer.get', { id: 'customer-1' }, { also: ['contact'] });
  return null;
}

test('lines and a person are given from within, and the newest version is moved', async () => {
  let deal = {
    row,
    currency: 'AED',
    prospect: 'Sample',
    lines: [] as Deal['lines'],
  } as Deal;
  const scripted = scriptCore({
    'deal.get': () => deal,
    'deal.price': () => ({ nets: [], total: { amount: '0.00', currency: 'AED' } }),
    'deal.update': () => {
      deal = { ...deal, row: { ...row, version: 4 }, lines: [{ id: 'line-1' }] as Deal['lines'] };
      return { id: 'deal-1', version: 4 } as never;
    },
    'deal.move': () => ({ id: 'deal-1', version: 5 }) as never,
    'item.pick': () => ({ currency: 'AED', hits: [] }),
  });
  const { user, say } = await show(
    <MoveDialog
      deal={row}
      stage={stage}
      missing={['lines', 'contact', 'amount']}
      onClose={() => undefined}
    />,
  );
  expect(await screen.findByRole('button', { name: say('deal.choose_customer') })).toBeTruthy();
  expect(await screen.findByText(/AED/)).toBeTruthy();
  const lines = await screen.findByRole('button', { name: say('deal.lines.add') });
  await waitFor(() => expect(lines.hasAttribute('disabled')).toBe(false));
  await user.click(lines);
  await user.click(await screen.findByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() => expect(scripted.asked('deal.update')).toHaveLength(1));
  const move = await screen.findByRole('button', {
    name: new RegExp(say('deal.move_to', { stage: stage.name })),
  });
  await waitFor(() => expect(screen.queryByRole('button', { name: say('deal.lines.add') })).toBeNull());
  await user.click(move);
  await waitFor(() =>
    expect(scripted.asked('deal.move')).toEqual([{ id: 'deal-1', version: 4, stage_id: 'stage-2', set: {} }]),
  );
});

test('a customer without people is given one, who is then the contact', async () => {
  let contacts: { id: string; name: string }[] = [];
  const own = { ...row, customer_id: 'customer-1' };
  const scripted = scriptCore({
    'deal.get': () => ({ row: own, currency: 'INR', lines: [] as Deal['lines'] }) as Deal,
    'customer.get': () => ({ contacts }) as never,
    'contact.create': () => {
      contacts = [{ id: 'contact-1', name: 'Sunita Rao' }];
      return { id: 'contact-1', version: 1 } as never;
    },
    'deal.move': () => ({ id: 'deal-1', version: 4 }) as never,
  });
  const { user, say } = await show(
    <MoveDialog deal={own} stage={stage} missing={['contact']} onClose={() => undefined} />,
  );
  const add = await screen.findByRole('button', { name: say('contact.add') });
  await waitFor(() => expect(add.hasAttribute('disabled')).toBe(false));
  await user.click(add);
  await user.type(await screen.findByRole('textbox', { name: say('contact.name') }), 'Sunita Rao');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('contact.create')).toHaveLength(1));
  await screen.findByRole('button', { name: new RegExp(`Sunita Rao.*${say('kind.contact')}`) });
  await user.click(
    screen.getByRole('button', { name: new RegExp(say('deal.move_to', { stage: stage.name })) }),
  );
  await waitFor(() => expect(scripted.asked('deal.move')).toHaveLength(1));
  expect(scripted.asked('deal.move')).toMatchObject([{ set: { contact_id: 'contact-1' } }]);
});

test('what no stage asks for is not sent, though it is known or was typed before', async () => {
  const own = { ...row, customer_id: 'customer-1' };
  const scripted = scriptCore({
    'deal.get': () => ({ row: own, currency: 'INR', lines: [] as Deal['lines'] }) as Deal,
    'customer.get': () => ({ contacts: [{ id: 'contact-1', name: 'Sunita Rao' }] }) as never,
    'deal.move': () => ({ id: 'deal-1', version: 4 }) as never,
  });
  const { user, say } = await show(
    <>
      <Rail />
      <MoveDialog deal={own} stage={stage} missing={['amount']} onClose={() => undefined} />
    </>,
  );
  await waitFor(() => expect(scripted.asked('customer.get')).toHaveLength(1));
  await user.type(await screen.findByRole('textbox', { name: new RegExp(`^${say('deal.amount')}`) }), '100');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('deal.move')).toHaveLength(1));
  expect(scripted.asked('deal.move')[0]?.set).toEqual({ amount: '100' });
});

test('what the core refuses of a given value stands at its field', async () => {
  scriptCore({
    'deal.get': () => ({ row, currency: 'INR', lines: [] as Deal['lines'] }) as Deal,
    'deal.move': () =>
      ({
        code: 'invalid',
        message_id: 'error.invalid',
        fields: [{ path: 'set.amount', message_id: 'error.number' }],
      }) as never,
  });
  const { user, say } = await show(
    <MoveDialog deal={row} stage={stage} missing={['amount', 'contact']} onClose={() => undefined} />,
  );
  expect(await screen.findByText(say('deal.contact_needs_customer'))).toBeTruthy();
  const amount = screen.getByRole('textbox', { name: new RegExp(`^${say('deal.amount')}`) });
  await user.type(amount, 'much{Control>}{Enter}{/Control}');
  await waitFor(() => expect(amount.getAttribute('aria-invalid')).toBe('true'));
});

test('whoever may not add a contact is told that one is missing', async () => {
  const own = { ...row, customer_id: 'customer-1' };
  scriptCore({
    'deal.get': () => ({ row: own, currency: 'INR', lines: [] as Deal['lines'] }) as Deal,
    'customer.get': () => ({ contacts: [] }) as never,
  });
  const { say } = await show(
    <CompanyProvider status={selling}>
      <MoveDialog deal={own} stage={stage} missing={['contact']} onClose={() => undefined} />
    </CompanyProvider>,
  );
  expect(await screen.findByText(say('deal.contact_missing'))).toBeTruthy();
  expect(screen.queryByRole('button', { name: say('contact.add') })).toBeNull();
});
