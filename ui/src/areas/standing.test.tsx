/**
 * A dialog that was opened over a row of a list is refused once others have changed the row, shows what they wrote, and goes on from
 * there.
 */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { CommandName } from '@/host';
import type { ActivityRow, LeadRow, NumberSeries, PermissionSetRow, TaxClass } from '@/host/generated';
import { useRead } from '@/host/queries';
import { scriptCore } from '@/test/core';
import { deal, dealRow } from '@/test/deals';
import { customer, status, users } from '@/test/fixtures';
import { show } from '@/test/render';
import TaxClasses from './catalogue/TaxClasses';
import { AddressCards } from './crm/Addresses';
import { PeopleCards } from './crm/People';
import { Activities } from './sales/Activities';
import { useDealActions } from './sales/useDealActions';
import { useDealSteps } from './sales/useDealSteps';
import { useLeadActions } from './sales/useLeadActions';
import NumberSettings from './settings/NumberSettings';
import UserSettings from './settings/UserSettings';

const opened = 3;
/** What stands by now; the word is what others wrote. */
let now = { version: opened, word: 'Ours', isGone: false };

const lead = { id: 'lead-1', status: 'new', title: 'Cameras', company: 'Sample Foods', amount: null };
const leadRow = () => ({ ...lead, version: now.version, interest: now.word }) as LeadRow;
const activityRow = (version = now.version) =>
  ({
    brief: { id: 'call-1', kind: 'call', subject: 'Call', due_date: null, due_time: null, late: null },
    version,
    done_ms: null,
    owner_id: 'user-1',
    owner: 'Asha Kulkarni',
  }) as ActivityRow;
const rate = { id: 'rate-1', code: 'GST', supply: 'any', valid_from: null, valid_to: null };

const conflict = { code: 'conflict', message_id: 'error.conflict', params: {}, fields: [] } as const;
const gone = {
  code: 'not_found',
  message_id: 'error.not_found',
  params: { kind: 'contact' },
  fields: [],
} as const;
const write = ({ version }: { version?: number }) =>
  (version === now.version
    ? now.isGone
      ? gone
      : { id: 'any', version: 9, warnings: [], invoice_ids: [] }
    : conflict) as never;

const core = () =>
  scriptCore({
    'customer.get': () => ({
      ...customer,
      version: now.version,
      addresses: now.isGone ? [] : customer.addresses.map((one) => ({ ...one, street: now.word })),
      contacts: customer.contacts.map((one) => ({ ...one, version: now.version, job: now.word })),
    }),
    'address.update': write,
    'contact.update': write,
    'deal.get': () => ({ ...deal, row: { ...dealRow, version: now.version } }),
    'deal.win': write,
    'deal.lose': write,
    'deal.update': write,
    'lead.get': () => ({ row: leadRow() }) as never,
    'lead.qualify': write,
    'lead.disqualify': write,
    'customer.duplicates': () => ({ rows: [] }),
    'activity.list': () => ({ rows: [activityRow(opened)], next: null }),
    'activity.get': () => ({ row: activityRow() }) as never,
    'activity.done': write,
    'user.list': () => ({
      rows: users.rows.map((one) => ({ ...one, version: now.version, email: now.word })),
    }),
    'user.update': write,
    'permission_set.list': () => ({
      rows: [
        { id: 'set-1', version: now.version, name: now.word, preset: '', grants: [] } as PermissionSetRow,
      ],
    }),
    'permission_set.save': write,
    'tax_class.list': ({ archived }) => ({
      // Others have archived it.
      rows: [
        {
          id: 'class-1',
          version: now.version,
          name: 'GST',
          scheme: 'gst_in',
          rates: [{ ...rate, rate: now.word }],
        } as unknown as TaxClass,
      ].filter(() => archived || now.version === opened),
    }),
    'tax_class.update': write,
    'number_series.list': () => ({
      rows: [
        {
          id: 'series-1',
          version: now.version,
          branch_id: null,
          branch: '',
          kind: 'deal',
          pattern: now.word,
          resets: 'never',
          next: '1',
          next_no: 1,
          is_started: true,
          period: '',
        } as unknown as NumberSeries,
      ],
    }),
    'number_series.update': write,
  });

