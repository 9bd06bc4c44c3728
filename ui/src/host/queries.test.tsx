/** A command that is on its way is not sent a second time; another one is, and the same one again afterwards. */
import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { useWrite } from './queries';

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
