/**
 * A dialog over a record is saved with the version it was opened with, whatever has happened to the record since; refused for that,
 * it can go on from the newest.
 */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CommandName } from '@/host';
import type { DealLine } from '@/host/generated';
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
let others: DealLine[] = [];

const answer = (id: string, seen?: number) =>
  seen === version
    ? ({ id, version: 9, warnings: [] } as never)
    : {
        code: 'conflict' as const,
        message_id: 'error.conflict',
        params: { version, seen: seen ?? 0 },
        fields: [],
        warnings: [],
      };

const line = (id: string, description: string, quantity = '1') =>
  ({
    id,
    item_id: null,
    description,
    quantity,
    unit: 'nos',
    unit_price: '100',
    discount_percent: '0',
    tax_class: '',
    net: inr('100.00'),
  }) as DealLine;

const core = () =>
  scriptCore({
    'user.list': () => users,
    'deal.get': () => ({ ...deal, lines: others, row: { ...dealRow, version } }),
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
    'deal.update': ({ version: seen }) => answer('deal-1', seen),
    'address.update': ({ version: seen }) => answer('address-1', seen),
    'price_list.save': ({ version: seen }) => answer('list-1', seen),
    'activity.update': ({ version: seen }) => answer('call-1', seen),
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
  await user.click(await screen.findByRole('button', { name: say('form.newest') }));
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(save);
  await waitFor(() => expect(asked(scripted, write).map((one) => one.version)).toEqual([3, 4]));
});

test('what was typed over the lines of a deal goes over the newest ones', async () => {
  version = 3;
  others = [
    line('line-1', 'Router'),
    line('line-2', 'Cable'),
    line('line-3', 'Rack'),
    line('line-4', 'Survey'),
  ];
  const scripted = core();
  const { user, say } = await show(<Lines />);
  const field = async (label: string, index: number) =>
    (await screen.findAllByRole('textbox', { name: say(label) }))[index] as HTMLElement;
  // One is typed over, one is taken away, one is typed over that others take away, and one is left as it is.
  await user.clear(await field('lines.quantity', 0));
  await user.type(await field('lines.quantity', 0), '4');
  await user.click(screen.getByRole('button', { name: say('lines.remove', { number: '2' }) }));
  await user.type(await field('lines.item', 1), ' 42U');
  version = 4;
  others = [line('line-1', 'Router, 8 ports'), line('line-2', 'Cable'), line('line-5', 'Training')];
  scripted.change(['deal']);
  await waitFor(() => expect(asked(scripted, 'deal.get')).toHaveLength(2));
  const save = screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) });
  await user.click(save);
  await user.click(await screen.findByRole('button', { name: say('form.newest') }));
  await user.click(save);
  await waitFor(() => expect(asked(scripted, 'deal.update')).toHaveLength(2));
  expect(scripted.asked('deal.update')[1]).toMatchObject({
    version: 4,
    set: {
      lines: [
        { id: 'line-1', description: 'Router, 8 ports', quantity: '4' },
        { id: undefined, description: 'Rack 42U' },
        { id: 'line-5', description: 'Training' },
      ],
    },
  });
});
