import { screen, waitFor } from '@testing-library/react';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startKeys } from '@/app/keys';
import { scriptCore } from '@/test/core';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { likelyCountry } from './countries';
import FirstRun from './FirstRun';

vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-IN']);

const core = () =>
  scriptCore({
    'file.recent': () => ({
      files: [{ path: '/home/asha/Mulshi.throughline', name: 'Mulshi Networks', missing: false }],
    }),
    'file.create': () => ({ opened: true }),
    'file.demo': () => ({ opened: true }),
    'file.open': ({ path }) => ({ opened: path !== undefined }),
  });

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on the first screen', async () => {
    core();
    await show(<FirstRun onOpened={() => undefined} />, { language, whole: true });
    await expectAccessible();
  });
});

test('three answers make a company', async () => {
  const scripted = core();
  const opened = vi.fn();
  const { user, say } = await show(<FirstRun onOpened={opened} />, { whole: true });
  await user.type(screen.getByRole('textbox', { name: say('first.company') }), 'Mulshi Networks');
  expect(screen.getByText('₹1,23,456.00, Indian Rupee')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(say('first.country')) }));
  await user.click(await screen.findByRole('option', { name: 'France' }));
  expect(screen.getByText(/123 456,00 €|123\s456,00\s€/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(say('first.continue')) }));
  await user.click(await screen.findByRole('radio', { name: new RegExp(say('workflow.trading')) }));
  // What has no screens in this build is not promised.
  expect(screen.queryByRole('radio', { name: new RegExp(say('workflow.approval')) })).toBeNull();
  await user.click(screen.getByRole('button', { name: new RegExp(say('first.create')) }));
  await waitFor(() => expect(opened).toHaveBeenCalledOnce());
  expect(scripted.asked('file.create')).toEqual([
    { name: 'Mulshi Networks', country: 'FR', workflow: 'trading' },
  ]);
});

test('Enter goes on even before the next step has the focus', async () => {
  onTestFinished(startKeys());
  const scripted = core();
  const { user, say } = await show(<FirstRun onOpened={() => undefined} />, { whole: true });
  await user.type(screen.getByRole('textbox', { name: say('first.company') }), 'Mulshi Networks{Enter}');
  await screen.findByRole('radio', { name: new RegExp(say('workflow.trading')) });
  (document.activeElement as HTMLElement).blur();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(scripted.asked('file.create')).toHaveLength(1));
});

test('the sample firm and a file of before open at once', async () => {
  const scripted = core();
  const opened = vi.fn();
  const { user, say } = await show(<FirstRun onOpened={opened} />, { whole: true });
  await user.click(screen.getByRole('radio', { name: new RegExp(say('first.demo')) }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('first.start_demo')) }));
  await waitFor(() => expect(scripted.asked('file.demo')).toHaveLength(1));
  await user.click(screen.getByRole('radio', { name: new RegExp(say('first.open')) }));
  await user.click(await screen.findByRole('button', { name: /Mulshi Networks/ }));
  await waitFor(() =>
    expect(scripted.asked('file.open')).toEqual([{ path: '/home/asha/Mulshi.throughline' }]),
  );
});

test.each([
  [['fr-FR', 'en'], 'FR'],
  [['de-DE', 'en-GB'], 'GB'],
  [['en'], 'IN'],
])('a computer that speaks %s probably stands in %s', (languages, country) =>
  expect(likelyCountry(languages)).toBe(country),
);
