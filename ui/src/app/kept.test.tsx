/** What is typed over a record outlives another version of it and a crash, and what was saved is no edit any more. */
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { status } from '@/test/fixtures';
import { type TestLocale, testLocales } from '@/test/pseudo';
import { CompanyProvider } from './company';
import { WordsProvider } from './i18n';
import { useKept, useKeptEdits } from './kept';

const language = testLocales[0] as TestLocale;

const around =
  (who = status) =>
  ({ children }: { children: ReactNode }) => (
    <WordsProvider locale={language.locale} messages={language.messages}>
      <CompanyProvider status={who}>{children}</CompanyProvider>
    </WordsProvider>
  );

const edit = <Live extends object>(live: Live, name = 'branch.1') =>
  renderHook((now: { live: Live }) => useKeptEdits(name, now.live), {
    initialProps: { live },
    wrapper: around(),
  });

const keys = () => Object.keys(localStorage);

test('edits outlive a new version, and end when they are saved', () => {
  const { result, rerender } = edit({ city: 'Pune', logo: '' });
  act(() => result.current.set({ city: 'Nashik' }));
  rerender({ live: { city: 'Pune', logo: 'hash' } });
  expect(result.current.draft).toEqual({ city: 'Nashik', logo: 'hash' });
  expect(result.current.changed).toEqual({ city: 'Nashik' });
  act(result.current.saved);
  expect(result.current).toMatchObject({ draft: { city: 'Nashik' }, changed: {} });
  rerender({ live: { city: 'Nashik', logo: 'hash' } });
  expect(result.current.changed).toEqual({});
  // The change was taken back: nothing of it is left in the form.
  rerender({ live: { city: 'Pune', logo: 'hash' } });
  expect(result.current.draft.city).toBe('Pune');
});

test('what the core writes in its own way is no edit after the save, and typing since the save stays', () => {
  const { result, rerender } = edit({ price: '', cost: '', name: 'Pump' });
  act(() => result.current.set({ price: '1,200.50', cost: '9' }));
  const { saved } = result.current;
  act(() => result.current.set({ cost: '90', name: 'Pump 2' }));
  act(saved);
  rerender({ live: { price: '1200.5', cost: '9', name: 'Pump' } });
  expect(result.current.draft).toEqual({ price: '1200.5', cost: '90', name: 'Pump 2' });
  expect(result.current.changed).toEqual({ cost: '90', name: 'Pump 2' });
});

test('edits are there again after a crash, over what others have saved since', () => {
  const first = edit({ city: 'Pune', phone: '1' });
  act(() => first.result.current.set({ city: 'Nashik' }));
  first.unmount();
  const { result, unmount } = edit({ city: 'Pune', phone: '2' });
  expect(result.current.draft).toEqual({ city: 'Nashik', phone: '2' });
  expect(result.current.changed).toEqual({ city: 'Nashik' });
  expect(result.current.note).not.toBeNull();
  act(result.current.done);
  expect(result.current).toMatchObject({ draft: { city: 'Pune', phone: '2' }, note: null });
  unmount();
  expect(keys()).toEqual([]);
});

test('saved edits are forgotten, also when the form is left before the record is read anew', () => {
  const { result, unmount } = edit({ city: 'Pune' });
  act(() => result.current.set({ city: 'Nashik' }));
  act(result.current.saved);
  unmount();
  expect(keys()).toEqual([]);
});

test('an edit that says what the record says is none', () => {
  const first = edit({ city: 'Pune' });
  act(() => first.result.current.set({ city: 'Nashik' }));
  first.unmount();
  const { result, unmount } = edit({ city: 'Nashik' });
  expect(result.current).toMatchObject({ changed: {}, note: null });
  unmount();
  expect(keys()).toEqual([]);
});

test('an edit that was taken back takes back nothing of others', () => {
  const { result, rerender } = edit({ city: 'Pune' });
  act(() => result.current.set({ city: 'Punex' }));
  act(() => result.current.set({ city: 'Pune' }));
  expect(result.current.changed).toEqual({});
  rerender({ live: { city: 'Mumbai' } });
  expect(result.current).toMatchObject({ draft: { city: 'Mumbai' }, changed: {} });
});

test('neither does one that somebody else has made as well', () => {
  const { result, rerender } = edit({ city: 'Pune' });
  act(() => result.current.set({ city: 'Nashik' }));
  rerender({ live: { city: 'Nashik' } });
  rerender({ live: { city: 'Mumbai' } });
  expect(result.current).toMatchObject({ draft: { city: 'Mumbai' }, changed: {} });
});

test('what is taken back while a save is on its way stays an edit', () => {
  const { result, rerender } = edit({ city: 'Pune' });
  act(() => result.current.set({ city: 'Nashik' }));
  const { saved } = result.current;
  act(() => result.current.set({ city: 'Pune' }));
  act(saved);
  rerender({ live: { city: 'Nashik' } });
  expect(result.current).toMatchObject({ draft: { city: 'Pune' }, changed: { city: 'Pune' } });
});

test('what is typed while a save is on its way outlives a crash too', () => {
  const first = edit({ city: 'Pune', phone: '1' });
  act(() => first.result.current.set({ city: 'Nashik' }));
  const { saved } = first.result.current;
  act(() => first.result.current.set({ phone: '2' }));
  act(saved);
  first.unmount();
  expect(edit({ city: 'Nashik', phone: '1' }).result.current.changed).toEqual({ phone: '2' });
});

test('what was typed in a field that the form has lost is neither shown nor sent', () => {
  const first = edit({ city: 'Pune', fax: '' });
  act(() => first.result.current.set({ city: 'Nashik', fax: '3' }));
  first.unmount();
  expect(edit({ city: 'Pune' }).result.current).toMatchObject({
    draft: { city: 'Nashik' },
    changed: { city: 'Nashik' },
  });
  expect(edit({ city: 'Pune' }).result.current.draft).not.toHaveProperty('fax');
});

