/** A deal is renamed, deleted, moved and given away where it is seen. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { type OwnKeys, ownKeys, startKeys } from '@/app/keys';
import type { DealLine } from '@/host/generated';
import { inr } from '@/test/billing';
import { deal, dealCore, dealRow, pipeline, selling, stages } from '@/test/deals';
import { branch } from '@/test/fixtures';
import { expectAccessible, show } from '@/test/render';
import { ChangeOwner } from './ChangeOwner';
import { LinesSheet } from './DealLines';
import DealPage from './DealPage';
import Deals from './Deals';
import { NewDeal } from './NewDeal';

const asSeller = (element: React.ReactNode) => <CompanyProvider status={selling}>{element}</CompanyProvider>;
const page = () => show(asSeller(<DealPage />), { path: '/deals/$id', at: '/deals/deal-1' });

test('the title of a deal is changed where it stands', async () => {
  const scripted = dealCore();
  const { user, say } = await page();
  const facts = await screen.findByRole('complementary', { name: say('deal.facts') });
  await user.click(within(facts).getByRole('button', { name: dealRow.title }));
  const field = within(facts).getByRole('textbox', { name: say('deal.title') });
  await user.clear(field);
  await user.type(field, 'Plant cameras{Enter}');
  await waitFor(() =>
    expect(scripted.asked('deal.update')).toEqual([
      { id: 'deal-1', version: 3, set: { title: 'Plant cameras' } },
    ]),
  );
});

test('a deal is deleted from its page, and can be brought back', async () => {
  const scripted = dealCore();
  const { user, say, router } = await page();
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('action.delete') }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/deals'));
  expect(scripted.asked('deal.delete')).toEqual([{ id: 'deal-1', version: 3 }]);
  expect(await screen.findByRole('button', { name: new RegExp(say('action.undo')) })).toBeTruthy();
});

test('a deal with documents says why it stays, and a won one is not offered to be deleted', async () => {
  dealCore({
    'deal.delete': () => ({ code: 'precondition', message_id: 'error.deal_in_use' }),
  });
  const { user, say, router, unmount } = await page();
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('action.delete') }));
  expect(await screen.findByText(say('error.deal_in_use'))).toBeTruthy();
  expect(router.state.location.pathname).toBe('/deals/deal-1');
  unmount();
  dealCore({ 'deal.get': () => ({ ...deal, row: { ...dealRow, status: 'won' } }) });
  await page();
  await screen.findByRole('button', { name: say('deal.reopen') });
  expect(screen.queryByRole('button', { name: say('action.more') })).toBeNull();
});

test('what a handover made is named before its deal is opened again', async () => {
  const project = { kind: 'project', id: 'project-1', code: 'PRJ-0018', title: 'Showroom network' };
  const handover = { blocks: [], answers: [], commitments: [], made: [{ block: 'delivery', ...project }] };
  const scripted = dealCore({
    'deal.get': () => ({ ...deal, row: { ...dealRow, status: 'won' } }),
    'handover.get': () => ({ handover: { expectations: '', order_no: '', ...handover } }) as never,
    'deal.reopen': () => ({ id: 'deal-1', version: 4 }),
  });
  const may = { ...selling.user.permissions, 'handover.read': 'all' };
  const status = { ...selling, user: { ...selling.user, permissions: may } } as typeof selling;
  const { user, say } = await show(
    <CompanyProvider status={status}>
      <DealPage />
    </CompanyProvider>,
    { path: '/deals/$id', at: '/deals/deal-1' },
  );
  await user.click(await screen.findByRole('button', { name: say('deal.reopen') }));
  const asked = await screen.findByRole('dialog');
  expect(within(asked).getByText('PRJ-0018')).toBeTruthy();
  await expectAccessible();
  expect(scripted.asked('deal.reopen')).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('deal.reopen')).toEqual([{ id: 'deal-1', version: 3 }]));
});

test('what a lost deal leaves running is listed and ended in one step', async () => {
  const project = { kind: 'project', id: 'project-1', code: 'PRJ-0018', title: 'Fit-out' };
  const contract = { kind: 'contract', id: 'contract-1', code: 'CON-0004', title: 'Care' };
  const rows = [
    { ...project, may_end: true },
    { ...contract, may_end: false },
  ];
  const scripted = dealCore({
    'deal.get': () => ({ ...deal, row: { ...dealRow, status: 'lost' } }),
    'handover.get': () => ({ handover: null }),
    'commitment.list': () => ({ rows: [] }),
    'handover.running': () => ({ rows }),
    'handover.end': () => ({ deal_id: 'deal-1', ended: rows.slice(0, 1), warnings: [] }),
  });
  const may = { ...selling.user.permissions, 'handover.read': 'all' };
  const status = { ...selling, user: { ...selling.user, permissions: may } } as typeof selling;
  const { user, say } = await show(
    <CompanyProvider status={status}>
      <DealPage />
    </CompanyProvider>,
    { path: '/deals/$id', at: '/deals/deal-1' },
  );
  expect(await screen.findByText('CON-0004')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: say('running.end') }));
  const asked = await screen.findByRole('dialog');
  expect(within(asked).getByText('PRJ-0018')).toBeTruthy();
  expect(within(asked).queryByText('CON-0004')).toBeNull();
  await expectAccessible();
  await user.click(within(asked).getByRole('button', { name: say('running.end') }));
  await waitFor(() => expect(scripted.asked('handover.end')).toEqual([{ deal_id: 'deal-1' }]));
});

test.each<{ press: string; own: OwnKeys }>([
  { press: 's', own: {} },
  { press: 'm', own: { s: 'm' } },
])('$press on a card chooses its stage where own keys are $own', async ({ press, own }) => {
  ownKeys.set(own);
  onTestFinished(() => ownKeys.set({}));
  const scripted = dealCore();
  const { user, say } = await show(asSeller(<Deals />));
  (await screen.findByText(dealRow.title)).closest<HTMLElement>('[role=button]')?.focus();
  await user.keyboard(press);
  await user.click(
    await screen.findByRole('button', { name: say('deal.move_to', { stage: 'Negotiation' }) }),
  );
  await waitFor(() =>
    expect(scripted.asked('deal.move')).toEqual([{ id: 'deal-1', version: 3, stage_id: 'stage-2' }]),
  );
});

test('O on a page gives the deal to a colleague', async () => {
  const scripted = dealCore();
  onTestFinished(startKeys());
  const { user, say } = await page();
  await screen.findByRole('heading', { name: dealRow.title });
  await waitFor(() => expect(scripted.asked('user.list')).toHaveLength(1));
  await user.keyboard('o');
  const dialog = await screen.findByRole('dialog', { name: say('deal.owner_of', { deal: dealRow.title }) });
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: /Asha Kulkarni/ }));
  await user.click(await screen.findByRole('option', { name: 'Rohan Patil' }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() =>
    expect(scripted.asked('deal.update')).toEqual([
      { id: 'deal-1', version: 3, set: { owner_id: 'user-2' } },
    ]),
  );
});

test('a deal that is won or lost can be given away still, but goes to no stage', async () => {
  dealCore({ 'deal.get': () => ({ ...deal, row: { ...dealRow, status: 'lost' } }) });
  onTestFinished(startKeys());
  const { user, say } = await page();
  const facts = await screen.findByRole('complementary', { name: say('deal.facts') });
  expect(within(facts).getByRole('button', { name: dealRow.owner })).toBeTruthy();
  expect(
    within(facts).getByRole('button', { name: say('fact.add', { label: say('customer.notes') }) }),
  ).toBeTruthy();
  expect(within(facts).queryByRole('button', { name: dealRow.title })).toBeNull();
  await user.keyboard('s');
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.keyboard('o');
  await screen.findByRole('dialog', { name: say('deal.owner_of', { deal: dealRow.title }) });
});

test('a deal that was won without a record of the customer is given one', async () => {
  dealCore({ 'deal.get': () => ({ ...deal, row: { ...dealRow, status: 'won' } }) });
  const { say } = await page();
  expect(await screen.findByRole('button', { name: say('deal.choose_customer') })).toBeTruthy();
});

test('a deal of nobody stays so while nobody is chosen', async () => {
  const scripted = dealCore();
  const close = vi.fn();
  const nobodys = { ...dealRow, owner_id: null, owner: '' };
  const { user, say } = await show(asSeller(<ChangeOwner deal={nobodys} onClose={close} />));
  const field = await screen.findByRole('button', { name: new RegExp(`${say('deal.owner')}$`) });
  expect(field.textContent).not.toBe('');
  await user.click(screen.getByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(scripted.asked('deal.update')).toEqual([]);
});

test('the amounts of lines stay with their lines while others come and go, and say when they are late', async () => {
  const line = (id: string, unit_price: string) =>
    ({ id, description: id, quantity: '1', unit: 'nos', unit_price, discount_percent: '0' }) as DealLine;
  let answer: () => void = () => undefined;
  let wait: Promise<void> = Promise.resolve();
  dealCore({
    'item.pick': () => ({ currency: 'INR', hits: [] }),
    'deal.price': async ({ lines = [] }) => {
      await wait;
      if (lines.some(({ quantity }) => quantity === 'abc'))
        return { code: 'invalid', message_id: 'error.invalid', params: {}, fields: [] };
      return { total: inr('9.00'), nets: lines.map(({ unit_price = '' }) => inr(unit_price)) };
    },
  });
  const lines = [line('Router', '100'), line('Cable', '200'), line('Rack', '300')];
  const { user, say } = await show(
    asSeller(<LinesSheet deal={{ ...deal, lines }} onClose={() => undefined} />),
  );
  const amounts = () => [...document.querySelectorAll('.deal-line-net')].map((one) => one.textContent);
  const late = () => document.querySelectorAll('[data-late]').length;
  await waitFor(() => expect(late()).toBe(0));
  const [, cable, rack] = amounts();
  expect(cable).toContain('200');
  wait = new Promise((done) => {
    answer = done;
  });
  await user.click(screen.getByRole('button', { name: say('lines.remove', { number: '1' }) }));
  expect(amounts()).toEqual([cable, rack]);
  expect(late()).toBe(2);
  answer();
  await waitFor(() => expect(late()).toBe(0));
  expect(amounts()).toEqual([cable, rack]);
  const [quantity] = screen.getAllByRole('textbox', { name: say('lines.quantity') });
  await user.clear(quantity as HTMLElement);
  await user.type(quantity as HTMLElement, 'abc');
  // The figures of a moment ago stay beside the field that cannot be read.
  await new Promise((done) => setTimeout(done, 300));
  expect(amounts()).toEqual([cable, rack]);
  expect(late()).toBe(2);
});

const dubai = { ...branch, id: 'branch-2', name: 'Mulshi Gulf', country: 'AE', currency: 'AED' };
const sellers = { 'branch.list': () => ({ rows: [branch, dubai] }) };

test('a deal is of the branch that is chosen, in its currency, and goes to another one', async () => {
  const scripted = dealCore({ ...sellers, 'deal.create': () => ({ id: 'deal-9', version: 1 }) as never });
  const first = await show(
    asSeller(<NewDeal pipelines={[pipeline]} stageId={undefined} onClose={() => undefined} />),
  );
  const { user, say } = first;
  await user.type(screen.getByLabelText(say('deal.title')), 'Pumps');
  await user.click(await screen.findByRole('button', { name: new RegExp(say('document.branch')) }));
  await user.click(await screen.findByRole('option', { name: dubai.name }));
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: new RegExp(say('deal.create')) }));
  await waitFor(() =>
    expect(scripted.asked('deal.create')[0]).toMatchObject({ branch_id: 'branch-2', currency: 'AED' }),
  );
  first.unmount();
  await page();
  const facts = await screen.findByRole('complementary', { name: say('deal.facts') });
  await user.click(await within(facts).findByRole('button', { name: new RegExp(say('document.branch')) }));
  await user.click(await screen.findByRole('option', { name: dubai.name }));
  await waitFor(() => expect(scripted.asked('deal.update')[0]?.set).toEqual({ branch_id: 'branch-2' }));
});

test('with one branch nobody is asked for it', async () => {
  dealCore({ 'branch.list': () => ({ rows: [branch] }) });
  const { say } = await page();
  const facts = await screen.findByRole('complementary', { name: say('deal.facts') });
  expect(within(facts).queryByText(say('document.branch'))).toBeNull();
});

test('a deal goes to a stage of another pipeline', async () => {
  const other = {
    ...pipeline,
    id: 'pipeline-2',
    name: 'Service renewals',
    stages: [{ ...stages[0], id: 'stage-9', name: 'Quoted' }],
  };
  onTestFinished(startKeys());
  const scripted = dealCore({ 'pipeline.list': () => ({ rows: [pipeline, other] }) });
  const { user, say } = await page();
  await screen.findByRole('complementary', { name: say('deal.facts') });
  await user.click(screen.getByRole('button', { name: say('action.more') }));
  const group = await screen.findByRole('group', { name: other.name });
  await user.click(within(group).getByRole('menuitem', { name: 'Quoted' }));
  await waitFor(() => expect(scripted.asked('deal.move')[0]?.stage_id).toBe('stage-9'));
  await user.keyboard('s');
  const dialog = await screen.findByRole('dialog');
  const region = within(dialog).getByRole('region', { name: other.name });
  await expectAccessible();
  await user.click(within(region).getByRole('button', { name: say('deal.move_to', { stage: 'Quoted' }) }));
  await waitFor(() => expect(scripted.asked('deal.move')).toHaveLength(2));
});
