import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { draftKey, readDraft, sweepDrafts, useDraft, writeDraft } from './drafts';

const key = draftKey('company-1', 'user-1', 'customer.new');

test('what was typed comes back after the window died', () => {
  const first = renderHook(() => useDraft(key, { name: '' }));
  act(() => first.result.current.change(() => ({ name: 'Aarohi' })));
  expect(first.result.current.restored).toBe(false);
  first.unmount();
  const second = renderHook(() => useDraft(key, { name: '' }));
  expect(second.result.current).toMatchObject({ draft: { name: 'Aarohi' }, restored: true });
});

test('a saved form leaves nothing behind', () => {
  const form = renderHook(() => useDraft(key, { name: '' }));
  act(() => form.result.current.change(() => ({ name: 'Aarohi' })));
  act(() => form.result.current.settle({ name: '' }));
  form.unmount();
  expect(readDraft(key)).toBeUndefined();
});

test('a form that is saved at once after typing leaves nothing behind', () => {
  const form = renderHook(() => useDraft(key, ''));
  act(() => {
    form.result.current.change((before) => `${before}ab`);
    form.result.current.change((before) => `${before}c`);
    form.result.current.settle((typed) => typed);
  });
  expect(form.result.current.draft).toBe('abc');
  form.unmount();
  expect(readDraft(key)).toBeUndefined();
});

test('what a settled form still holds is kept', () => {
  const form = renderHook(() => useDraft(key, ''));
  act(() => {
    form.result.current.change(() => 'abc');
    form.result.current.settle((typed) => typed.slice(1));
  });
  form.unmount();
  expect(readDraft(key)).toBe('bc');
});

test('what is typed without a pause is written every two seconds', () => {
  vi.useFakeTimers();
  const form = renderHook(() => useDraft(key, ''));
  for (let pressed = 0; pressed < 25; pressed += 1) {
    act(() => form.result.current.change((before) => `${before}a`));
    vi.advanceTimersByTime(100);
  }
  expect(readDraft(key)).toBe('a'.repeat(20));
});

test('neither two companies nor two people share a draft, and damaged ones are swept', () => {
  writeDraft(key, { name: 'A' });
  expect(readDraft(draftKey('company-2', 'user-1', 'customer.new'))).toBeUndefined();
  expect(readDraft(draftKey('company-1', 'user-2', 'customer.new'))).toBeUndefined();
  localStorage.setItem('throughline.draft.broken', '{');
  localStorage.setItem('throughline.draft.old', JSON.stringify({ at: 0, draft: {} }));
  sweepDrafts();
  expect(Object.keys(localStorage)).toEqual([key]);
});
