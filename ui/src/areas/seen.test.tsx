/** A dialog over a record is saved with the version it was opened with, whatever has happened to the record since. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CommandName } from '@/host';
import { useRead } from '@/host/queries';
import { inr } from '@/test/billing';
import { type ScriptedCore, scriptCore } from '@/test/core';
import { deal, dealRow } from '@/test/deals';
import { customer, users } from '@/test/fixtures';
import { show } from '@/test/render';
import { PriceListDialog } from './catalogue/PriceListDialog';
import { AddressDialog } from './crm/AddressDialog';
import { EditActivity } from './sales/ActivityDialog';
import { LinesSheet } from './sales/DealLines';

const ignore = () => undefined;
let version = 3;

const core = () =>
  scriptCore({
    'user.list': () => users,
    'deal.get': () => ({ ...deal, row: { ...dealRow, version } }),
    'deal.price': () => ({ total: inr('0.00'), nets: [] }) as never,
    'customer.get': () => ({ ...customer, version }),
    'price_list.list': () =>
      ({ rows: [{ id: 'list-1', name: 'Dealers', currency: 'INR', version }] }) as never,
    'activity.get': () =>
      ({
        row: {
          brief: { id: 'call-1', kind: 'call', subject: 'Call', due_date: null, due_time: null, late: null },
          version,
          record_kind: null,
          record_id: null,
          minutes: null,
          done_ms: null,
        },
        place: '',
        notes: '',
      }) as never,
    'deal.update': () => ({ id: 'deal-1', version: 9 }) as never,
    'address.update': () => ({ id: 'address-1', version: 9 }) as never,
    'price_list.save': () => ({ id: 'list-1', version: 9 }) as never,
    'activity.update': () => ({ id: 'call-1', version: 9 }) as never,
  });

function Lines() {
  const now = useRead('deal.get', { id: 'deal-1' }).data;
  return now ? <LinesSheet deal={now} onClose={ignore} /> : null;
}

function Place() {
  const now = useRead('customer.get', { id: 'customer-1' }).data;
  if (!now) return null;
  return (
    <AddressDialog
      customerId="customer-1"
      version={now.version}
      country="IN"
      address={now.addresses[0]}
      onClose={ignore}
    />
  );
}

function Prices() {
  const now = useRead('price_list.list', {}).data?.rows[0];
  return now ? <PriceListDialog list={now} onClose={ignore} /> : null;
}

const asked = (scripted: ScriptedCore, command: CommandName) =>
  scripted.asked(command) as readonly { version?: number }[];

test.each([
  ['the lines of a deal', <Lines key="1" />, 'deal.get', 'deal.update'],
  ['an address', <Place key="2" />, 'customer.get', 'address.update'],
  ['a price list', <Prices key="3" />, 'price_list.list', 'price_list.save'],
  ['an activity', <EditActivity key="4" id="call-1" onClose={ignore} />, 'activity.get', 'activity.update'],
] as const)('%s', async (_what, element, read, write) => {
  version = 3;
  const scripted = core();
  const { user, say } = await show(element);
  const save = await screen.findByRole('button', { name: new RegExp(`^${say('action.save')}`) });
  version = 4;
  scripted.change([read.split('.')[0] ?? '']);
  await waitFor(() => expect(asked(scripted, read)).toHaveLength(2));
  await waitFor(() => expect(screen.getByRole('dialog')).toBeTruthy());
  await user.click(save);
  await waitFor(() => expect(asked(scripted, write).map((one) => one.version)).toEqual([3]));
});
