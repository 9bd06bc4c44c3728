/** Small pieces of page state that live outside React: theme, shortcut switch, open overlays. */
import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '@/host/stored';

export interface Store<Value> {
  get(): Value;
  set(next: Value): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A store that is remembered on this computer as text; `read` makes sense of whatever text is found there. */
export function createStored<Value>(
  key: string,
  read: (text: string | null) => Value,
  write: (value: Value) => string,
): Store<Value> {
  const store = createStore<Value>(read(readStored(key)));
  return {
    ...store,
    set(next) {
      writeStored(key, write(next));
      store.set(next);
    },
  };
}

/** A store whose value is one of a few words, remembered on this computer. */
export function createRemembered<Value extends string>(
  key: string,
  initial: Value,
  allowed: readonly Value[],
): Store<Value> {
  const known = (text: string | null) => allowed.find((value) => value === text) ?? initial;
  return createStored<Value>(key, known, (value) => value);
}

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}