function Customer({ part }: { part: 'places' | 'people' }) {
  const read = useRead('customer.get', { id: 'customer-1' }).data;
  if (!read) return null;
  return part === 'places' ? <AddressCards customer={read} /> : <PeopleCards customer={read} />;
}

/** The entries of a menu, and the dialogs behind them. */
function DealMenu() {
  const actions = useDealActions();
  const steps = useDealSteps();
  return (
    <>
      {[...actions.of(dealRow), ...steps.of(dealRow)].map(({ id, title, run }) => (
        <button key={id} type="button" onClick={() => run()}>
          {title}
        </button>
      ))}
      {actions.dialogs}
      {steps.dialog}
    </>
  );
}

function LeadMenu() {
  const actions = useLeadActions();
  const row = { ...lead, version: opened, interest: 'Ours' } as LeadRow;
  return (
    <>
      {actions.of(row).map(({ id, title, run }) => (
        <button key={id} type="button" onClick={() => run()}>
          {title}
        </button>
      ))}
      {actions.dialogs}
    </>
  );
}

type Shown = Awaited<ReturnType<typeof show>>;
const rights = {
  ...status.user.permissions,
  'deal.write': 'all',
  'lead.write': 'all',
} as typeof status.user.permissions;

const open = async (element: React.ReactNode): Promise<Shown> => {
  now = { version: opened, word: 'Ours', isGone: false };
  return show(
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions: rights } }}>
      {element}
    </CompanyProvider>,
  );
};
const press = async ({ user }: Shown, name: string, role = 'button') =>
  user.click(await screen.findByRole(role, { name }));
const type = async ({ user, say }: Shown, label: string, text: string) =>
  user.type(await screen.findByRole('textbox', { name: new RegExp(`^${say(label)}`) }), text);
/** Presses the button that does what the dialog is for. */
const save = async ({ user, say }: Shown, action: string) => {
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(`^${say(action)}`) }));
};
const toEdit =
  (id: string, values: Record<string, string> = {}) =>
  async (shown: Shown) => {
    await press(shown, shown.say(id, values));
    await press(shown, shown.say('action.edit'), 'menuitem');
  };
const atPress =
  (id: string, values: Record<string, string> = {}) =>
  (shown: Shown) =>
    press(shown, shown.say(id, values));

interface Case {
  element: React.ReactNode;
  begin: (shown: Shown) => Promise<void>;
  /** What is typed there. */
  fill?: readonly [label: string, text: string];
  action: string;
  read: CommandName;
  write: CommandName;
  /** What is sent at last. */
  sent?: object;
}

