/** What few papers need: another place for the delivery, and taxes that no class has. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ApiError } from '@/host';
import type { DraftInput, FieldError, TaxScheme } from '@/host/generated';
import { core, draftInvoice, totals } from '@/test/billing';
import { branch, customer } from '@/test/fixtures';
import { show } from '@/test/render';
import InvoicePage from './InvoicePage';

const place = (id: string, label: string) => ({
  ...(customer.addresses[0] as (typeof customer.addresses)[number]),
  id,
  role: 'delivery' as const,
  label,
});

async function edit(tax_scheme: TaxScheme, head: Partial<DraftInput> = {}, wrong: FieldError[] = []) {
  const scripted = core({
    'invoice.get': () => ({
      ...draftInvoice,
      draft: { customer_id: customer.id, payment_term: null, ...draftInvoice.draft, ...head },
    }),
    'document.price': () => {
      if (wrong.length > 0)
        throw new ApiError({ code: 'invalid', message_id: 'error.invalid', fields: wrong });
      return totals;
    },
    'branch.list': () => ({ rows: [{ ...branch, tax_scheme }] }),
    'customer.get': () => ({
      ...customer,
      addresses: [...customer.addresses, place('site-1', 'Lake site'), place('site-2', 'Hill site')],
    }),
  });
  const shown = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  await screen.findByDisplayValue('Structured cabling');
  return { ...shown, scripted, priced: () => scripted.asked('document.price').at(-1)?.draft };
}

test('a paper goes to the place that is chosen, and the place of supply follows it', async () => {
  const { user, say, priced } = await edit('gst_in', { place_of_supply: '27' });
  await user.click(screen.getByRole('button', { name: say('document.more') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(`${say('document.deliver_to')}$`) }));
  await user.click(await screen.findByRole('option', { name: /Hill site/ }));
  await waitFor(() => expect(priced()).toMatchObject({ delivery_address_id: 'site-2' }));
  expect(priced()?.place_of_supply).toBeUndefined();
});

test('a place that is gone is asked for again, and the message says so at its field', async () => {
  const { say } = await edit('gst_in', { delivery_address_id: 'gone' }, [
    { path: 'delivery_address_id', message_id: 'error.no_such_address', params: {} },
  ]);
  await screen.findByText(say('error.no_such_address'));
  screen.getByRole('button', { name: new RegExp(`${say('document.deliver_to')}$`) });
});

test('where the law names no taxes, a line can have its own, and where it does it cannot', async () => {
  const { user, say, priced } = await edit('other');
  await user.click(screen.getByRole('button', { name: say('lines.more_of', { number: '1' }) }));
  const tax = async (option: string) => {
    await user.click(await screen.findByRole('button', { name: new RegExp(`${say('lines.tax_class')}$`) }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await tax(say('lines.tax_by_hand'));
  // A tax without a rate is not reckoned with yet, and is no mistake.
  await waitFor(() => expect(priced()?.lines?.[0]).toMatchObject({ tax_class_id: undefined, taxes: [] }));
  await user.type(await screen.findByRole('textbox', { name: say('tax.code') }), 'City tax');
  await user.type(screen.getByRole('textbox', { name: say('tax.percent') }), '2.5');
  await waitFor(() => expect(priced()?.lines?.[0]?.taxes).toEqual([{ code: 'City tax', rate: '2.5' }]));
  await user.click(screen.getByRole('button', { name: say('tax.add_rate') }));
  expect(screen.getAllByRole('textbox', { name: say('tax.code') })).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: say('tax.drop_rate', { no: 2 }) }));
  await tax(say('lines.no_tax'));
  await waitFor(() => expect(priced()?.lines?.[0]?.taxes).toBeUndefined());
  expect(screen.queryByRole('textbox', { name: say('tax.code') })).toBeNull();
});

test('under a law with classes no tax is typed by hand', async () => {
  const { user, say } = await edit('vat_fr');
  await user.click(screen.getByRole('button', { name: say('lines.more_of', { number: '1' }) }));
  await user.click(await screen.findByRole('button', { name: new RegExp(`${say('lines.tax_class')}$`) }));
  await screen.findByRole('option', { name: say('lines.no_tax') });
  expect(screen.queryByRole('option', { name: say('lines.tax_by_hand') })).toBeNull();
});

test('only a law with codes of goods asks for them', async () => {
  const { say, unmount } = await edit('gst_in');
  await screen.findByRole('columnheader', { name: say('lines.hsn') });
  unmount();
  const { user } = await edit('vat_fr');
  await user.click(screen.getByRole('button', { name: say('lines.more_of', { number: '1' }) }));
  await screen.findByLabelText(new RegExp(`^${say('lines.unit')}`));
  expect(screen.queryByText(say('lines.hsn'))).toBeNull();
});
