/** The board and the capture form against a scripted core, in every test language. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { startKeys } from '@/app/keys';
import type { LeadGuess } from '@/host/generated';
import { inr, item } from '@/test/billing';
import { deal, dealCore, dealRow, pipeline, selling } from '@/test/deals';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { CaptureLead } from './CaptureLead';
import { DealLines } from './DealLines';
import Deals from './Deals';

const guess: LeadGuess = {
  name: 'Sunita Rao',
  company: 'Sample Foods',
  phone: '',
  email: '',
  place: '',
  source: '',
  interest: 'Cameras',
  amount: '2.5 lakh',
  currency: '',
};

const core = (more: Parameters<typeof dealCore>[0] = {}) =>
  dealCore({
    'deal.move': () => ({
      code: 'invalid',
      message_id: 'error.invalid',
      fields: [
        { path: 'set.expected_close', message_id: 'error.stage_requires', params: { stage: 'Negotiation' } },
        { path: 'set.contact_id', message_id: 'error.stage_requires', params: { stage: 'Negotiation' } },
      ],
    }),
    'lead.parse': () => guess,
    'lead.capture': () => ({
      id: 'lead-1',
      version: 1,
      code: 'LEAD-0001',
      owner_id: 'user-1',
      respond_by_ms: null,
      guess,
    }),
    ...more,
  });

const asSeller = (element: React.ReactNode) => <CompanyProvider status={selling}>{element}</CompanyProvider>;

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on the board', async () => {
    core();
    await show(asSeller(<Deals />), { language });
    await screen.findByText('Sample Foods');
    await expectAccessible();
  });

  test('axe finds nothing in the capture form', async () => {
    core();
    await show(asSeller(<CaptureLead onClose={() => undefined} />), { language });
    await screen.findByRole('dialog');
    await expectAccessible();
  });
});

test('a card says that nothing is planned and how long it has stood past its limit', async () => {
  core();
  const { say } = await show(asSeller(<Deals />));
  expect(await screen.findByText(say('deal.no_next'))).toBeTruthy();
  expect(screen.getByText(say('deal.days_of', { days: 17, limit: 14 }))).toBeTruthy();
});

test('W in the peek wins the deal as it is now', async () => {
  const row = { ...dealRow, version: 4 };
  const scripted = core({
    'deal.get': () => ({ ...deal, row }),
    'deal.win': () => ({ invoice_ids: [] }) as never,
  });
  onTestFinished(startKeys());
  const { user, say } = await show(asSeller(<Deals />));
  await user.click(await screen.findByText('Sample Foods'));
  const peek = await screen.findByRole('complementary', { name: say('kind.deal') });
  await within(peek).findByText(dealRow.title);
  peek.focus();
  await user.keyboard('w');
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('deal.win')) }));
  await waitFor(() => expect(scripted.asked('deal.win')).toMatchObject([{ id: 'deal-1', version: 4 }]));
});

test('lines of a deal have the price of their quantity, also when it is saved at once', async () => {
  const scripted = core({
    'deal.price': ({ lines }) => ({ nets: lines.map(() => inr('0.00')), total: inr('0.00') }),
    'item.pick': async ({ quantity }) => {
      await new Promise((later) => setTimeout(later, 50));
      const unit_price = Number(quantity ?? 1) >= 10 ? '990' : '1150';
      return { currency: 'INR', hits: [{ ...item, price: { ...item.price, unit_price } }] };
    },
    'deal.update': () => ({ id: deal.row.id, version: 4 }) as never,
  });
  const { user, say } = await show(asSeller(<DealLines deal={deal} />));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('deal.lines.add')) }));
  await user.type(await screen.findByRole('combobox', { name: say('lines.add') }), '12 x cab');
  await user.click(await screen.findByRole('option', { name: /990/ }));
  const quantity = screen.getByRole<HTMLInputElement>('textbox', { name: say('lines.quantity') });
  expect(quantity.value).toBe('12');
  await user.clear(quantity);
  await user.type(quantity, '3');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('deal.update')).toHaveLength(1));
  expect(scripted.asked('deal.update')[0]).toMatchObject({
    set: { lines: [{ item_id: item.id, quantity: '3', unit_price: '1150' }] },
  });
});

test('a refused move names the field that the stage asks for', async () => {
  const scripted = core();
  const { user, say } = await show(asSeller(<Deals />));
  await user.click(
    await screen.findByRole('button', {
      name: say('board.move_card', { card: 'Sample Foods, Plant network' }),
    }),
  );
  await user.click(await screen.findByRole('menuitem', { name: 'Negotiation' }));
  expect(scripted.asked('deal.move')).toEqual([{ id: 'deal-1', version: 3, stage_id: 'stage-2' }]);
  const needs = say('deal.stage_needs', {
    stage: 'Negotiation',
    fields: `${say('deal.needs.expected_close')}, ${say('deal.needs.contact')}`,
  });
  expect(await screen.findByText(needs)).toBeTruthy();
});

test('what was read from an enquiry can be corrected, and only corrections are sent beside the text', async () => {
  const scripted = core();
  const { user, say } = await show(asSeller(<CaptureLead onClose={() => undefined} />));
  await user.type(await screen.findByRole('textbox', { name: say('lead.text') }), 'Sunita wants cameras');
  const firm = screen.getByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say('lead.company')}`) });
  await waitFor(() => expect(firm.value).toBe('Sample Foods'));
  await user.type(firm, ' Ltd');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('lead.capture')).toEqual([
      { text: 'Sunita wants cameras', company: 'Sample Foods Ltd' },
    ]),
  );
});

const table = { path: '/deals', at: (search: string) => `/deals?view=table&${search}` };

test.each([
  ['owner=user-2&idle=yes', { status: 'open', owner_id: 'user-2', without_next: true }],
  ['owner=user-2&tab=mine', { status: 'open', owner_id: 'user-1' }],
  ['idle=yes&tab=won', { status: 'won' }],
  ['month=none&currency=INR&unbilled=2026-11-19', { month: '', currency: 'INR', unbilled: '2026-11-19' }],
  ['month=2026-13&currency=rupees&unbilled=soon&idle=1', { status: 'open' }],
])('the table of deals at %s asks for exactly these', async (search, filter) => {
  const scripted = core();
  await show(asSeller(<Deals />), { ...table, at: table.at(search) });
  await screen.findByText(dealRow.title);
  expect(scripted.asked('deal.list').at(-1)?.filter).toEqual({
    status: 'open',
    ...filter,
  });
});

test('the month of the forecast is a filter that can be taken away', async () => {
  const scripted = core();
  const { user, say } = await show(asSeller(<Deals />), {
    ...table,
    at: table.at('month=2026-12&currency=INR'),
  });
  expect(await screen.findByText('Dec 2026, INR')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: say('filter.clear', { name: say('deal.close') }) }));
  await waitFor(() => expect(scripted.asked('deal.list').at(-1)?.filter).toEqual({ status: 'open' }));
});

test('the table has the deals of all pipelines until one is chosen, and the board begins without its filters', async () => {
  const service = { ...pipeline, id: 'pipeline-2', name: 'Service' };
  const scripted = core({ 'pipeline.list': () => ({ rows: [pipeline, service] }) });
  const { user, say, router } = await show(asSeller(<Deals />), {
    ...table,
    at: table.at('idle=yes&owner=user-2'),
  });
  await user.click(await screen.findByRole('button', { name: say('deal.all_pipelines') }));
  await user.click(await screen.findByRole('menuitem', { name: 'Service' }));
  await waitFor(() =>
    expect(scripted.asked('deal.list').at(-1)?.filter).toMatchObject({ pipeline_id: 'pipeline-2' }),
  );
  await user.click(screen.getByRole('button', { name: 'Service' }));
  await user.click(await screen.findByRole('menuitem', { name: say('deal.all_pipelines') }));
  await waitFor(() =>
    expect(router.state.location.search).toEqual({ view: 'table', idle: 'yes', owner: 'user-2' }),
  );
  await user.click(screen.getByRole('radio', { name: say('deal.view.board') }));
  await waitFor(() => expect(router.state.location.search).toEqual({ view: 'board' }));
  expect(scripted.asked('deal.board').at(-1)?.pipeline_id).toBe('pipeline-1');
  await user.click(screen.getByRole('button', { name: 'Sales' }));
  await screen.findByRole('menuitem', { name: 'Service' });
  expect(screen.queryByRole('menuitem', { name: say('deal.all_pipelines') })).toBeNull();
});