const cases: Record<string, Case> = {
  'an address': {
    element: <Customer part="places" />,
    begin: toEdit('address.actions'),
    fill: ['address.label', 'Works'],
    action: 'action.save',
    read: 'customer.get',
    write: 'address.update',
    sent: { set: { street: 'Theirs', label: 'Works' } },
  },
  'a person': {
    element: <Customer part="people" />,
    begin: toEdit('contact.actions', { name: customer.contacts[0]?.name ?? '' }),
    fill: ['customer.notes', 'Calls back'],
    action: 'action.save',
    read: 'customer.get',
    write: 'contact.update',
    sent: { set: { job: 'Theirs', notes: 'Calls back' } },
  },
  'winning a deal': {
    element: <DealMenu />,
    begin: atPress('deal.win'),
    fill: ['deal.criteria', 'Price'],
    action: 'deal.win',
    read: 'deal.get',
    write: 'deal.win',
    sent: { criteria: 'Price' },
  },
  'losing a deal': {
    element: <DealMenu />,
    begin: atPress('deal.lose'),
    fill: ['reason', 'Price'],
    action: 'deal.lose',
    read: 'deal.get',
    write: 'deal.lose',
    sent: { reason: 'Price' },
  },
  'whose a deal is': {
    element: <DealMenu />,
    begin: async (shown) => {
      await press(shown, shown.say('deal.choose_owner'));
      await shown.user.click(
        await screen.findByRole('button', { name: new RegExp(shown.say('deal.owner')) }),
      );
      await press(shown, 'Rohan Patil', 'option');
    },
    action: 'action.save',
    read: 'deal.get',
    write: 'deal.update',
    sent: { set: { owner_id: 'user-2' } },
  },
  'qualifying a lead': {
    element: <LeadMenu />,
    begin: atPress('lead.qualify'),
    fill: ['lead.customer_name', ' Ltd'],
    action: 'lead.qualify',
    read: 'lead.get',
    write: 'lead.qualify',
    sent: { customer: { create: { name: 'Sample Foods Ltd' } }, deal: { title: 'Theirs' } },
  },
  'disqualifying a lead': {
    element: <LeadMenu />,
    begin: atPress('lead.disqualify'),
    fill: ['reason', 'Spam'],
    action: 'lead.disqualify',
    read: 'lead.get',
    write: 'lead.disqualify',
    sent: { reason: 'Spam' },
  },
  'what came of an activity': {
    element: <Activities of={{ record_id: 'deal-1' }} />,
    begin: atPress('activity.done'),
    fill: ['activity.outcome', 'Agreed'],
    action: 'activity.done',
    read: 'activity.get',
    write: 'activity.done',
    sent: { outcome: 'Agreed' },
  },
  'a user': {
    element: <UserSettings />,
    begin: atPress('user.edit_of', { name: users.rows[0]?.name ?? '' }),
    fill: ['user.name', ' Rao'],
    action: 'action.save',
    read: 'user.list',
    write: 'user.update',
    sent: { name: 'Asha Kulkarni Rao', email: 'Theirs' },
  },
  'a set of rights': {
    element: <UserSettings />,
    begin: atPress('user.edit_set_of', { name: 'Ours' }),
    action: 'action.save',
    read: 'permission_set.list',
    write: 'permission_set.save',
    sent: { name: 'Theirs' },
  },
  'the rates of a tax class': {
    element: <TaxClasses />,
    begin: atPress('tax.edit_of', { name: 'GST' }),
    fill: ['item.name', ' 18'],
    action: 'action.save',
    read: 'tax_class.list',
    write: 'tax_class.update',
    sent: { set: { name: 'GST 18', rates: [{ id: 'rate-1', rate: 'Theirs' }] } },
  },
  'how numbers are made': {
    element: <NumberSettings />,
    begin: (shown) => press(shown, shown.say('number.edit_of', { kind: shown.say('number.kind.deal') })),
    action: 'action.save',
    read: 'number_series.list',
    write: 'number_series.update',
    sent: { pattern: 'Theirs' },
  },
};

test.each(Object.entries(cases))('%s', async (_what, one) => {
  const scripted = core();
  const sent = () =>
    scripted.calls
      .filter(({ command, preview }) => command === one.write && !preview)
      .map(({ payload }) => payload as { version: number });
  const shown = await open(one.element);
  await one.begin(shown);
  await screen.findByRole('dialog');
  if (one.fill) await type(shown, ...one.fill);
  now = { ...now, version: 4, word: 'Theirs' };
  const asked = scripted.asked(one.read).length;
  scripted.change([one.read.split('.')[0] ?? '']);
  await waitFor(() => expect(scripted.asked(one.read).length).toBeGreaterThan(asked));
  await save(shown, one.action);
  await press(shown, shown.say('form.newest'));
  expect(screen.queryByRole('alert')).toBeNull();
  await save(shown, one.action);
  await waitFor(() => expect(sent().map(({ version }) => version)).toEqual([opened, 4]));
  expect(sent()[1]).toMatchObject(one.sent ?? {});
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('an address that others take away stays in its dialog, which says so when it is saved', async () => {
  const scripted = core();
  const shown = await open(<Customer part="places" />);
  const { say } = shown;
  await toEdit('address.actions')(shown);
  await type(shown, 'address.label', 'Works');
  now = { ...now, version: 4, isGone: true };
  scripted.change(['customer']);
  await screen.findByText(say('address.none_yet'));
  await save(shown, 'action.save');
  await press(shown, say('form.newest'));
  await save(shown, 'action.save');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(say('kind.contact')));
  expect(screen.getByDisplayValue('Works')).toBeTruthy();
});
