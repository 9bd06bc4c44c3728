/** The sheet of a handover and what a deal shows of it, against a scripted core, in every test language and by keyboard. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { ApiError } from '@/host';
import type { Commitment, Handover, HandoverConfirmResponse, HandoverSheet as Sheet } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { dealRow } from '@/test/deals';
import { status, users } from '@/test/fixtures';
import { block, sheet } from '@/test/handover';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { Commitments } from './Commitments';
import { HandoverCard } from './HandoverCard';
import { HandoverSheet } from './HandoverSheet';
import { ReopenDeal } from './ReopenDeal';

const made: HandoverConfirmResponse = {
  deal_id: 'deal-1',
  version: 5,
  customer_id: 'customer-1',
  made: [
    { block: 'delivery', kind: 'project', id: 'project-1', code: 'PRJ-0018', title: 'Showroom network' },
    { block: 'billing', kind: 'invoice', id: 'invoice-1', code: '', title: 'Showroom network' },
    {
      block: 'support',
      kind: 'entitlement',
      id: 'entitlement-1',
      code: 'ENT-0001',
      title: 'Support, one year',
    },
  ],
  parts: 0,
  support_end: '2027-12-17',
  later: [],
  warnings: [],
};

type Script = Parameters<typeof scriptCore>[0];

const core = (found: Sheet = sheet, more: Script = {}) =>
  scriptCore({
    'recurring_invoice.days': () => ({ days: ['2026-12-22'], come: 1, last: null }),
    'handover.prepare': () => found,
    'handover.confirm': () => made,
    'user.list': () => users,
    'project_template.list': () => ({
      rows: [{ id: 'template-1', version: 1, name: 'Retail network', tasks: 1, milestones: 1, items: 1 }],
    }),
    'sla_policy.list': () => ({ rows: [] }) as never,
    ...more,
  });

const permissions = {
  'user.read': 'all',
  'deal.read': 'all',
  'deal.write': 'all',
  'customer.write': 'all',
  'handover.read': 'all',
  'handover.write': 'all',
  'project.write': 'all',
  'invoice.write': 'all',
  'entitlement.read': 'all',
  'estimate.read': 'all',
};
const selling = { ...status, user: { ...status.user, permissions } } as typeof status;

const opened = (onClose: () => void = () => undefined) => (
  <CompanyProvider status={selling}>
    <HandoverSheet dealId="deal-1" onClose={onClose} />
  </CompanyProvider>
);

const confirms = (scripted: ReturnType<typeof core>) =>
  scripted.calls.filter(({ command, preview }) => command === 'handover.confirm' && !preview);

const handed: Handover = {
  expectations: 'No counter may be down during shop hours.',
  order_no: 'IVC-118',
  handed_ms: 1_795_320_000_000,
  handed_by: 'Asha Kulkarni',
  blocks: [
    { block: 'customer', state: 'not_needed', choice: '', missing: [] },
    { block: 'billing', state: 'done', choice: 'all_now', missing: [] },
    { block: 'delivery', state: 'later', choice: '', missing: [] },
    { block: 'support', state: 'done', choice: '', missing: [] },
  ],
  made: made.made.slice(1),
  answers: [{ side: 'finance', accepted: true, reason: '', at_ms: 1_795_320_000_000, user: 'Farah' }],
  commitments: [],
};

const promise: Commitment = {
  id: 'commitment-1',
  version: 2,
  deal_id: 'deal-1',
  deal: 'Showroom network',
  text: 'Night work only',
  due_date: '2026-12-18',
  promised_by: 'user-1',
  user: 'Asha Kulkarni',
  state: 'open',
  badge: null,
};

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the sheet', async () => {
    core();
    const { say } = await show(opened(), { language });
    await screen.findByRole('dialog');
    await screen.findByRole('switch', {
      name: say('handover.take', { block: say('handover.block.support') }),
    });
    await expectAccessible();
  });

  test('the handover and the promises on a deal', async () => {
    core(sheet, {
      'handover.get': () => ({ handover: handed }),
      'commitment.list': () => ({ rows: [promise] }),
    });
    await show(
      <CompanyProvider status={selling}>
        <HandoverCard deal={{ ...dealRow, status: 'won' }} />
        <Commitments dealId="deal-1" ownerId="user-1" />
      </CompanyProvider>,
      { language },
    );
    await screen.findByText('Night work only');
    await screen.findByText(handed.expectations);
    await expectAccessible();
  });
});

test('one look and Ctrl+Enter hand over what was proposed, and undo is offered', async () => {
  const scripted = core();
  const onClose = vi.fn();
  const { user, say } = await show(opened(onClose));
  await screen.findByRole('dialog');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  expect(confirms(scripted)[0]?.payload).toMatchObject({
    deal_id: 'deal-1',
    version: 3,
    customer: { customer_id: 'customer-1' },
    billing: { kind: 'all_now', order_no: 'IVC-118', payment_term: { days: 15 } },
    delivery: { kind: 'project', template_id: 'template-1', start: '2026-11-23' },
    support: { end: '2027-12-17', reminder_text: say('handover.renew', { name: 'Support, one year' }) },
    commitments: [{ text: 'Live before the festive sale', activity_id: 'activity-1' }],
    follow_up: { date: '2026-11-29' },
  });
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
});

test('the promised end follows template and start until somebody types another', async () => {
  const later = { tasks: [], milestones: [], end: '2027-01-08' };
  const scripted = core(sheet, { 'project_template.place': () => later });
  const { user, say } = await show(opened());
  const start = await screen.findByRole('textbox', { name: say('handover.start') });
  const end = screen.getByRole('textbox', { name: new RegExp(`^${say('handover.end')}`) });
  const send = async (times: number) => {
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(confirms(scripted)).toHaveLength(times));
    const sent = confirms(scripted).at(-1)?.payload as { delivery: { end?: string } } | undefined;
    return sent?.delivery.end;
  };
  expect(await send(1)).toBe('2026-12-18');
  await user.clear(start);
  await user.type(start, '2026-12-14{Tab}');
  await waitFor(() => expect(scripted.asked('project_template.place')).toHaveLength(1));
  expect(await send(2)).toBe('2027-01-08');
  await user.clear(end);
  await user.type(end, '2027-02-01{Tab}');
  expect(await send(3)).toBe('2027-02-01');
});

test('what a part waits for is mended at its own field', async () => {
  const path = 'billing.parts[1].when.template_milestone_id';
  const scripted = core(
    {
      ...sheet,
      for_billing: {
        kind: 'milestones',
        parts: [
          { name: 'Order', percent: '40', when: { kind: 'now' } },
          {
            name: 'Sign-off',
            percent: '60',
            when: { kind: 'template', template_milestone_id: 'milestone-1' },
          },
        ],
      },
    },
    {
      'handover.confirm': () => {
        throw new ApiError({
          code: 'invalid',
          message_id: 'error.invalid',
          fields: [{ path, message_id: 'error.part_needs_project', params: {} }],
        });
      },
    },
  );
  const { user, say } = await show(opened());
  await screen.findByRole('dialog');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('error.part_needs_project')) }));
  expect(
    document.activeElement?.closest('.field')?.querySelector(`[name="${CSS.escape(path)}"]`),
  ).toBeTruthy();
});

test('somebody who is no look-alike can buy, and a new customer is asked for the number of their country', async () => {
  const prospect: Sheet = {
    ...sheet,
    for_customer: { name: 'Atelier Lumière', owner_id: 'user-1' },
    customer: 'Atelier Lumière',
  };
  const lacking = [{ path: 'customer.tax_id.number', message_id: 'handover.missing.tax_id', params: {} }];
  const scripted = core(prospect, {
    'handover.prepare': ({ customer_id }) =>
      customer_id
        ? {
            ...prospect,
            country: 'FR',
            blocks: [block('customer', { missing: lacking }), ...sheet.blocks.slice(1)],
          }
        : prospect,
    'search.find': ({ seq }) =>
      ({ seq: seq ?? 0, hits: [{ kind: 'customer', id: 'customer-9', title: 'Quartier Sud' }] }) as never,
    'customer.list': () => ({ rows: [], next: null }) as never,
  });
  const { user, say } = await show(opened());
  expect(await screen.findByRole('textbox', { name: new RegExp(say('tax_id.gstin')) })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(say('handover.record')) }));
  await user.click(await screen.findByRole('option', { name: say('handover.other_customer') }));
  await user.type(await screen.findByRole('combobox', { name: say('kind.customer') }), 'Quart');
  await user.click(await screen.findByRole('option', { name: /Quartier Sud/ }));
  await screen.findByText(say('handover.needed', { count: 1 }));
  const number = await screen.findByRole('textbox', { name: new RegExp(say('tax_id.vat')) });
  await user.type(number, 'FR4');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  expect(confirms(scripted)[0]?.payload).toMatchObject({
    customer: { customer_id: 'customer-9', tax_id: { scheme: 'vat', number: 'FR4' } },
  });
});

test('a handover that is completed proposes no second follow-up, and a renewal says what goes on', async () => {
  const scripted = core({
    ...sheet,
    follow_up: null,
    for_support: null,
    renews: [{ contract_id: 'con-1', code: 'CON-0001', name: 'Wi-Fi care' }],
  });
  const { user, say } = await show(opened());
  const goes = say('handover.goes_on_of', { code: 'CON-0001', name: 'Wi-Fi care' });
  expect(await screen.findByText(goes)).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  expect(confirms(scripted)[0]?.payload).not.toHaveProperty('follow_up.date');
});

test('the parts that a template brings are proposed, the first by the name of an order', async () => {
  const when = { kind: 'template', template_milestone_id: 'milestone-1' } as const;
  const scripted = core({
    ...sheet,
    for_billing: {
      kind: 'milestones',
      parts: [
        { name: '', percent: '40', when: { kind: 'now' } },
        { name: 'Sign-off', percent: '60', when },
      ],
    },
  });
  const { user, say } = await show(opened());
  await screen.findByRole('dialog');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  expect(confirms(scripted)[0]?.payload).toMatchObject({
    billing: {
      kind: 'milestones',
      parts: [
        { name: say('handover.on_order'), percent: '40', when: { kind: 'now' } },
        { name: 'Sign-off', percent: '60', when },
      ],
    },
  });
});

test('a block that stays out is kept for later, or is not needed', async () => {
  const scripted = core();
  const { user, say } = await show(opened());
  const toggle = (name: 'delivery' | 'support') =>
    screen.findByRole('switch', { name: say('handover.take', { block: say(`handover.block.${name}`) }) });
  await user.click(await toggle('delivery'));
  await user.click(await toggle('support'));
  const support = screen.getByRole('region', { name: say('handover.block.support') });
  await user.click(within(support).getByRole('checkbox', { name: say('handover.not_needed') }));
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('handover.confirm')}`) }));
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  const sent = confirms(scripted)[0]?.payload as Record<string, unknown>;
  expect([sent.delivery, sent.support, sent.not_needed]).toEqual([undefined, undefined, ['support']]);
});

test('support begins on a day or with the end of the project, where there is one', async () => {
  const waiting = { ...sheet.for_support, after_project: true };
  const scripted = core({ ...sheet, for_support: waiting });
  const { user, say } = await show(opened());
  await screen.findByText(say('handover.waits_text'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  const sent = () =>
    confirms(scripted).map(({ payload }) => (payload as typeof sheet & { support: object }).support);
  await waitFor(() => expect(sent()).toMatchObject([{ after_project: true, start: '2026-12-18' }]));
  await user.click(screen.getByRole('radio', { name: say('handover.begins.on_day') }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()[1]).not.toHaveProperty('after_project', true);
  await user.click(screen.getByRole('radio', { name: say('handover.begins.after_project') }));
  const delivery = say('handover.take', { block: say('handover.block.delivery') });
  await user.click(screen.getByRole('switch', { name: delivery }));
  expect(screen.queryByRole('radio', { name: say('handover.begins.on_day') })).toBeNull();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toHaveLength(3));
  expect(sent()[2]).not.toHaveProperty('after_project', true);
});

test('milestones of the template become parts to invoice', async () => {
  const scripted = core();
  const { user, say } = await show(opened());
  await user.click(await screen.findByRole('button', { name: new RegExp(say('handover.billing.all_now')) }));
  await user.click(await screen.findByRole('option', { name: say('handover.billing.milestones') }));
  expect(await screen.findByDisplayValue('Sign-off')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('handover.confirm')}`) }));
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  const sent = confirms(scripted)[0]?.payload as { billing: { parts: unknown } } | undefined;
  expect(sent?.billing.parts).toEqual([
    { name: say('handover.on_order'), percent: '50', when: { kind: 'now' } },
    { name: 'Sign-off', percent: '50', when: { kind: 'template', template_milestone_id: 'milestone-1' } },
  ]);
});

test('what comes again names its days, and its first period is what was sold', async () => {
  const scripted = core();
  const { user, say } = await show(opened());
  await user.click(await screen.findByRole('button', { name: new RegExp(say('handover.billing.all_now')) }));
  await user.click(await screen.findByRole('option', { name: say('handover.billing.recurring') }));
  const every = await screen.findByRole('textbox', { name: say('recurring.every') });
  await user.clear(every);
  await user.type(every, '2');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('handover.confirm')}`) }));
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  const sent = confirms(scripted)[0]?.payload as { billing: object } | undefined;
  expect(sent?.billing).toMatchObject({
    kind: 'recurring',
    parts: undefined,
    rhythm: { every: 2, unit: 'month', end: { kind: 'never' } },
  });
});

test('what is subscribed to is invoiced by its own days beside the rest, unless somebody says otherwise', async () => {
  const rhythm = { every: 1, unit: 'month', first: '2026-12-20', end: { kind: 'never' } } as const;
  const mixed = { ...sheet, is_mixed: true, for_billing: { kind: 'all_now', rhythm } as const };
  const scripted = core(mixed);
  const { user, say } = await show(opened());
  const apart = await screen.findByRole('checkbox', { name: say('handover.apart') });
  const confirm = () =>
    user.click(screen.getByRole('button', { name: new RegExp(`^${say('handover.confirm')}`) }));
  expect((await screen.findByRole('textbox', { name: say('recurring.every') })).getAttribute('value')).toBe(
    '1',
  );
  await expectAccessible();
  await confirm();
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  expect(confirms(scripted)[0]?.payload).toMatchObject({ billing: { kind: 'all_now', rhythm } });
  await user.click(apart);
  expect(screen.queryByRole('textbox', { name: say('recurring.every') })).toBeNull();
  await confirm();
  await waitFor(() => expect(confirms(scripted)).toHaveLength(2));
  expect(confirms(scripted)[1]?.payload).toMatchObject({ billing: { kind: 'all_now', rhythm: undefined } });
});

test('what was accepted since the handover is named', async () => {
  const accepted = {
    estimate_id: 'estimate-9',
    code: 'EST-0230',
    version_no: 1,
    said_by: 'Nitin',
    how: 'email',
    date: '2026-11-20',
  };
  core({ ...sheet, added: [accepted] });
  const { say } = await show(opened());
  expect(await screen.findByText(say('handover.added', { codes: 'EST-0230' }))).toBeTruthy();
  await expectAccessible();
});

test('what was sold shows its quantities, and its papers are opened and added from the sheet', async () => {
  const scripted = core(sheet, {
    'attachment.open': () => ({ path: '/tmp/Floor plan.png', opened: true }),
    'attachment.choose': () => ({ files: [{ name: 'order.pdf', hash: 'a'.repeat(64), size: 9 }] }),
    'attachment.add': () => ({ ids: ['file-2'] }) as never,
    'document.save': () => ({ path: '/tmp/EST-0224.pdf', opened: true }),
  });
  const { user, say } = await show(opened());
  expect(await screen.findByRole('cell', { name: '9' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Floor plan.png' }));
  await waitFor(() => expect(scripted.asked('attachment.open')).toEqual([{ id: 'file-1' }]));
  const paper = say('handover.paper', { code: 'EST-0224', no: 3 });
  await user.click(screen.getByRole('button', { name: paper }));
  await waitFor(() => expect(scripted.asked('document.save')).toEqual([{ id: 'estimate-1' }]));
  await user.click(screen.getByRole('button', { name: say('files.add') }));
  await waitFor(() =>
    expect(scripted.asked('attachment.add')).toEqual([
      { record_id: 'deal-1', files: [{ name: 'order.pdf', hash: 'a'.repeat(64) }] },
    ]),
  );
});

test('a deal that is opened again shows what stays of its handover, and asks nobody to answer it', async () => {
  core(sheet, { 'handover.get': () => ({ handover: handed }) });
  const { say } = await show(
    <CompanyProvider status={selling}>
      <HandoverCard deal={{ ...dealRow, status: 'open' }} />
    </CompanyProvider>,
  );
  await screen.findByText(say('handover.not_won'));
  expect(screen.queryByRole('button')).toBeNull();
});

test('what is missing is named once and leads to its field', async () => {
  const lacking: Sheet = {
    ...sheet,
    blocks: [
      block('customer', {
        missing: [{ path: 'customer.tax_id.number', message_id: 'handover.missing.tax_id', params: {} }],
      }),
      ...sheet.blocks.slice(1),
    ],
  };
  core(lacking);
  const { user, say } = await show(opened());
  await screen.findByText(say('handover.needed', { count: 1 }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('handover.missing.tax_id')) }));
  const field = screen.getByRole('textbox', { name: new RegExp(say('tax_id.gstin')) });
  expect(document.activeElement).toBe(field);
  await user.type(field, '27AAECT4210B1ZV');
  await waitFor(() => expect(screen.queryByText(say('handover.needed', { count: 1 }))).toBeNull());
});

const prospect: Sheet = {
  ...sheet,
  customer: 'Atelier Lumière',
  for_customer: { name: 'Atelier Lumière', owner_id: 'user-1' },
};

/** Refuses as the core does while nobody is chosen who buys. */
const asksWhoBuys = ({ customer }: { customer?: { customer_id?: string } }): HandoverConfirmResponse => {
  if (customer && customer.customer_id !== '') return made;
  const required = [{ path: 'customer.customer_id', message_id: 'error.required', params: {} }];
  const echoes = ['delivery', 'billing', 'support'].map((path) => ({
    path,
    message_id: 'error.handover_customer',
    params: {},
  }));
  const fields = [...(customer ? required : []), ...echoes];
  throw new ApiError({ code: 'invalid', message_id: 'error.invalid', fields });
};

