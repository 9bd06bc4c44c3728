/** Keys mean the page, whatever the layout of the keyboard, unless something lies over it. */
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Button, Dialog, KeyHint, Menu } from '@/design';
import { scriptCore } from '@/test/core';
import { listenToKeys } from '@/test/keys';
import { show } from '@/test/render';
import { type Binding, blocksBrowser, letterKeys, nameOf, ownKeys, useKeys } from './keys';

listenToKeys();

function Bound({ bindings }: { bindings: readonly Binding[] }) {
  useKeys(bindings);
  return null;
}

test('a dialog has the keys to itself, but for those that work over it', async () => {
  scriptCore({});
  ownKeys.set({ w: 'f4', q: 'mod+e' });
  const [page, everywhere] = [vi.fn(), vi.fn()];
  const { user } = await show(
    <>
      <Bound
        bindings={[
          { keys: 'w', run: page },
          { keys: 'q', run: page },
          { keys: 'mod+enter', run: page, inFields: true },
          { keys: 'mod+k', run: everywhere, overDialogs: true },
        ]}
      />
      <Dialog title="Over it" isOpen onClose={() => undefined}>
        <input aria-label="Field" />
      </Dialog>
    </>,
  );
  const press = '{F4}{Control>}e{/Control}{Control>}{Enter}{/Control}{Control>}k{/Control}';
  await user.keyboard(press);
  await user.click(screen.getByRole('textbox'));
  await user.keyboard(press);
  expect(page).not.toHaveBeenCalled();
  expect(everywhere).toHaveBeenCalledTimes(2);
});

test('a letter in an open menu is not one of the page', async () => {
  scriptCore({});
  const page = vi.fn();
  const actions = [{ id: 'withdraw', title: 'Withdraw', run: () => undefined }];
  const { user } = await show(
    <>
      <Bound bindings={[{ keys: 'w', run: page }]} />
      <Menu label="More" groups={[{ id: 'all', actions }]}>
        <Button>More</Button>
      </Menu>
    </>,
  );
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.keyboard('w');
  expect(page).not.toHaveBeenCalled();
});

const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

test.each([
  ['ن', 'KeyK', 'k'],
  ['ت', 'KeyJ', 'j'],
  ['क', 'KeyK', 'k'],
  ['٣', 'Digit3', '3'],
  ['؟', 'Slash', '?'],
  ['é', 'Digit2', 'é'],
  ['z', 'KeyW', 'z'],
  ['€', 'KeyE', '€'],
])('%s on %s is the key %s', (key, code, name) => {
  expect(nameOf(press({ key, code, shiftKey: key === '؟' }))).toBe(name);
});

test('what a browser would do with its own keys is kept from it on every layout', () => {
  expect(blocksBrowser(press({ key: 'ق', code: 'KeyR', ctrlKey: true }))).toBe(true);
});

test('letters that are switched off are shown nowhere', async () => {
  scriptCore({});
  letterKeys.set('off');
  await show(
    <>
      <Button keys="w">Win</Button>
      <KeyHint keys="g c" />
      <Button keys="mod+enter">Save</Button>
    </>,
  );
  const [win, save] = screen.getAllByRole('button');
  expect(win?.getAttribute('aria-keyshortcuts')).toBeNull();
  expect(save?.getAttribute('aria-keyshortcuts')).toBe('Control+enter');
  expect(screen.getAllByText(/./, { selector: 'kbd' })).toHaveLength(1);
});
