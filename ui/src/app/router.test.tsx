/** Where the addresses lead: each record to a page of its own. */

import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { english } from '@/app/messages';
import { settings } from '@/areas/settings/manifest';
import { Button, Dialog } from '@/design';
import { createQueryClient } from '@/host/queries';
import { scriptCore } from '@/test/core';
import { backups, status, users } from '@/test/fixtures';
import { App } from './App';
import type { AreaManifest } from './areas';
import { startKeys } from './keys';
import { useParam } from './router';

function Page() {
  const id = useParam('id');
  const [open, setOpen] = useState(false);
  return (
    <div className="page">
      <h1>{`Thing ${id}`}</h1>
      <Button onPress={() => setOpen(true)}>Change</Button>
      <Dialog title={`Change ${id}`} isOpen={open} onClose={() => setOpen(false)}>
        <input aria-label="Name" />
      </Dialog>
    </div>
  );
}

const things: AreaManifest = {
  area: 'always',
  nav: [],
  routes: [{ path: '/things/$id', load: async () => ({ default: Page }) }],
  commands: [],
  searchTypes: [{ kind: 'thing', title: 'kind.item', icon: 'package', to: ({ id }) => `/things/${id}` }],
};

let stop: () => void;
beforeEach(() => {
  stop = startKeys();
});
afterEach(() => {
  stop();
  location.hash = '';
});

const core = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'file.state': () => ({ open: true, warnings: [] }),
    'company.status': () => status,
    'backup.status': () => backups,
    'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
    ...more,
  });

const start = (areas: readonly AreaManifest[]) => {
  render(<App client={createQueryClient()} messages={english} manifests={areas} />);
  return userEvent.setup();
};

test('a dialog that stands open does not follow to another record', async () => {
  location.hash = '#/things/1';
  core({
    'search.find': ({ seq }) => ({
      seq: seq ?? 0,
      hits: [
        {
          id: '2',
          kind: 'thing',
          title: 'The other',
          customer: null,
          customer_id: null,
          badge: null,
          amount: null,
        },
      ],
    }),
  });
  const user = start([things]);
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  await screen.findByRole('dialog', { name: 'Change 1' });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'other');
  await user.click(await screen.findByRole('option', { name: /The other/ }));
  await screen.findByRole('heading', { name: 'Thing 2' });
  await waitFor(() => expect(location.hash).toContain('/things/2'));
  expect(screen.queryByRole('dialog', { name: /Change/ })).toBeNull();
});

/** The company in the hands of somebody who may look at its settings and nothing else. */
const lookingOn = () =>
  core({
    'company.status': () => ({ ...status, user: { ...status.user, permissions: { 'company.read': 'all' } } }),
    'number_series.list': () => ({ rows: [] }),
  });

test('a screen that the user may not open is neither among the parts nor in the palette; one to look at is both', async () => {
  location.hash = '#/settings/numbers';
  lookingOn();
  const user = start([settings]);
  const parts = within(await screen.findByRole('navigation', { name: 'Settings' })).getAllByRole('link');
  expect(parts.map((part) => part.textContent)).toEqual([
    'Company',
    'Letterhead',
    'Numbers',
    'Working time',
    'Areas',
    'Backups',
    'Keyboard',
  ]);
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), '/');
  const offered = within(screen.getByRole('listbox'));
  expect(offered.getByRole('option', { name: /Numbers/ })).toBeTruthy();
  expect(offered.queryByRole('option', { name: /People and rights/ })).toBeNull();
});

test('its address says what it asks for', async () => {
  location.hash = '#/settings/users';
  lookingOn();
  start([settings]);
  await screen.findByText(/may not do this: it needs the permission/);
});
