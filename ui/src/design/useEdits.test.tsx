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
  rerender({ live: { city: 'Nashik', logo: 'hash' } });
  expect(result.current[2]).toEqual({});
  // The change was taken back: nothing of it is left in the form.
  rerender({ live: { city: 'Pune', logo: 'hash' } });
  expect(result.current[0].city).toBe('Pune');
});