const another = async ({ user, say }: Awaited<ReturnType<typeof show>>) => {
  await user.click(await screen.findByRole('button', { name: new RegExp(say('handover.record')) }));
  await user.click(await screen.findByRole('option', { name: say('handover.other_customer') }));
  return screen.findByRole('combobox', { name: say('kind.customer') });
};

test('what is missing is calm before the first try, said once, and red in its own block after it', async () => {
  core(prospect, { 'handover.confirm': asksWhoBuys });
  const shown = await show(opened());
  const { user, say } = shown;
  const field = await another(shown);
  await screen.findByText(say('handover.needed', { count: 1 }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(document.querySelector('[data-lacks]')).toBeNull();
  expect(screen.queryByText(say('error.handover_customer'))).toBeNull();
  await user.click(screen.getByRole('button', { name: new RegExp(say('error.required')) }));
  expect(document.activeElement).toBe(field);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByRole('alert');
  expect(screen.queryByText(say('handover.needed', { count: 1 }))).toBeNull();
  expect(document.querySelectorAll('[data-lacks]')).toHaveLength(1);
  expect(screen.queryByText(say('error.handover_customer'))).toBeNull();
});

test('another customer with a new name is made by the confirm, not before', async () => {
  const scripted = core(prospect, {
    'search.find': () => ({ seq: 0, hits: [] }),
    'customer.list': () => ({ rows: [], next: null }) as never,
  });
  const shown = await show(opened());
  const { user, say } = shown;
  await user.type(await another(shown), 'Quartier Neuf');
  await user.click(
    await screen.findByRole('option', { name: say('document.new_customer', { name: 'Quartier Neuf' }) }),
  );
  await screen.findByDisplayValue('Quartier Neuf');
  await waitFor(() => expect(document.activeElement).toBe(document.querySelector('[name="customer.email"]')));
  expect(scripted.calls.some(({ command }) => command === 'customer.create')).toBe(false);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(confirms(scripted)).toHaveLength(1));
  expect(confirms(scripted)[0]?.payload).toMatchObject({ customer: { name: 'Quartier Neuf' } });
  expect(confirms(scripted)[0]?.payload).toHaveProperty('customer.customer_id', undefined);
});

test('where the customer stays out, the way leads to the block that has it', async () => {
  core(prospect, { 'handover.confirm': asksWhoBuys });
  const { user, say } = await show(opened());
  const name = say('handover.take', { block: say('handover.block.customer') });
  const turn = await screen.findByRole('switch', { name });
  await user.click(turn);
  const first = await screen.findByRole('button', { name: say('error.handover_customer') });
  await user.click(first);
  expect(document.activeElement).toBe(turn);
});

test('what has no other name is called by its number once when its deal is opened again', async () => {
  core();
  const number = 'INV/25-26/0015';
  const stays = { block: 'billing', kind: 'invoice', id: 'invoice-15', code: number, title: number } as const;
  await show(<ReopenDeal deal={dealRow} stays={[stays]} onClose={() => undefined} />);
  expect(await screen.findAllByText(number)).toHaveLength(1);
});

test('delivery sends a handover back with a reason', async () => {
  const scripted = core(sheet, {
    'handover.get': () => ({ handover: handed }),
    'handover.answer': () => ({ deal_id: 'deal-1' }),
  });
  const { user, say } = await show(
    <CompanyProvider status={selling}>
      <HandoverCard deal={{ ...dealRow, status: 'won' }} />
    </CompanyProvider>,
  );
  const back = say('handover.send_back_for', { side: say('handover.side.delivery') });
  await user.click(await screen.findByRole('button', { name: back }));
  await user.type(await screen.findByRole('textbox'), 'No floor plan{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('handover.answer')).toEqual([
      { deal_id: 'deal-1', side: 'delivery', accepted: false, reason: 'No floor plan' },
    ]),
  );
});

test('a promise is kept by whoever works the deal, and only read on the customer', async () => {
  const scripted = core(sheet, {
    'commitment.list': () => ({ rows: [promise] }),
    'commitment.mark': () => ({ id: 'commitment-1', version: 3 }),
  });
  const { user, say, unmount } = await show(
    <CompanyProvider status={selling}>
      <Commitments dealId="deal-1" ownerId="user-1" />
    </CompanyProvider>,
  );
  await screen.findByText('Night work only');
  await user.click(screen.getByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('commitment.mark.kept') }));
  await waitFor(() =>
    expect(scripted.asked('commitment.mark')).toEqual([{ id: 'commitment-1', version: 2, state: 'kept' }]),
  );
  unmount();
  await show(
    <CompanyProvider status={selling}>
      <Commitments customerId="customer-1" />
    </CompanyProvider>,
  );
  expect((await screen.findByRole('link', { name: /Night work only/ })).getAttribute('href')).toBe(
    '/deals/deal-1',
  );
  expect(screen.queryByRole('button')).toBeNull();
});