test('a field that is fixed says what the record says, and what was typed there is not sent', () => {
  const typed = edit({ city: 'Pune', currency: 'INR' });
  act(() => typed.result.current.set({ city: 'Nashik', currency: 'USD' }));
  typed.unmount();
  const { result, rerender } = renderHook(
    ({ fixed }: { fixed: boolean | { currency: boolean } }) =>
      useKeptEdits('branch.1', { city: 'Pune', currency: 'INR' }, { fixed }),
    { initialProps: { fixed: { currency: true } as boolean | { currency: boolean } }, wrapper: around() },
  );
  expect(result.current.draft).toEqual({ city: 'Nashik', currency: 'INR' });
  expect(result.current.changed).toEqual({ city: 'Nashik' });
  rerender({ fixed: true });
  expect(result.current).toMatchObject({
    draft: { city: 'Pune', currency: 'INR' },
    changed: {},
    note: null,
  });
});

test('what one person typed is not shown to another at the same computer', () => {
  const form = (who = status) =>
    renderHook(() => useKept('deal.new', { title: '' }), { wrapper: around(who) });
  const first = form();
  act(() => first.result.current.set({ title: 'Plant network' }));
  first.unmount();
  const rohan = { ...status, user: { ...status.user, id: 'user-2', name: 'Rohan Patil' } };
  expect(form(rohan).result.current).toMatchObject({ draft: { title: '' }, note: null });
  expect(form().result.current.draft.title).toBe('Plant network');
});

test('what was chosen on the way to a form goes over what an earlier session left', () => {
  const first = edit({ subject: '', day: '' }, 'activity.new');
  act(() => first.result.current.set({ subject: 'Call', day: '2026-11-01' }));
  first.unmount();
  const chosen = { day: '2026-12-24' };
  const { result } = renderHook(() => useKeptEdits('activity.new', { subject: '', ...chosen }, { chosen }), {
    wrapper: around(),
  });
  expect(result.current.draft).toEqual({ subject: 'Call', day: '2026-12-24' });
});

describe('lines', () => {
  interface Stage {
    key: string;
    id?: string;
    name: string;
    chance: string;
  }
  const stage = (id: string, chance = '') => ({ key: id, id, name: id, chance });
  const [asked, offered] = [stage('asked'), stage('offered')];
  const won: Stage = { key: 'k', name: 'won', chance: '' };
  const form = (...stages: Stage[]) =>
    renderHook((now: { stages: Stage[] }) => useKeptEdits('pipeline.1', now, { lines: ['stages'] }), {
      initialProps: { stages },
      wrapper: around(),
    });
  type Form = ReturnType<typeof form>;
  const shown = ({ result }: Form) =>
    result.current.draft.stages.map(({ id, name, chance }) => `${id ?? 'new'} ${name} ${chance}`.trim());
  const type = ({ result }: Form, ...stages: Stage[]) => act(() => result.current.set({ stages }));

  test('a new line that is typed in while its save is on its way stands once, as the row it became', () => {
    const page = form(asked);
    type(page, asked, won);
    const { saved } = page.result.current;
    type(page, asked, { ...won, chance: '90' });
    act(saved);
    page.rerender({ stages: [asked, stage('won')] });
    expect(shown(page)).toEqual(['asked asked', 'won won 90']);
    expect(page.result.current.draft.stages[1]?.key).toBe('k');
    page.rerender({ stages: [asked, stage('won', '90')] });
    expect(page.result.current.changed).toEqual({});
  });

  test('so it does when the record is read anew before the answer comes', () => {
    const page = form(asked);
    type(page, asked, won);
    const { saved } = page.result.current;
    page.rerender({ stages: [stage('won'), asked] });
    act(saved);
    expect(shown(page)).toEqual(['won won', 'asked asked']);
    expect(page.result.current.changed).toEqual({});
    page.unmount();
    expect(keys()).toEqual([]);
  });

  test('new lines become those they are most like, and one that the core wrote in its own way the one that is left', () => {
    const page = form();
    const [first, second] = [
      { ...won, key: 'k1', chance: '9,0' },
      { ...won, key: 'k2', name: 'lost' },
    ];
    type(page, first, second);
    const { saved } = page.result.current;
    type(page, { ...first, name: 'won at once' }, second);
    act(saved);
    page.rerender({ stages: [stage('lost'), { ...stage('1', '90'), name: 'Won' }] });
    expect(shown(page)).toEqual(['lost lost', '1 won at once 90']);
  });

  test('a new line that was taken away again while its save was on its way stays away', () => {
    const page = form(asked);
    type(page, asked, won);
    const { saved } = page.result.current;
    type(page, { ...asked, chance: '10' });
    act(saved);
    page.rerender({ stages: [asked, stage('won')] });
    expect(shown(page)).toEqual(['asked asked 10']);
  });

  test('the order of others stays, unless it is what was changed', () => {
    const page = form(asked, offered);
    type(page, { ...asked, chance: '10' }, won, offered);
    page.rerender({ stages: [offered, stage('lost'), asked] });
    expect(shown(page)).toEqual(['offered offered', 'lost lost', 'asked asked 10', 'new won']);
    type(page, won, asked, stage('lost'), offered);
    page.rerender({ stages: [stage('lost'), offered, asked] });
    expect(shown(page)).toEqual(['new won', 'asked asked', 'lost lost', 'offered offered']);
  });

  test('all lines taken away is an edit too', () => {
    const page = form(asked);
    type(page);
    expect(page.result.current.changed).toEqual({ stages: [] });
  });
});
