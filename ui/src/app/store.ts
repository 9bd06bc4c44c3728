/** Small pieces of page state that live outside React: theme, shortcut switch, open overlays. */
import { useSyncExternalStore } from 'react';

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

/** A store whose value is remembered on this computer. */
export function createRemembered<Value extends string>(
  key: string,
  initial: Value,
  allowed: readonly Value[],
): Store<Value> {
  const found = localStorage.getItem(key);
  const store = createStore<Value>(allowed.find((value) => value === found) ?? initial);
  return {
    ...store,
    set(next) {
      localStorage.setItem(key, next);
      store.set(next);
    },
  };
}

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}
