/** A full store costs what was to be remembered, never the press that asked for it. */
import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { createRemembered } from '@/app/store';
import { useColumns } from '@/design/DataGrid/columns';
import { readStored, readStoredJson, writeStored } from './stored';

const full = () => {
  throw new DOMException('full', 'QuotaExceededError');
};

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: full });
});

test('what is chosen holds for as long as the window lives', () => {
  const store = createRemembered('size', 'small', ['small', 'large']);
  store.set('large');
  expect(store.get()).toBe('large');
});

test('a column becomes as wide as it was drawn', () => {
  const column = { id: 'name', title: 'Name', width: '1fr' };
  const { result } = renderHook(() => useColumns('deals', [column]));
  act(() => result.current.visible[0]?.resize?.(200));
  expect(result.current.visible[0]?.width).toBe('200px');
});

test('nothing is read where nothing can be read', () => {
  writeStored('key', 'text');
  expect(readStored('key')).toBeNull();
  expect(readStoredJson('key')).toBeUndefined();
  vi.stubGlobal('localStorage', { getItem: full });
  expect(readStored('key')).toBeNull();
});
