/** What is typed over a record outlives another version of it, and what was saved is no edit any more. */
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useEdits } from './useEdits';

test('edits outlive a new version, and end when they are saved', () => {
  const { result, rerender } = renderHook(({ live }) => useEdits(live), {
    initialProps: { live: { city: 'Pune', logo: '' } },
  });
  act(() => result.current[1]({ city: 'Nashik' }));
  rerender({ live: { city: 'Pune', logo: 'hash' } });
  expect(result.current[0]).toEqual({ city: 'Nashik', logo: 'hash' });
  expect(result.current[2]).toEqual({ city: 'Nashik' });
  act(result.current[3]);
  rerender({ live: { city: 'Nashik', logo: 'hash' } });
  expect(result.current[2]).toEqual({});
  // The change was taken back: nothing of it is left in the form.
  rerender({ live: { city: 'Pune', logo: 'hash' } });
  expect(result.current[0].city).toBe('Pune');
});

test('what the core writes in its own way is no edit after the save, and typing since the save stays', () => {
  const { result, rerender } = renderHook(({ live }) => useEdits(live), {
    initialProps: { live: { price: '', cost: '', name: 'Pump' } },
  });
  act(() => result.current[1]({ price: '1,200.50', cost: '9' }));
  const saved = result.current[3];
  act(() => result.current[1]({ cost: '90', name: 'Pump 2' }));
  act(saved);
  rerender({ live: { price: '1200.5', cost: '9', name: 'Pump' } });
  expect(result.current[0]).toEqual({ price: '1200.5', cost: '90', name: 'Pump 2' });
  expect(result.current[2]).toEqual({ cost: '90', name: 'Pump 2' });
});
