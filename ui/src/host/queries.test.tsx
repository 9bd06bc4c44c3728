/** What is on its way is not sent a second time, and what was read is read again when it is stale. */
import { act, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { useRead, useWrite } from './queries';

function Buttons() {
  const write = useWrite('customer.delete');
  const press = (id: string) => write.mutate({ id, version: 1 });
  return (
    <>
      <button type="button" onClick={() => press('one')}>
        one
      </button>
      <button type="button" onClick={() => press('two')}>
        two
      </button>
    </>
  );
}

test('what is on its way is not sent twice', async () => {
  const core = scriptCore({
    'customer.delete': ({ id, version }) => ({ id, version: version + 1, warnings: [] }),
  });
  const { user } = await show(<Buttons />);
  const one = screen.getByRole('button', { name: 'one' });
  act(() => {
    one.click();
    one.click();
    screen.getByRole('button', { name: 'two' }).click();
    one.click();
  });
  await expect.poll(() => core.asked('customer.delete').map(({ id }) => id)).toEqual(['one', 'two']);
  await user.click(one);
  await expect.poll(() => core.asked('customer.delete').map(({ id }) => id)).toEqual(['one', 'two', 'one']);
});

function Branches({ also }: { also?: readonly ['company'] }) {
  return <p>{useRead('branch.list', {}, { also }).data?.rows[0]?.name}</p>;
}

function Screens() {
  const [plain, setPlain] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setPlain(true)}>
        go
      </button>
      {plain ? <Branches key="plain" /> : <Branches key="full" also={['company']} />}
    </>
  );
}

test('readers of one answer make it stale for each other', async () => {
  let name = 'Pune';
  const core = scriptCore({ 'branch.list': () => ({ rows: [{ name }] }) as never });
  const { user } = await show(<Screens />);
  await screen.findByText('Pune');
  await user.click(screen.getByRole('button', { name: 'go' }));
  name = 'Nashik';
  core.change(['company']);
  expect(await screen.findByText('Nashik')).toBeTruthy();
});

test('a refusal for what was changed meanwhile reads what is shown again', async () => {
  let name = 'Pune';
  scriptCore({
    'branch.list': () => ({ rows: [{ name }] }) as never,
    'customer.delete': () => {
      name = 'Nashik';
      return { code: 'conflict', message_id: 'error.conflict', params: {}, fields: [], warnings: [] };
    },
  });
  const { user } = await show(
    <>
      <Branches />
      <Buttons />
    </>,
  );
  await screen.findByText('Pune');
  await user.click(screen.getByRole('button', { name: 'one' }));
  expect(await screen.findByText('Nashik')).toBeTruthy();
});
