/** The keyboard map in a component test: it listens from before each test and has its own keys and letters back after it. */
import { afterEach, beforeEach } from 'vitest';
import { letterKeys, ownKeys, startKeys } from '@/app/keys';

export function listenToKeys(): void {
  let stop: () => void;
  beforeEach(() => {
    location.hash = '';
    stop = startKeys();
  });
  afterEach(() => {
    stop();
    letterKeys.set('on');
    ownKeys.set({});
  });
}
