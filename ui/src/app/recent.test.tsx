/** What the palette remembers is there still. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import DealPage from '@/areas/sales/DealPage';
import type { ErrorBody } from '@/host';
import { dealCore, selling } from '@/test/deals';
import { status } from '@/test/fixtures';
import { show } from '@/test/render';
import { CompanyProvider } from './company';
import { recentPlaces } from './recent';

const places = () => recentPlaces(status.company.id, status.user.id).map(({ to }) => to);
const page = (
  <CompanyProvider status={selling}>
    <DealPage />
  </CompanyProvider>
);
const at = { path: '/deals/$id', at: '/deals/deal-1' };

test('a record that is deleted is forgotten', async () => {
  const core = dealCore({ 'history.of_record': () => ({ actions: [], next: null }) });
  const { user, say, router } = await show(page, at);
  await screen.findByRole('heading', { name: 'Plant network' });
  expect(places()).toEqual(['/deals/deal-1']);
  await user.click(screen.getByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('action.delete') }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/deals'));
  expect(core.asked('deal.delete')).toHaveLength(1);
  expect(places()).toEqual([]);
});

test('a record that is not there any more is forgotten where it is looked for', async () => {
  const gone: ErrorBody = { code: 'not_found', message_id: 'error.not_found', fields: [] };
  dealCore();
  const first = await show(page, at);
  await screen.findByRole('heading', { name: 'Plant network' });
  first.unmount();
  expect(places()).toEqual(['/deals/deal-1']);
  dealCore({ 'deal.get': () => gone as never });
  await show(page, at);
  await waitFor(() => expect(places()).toEqual([]));
});

test.each(['null', '{}', '"x"', '[null, 1, {"to": "/deals/deal-1"}]', '{'])(
  'what lies there in another shape, such as %s, is no place',
  async (text) => {
    const key = 'throughline.recent.company-1.user-1';
    localStorage.setItem(key, text);
    dealCore();
    await show(page, at);
    await screen.findByRole('heading', { name: 'Plant network' });
    expect(places()).toEqual(['/deals/deal-1']);
  },
);
