/** The change of one binding at a time: recording, refusing what is taken, swapping, going back. */
import { useMemo, useState } from 'react';
import { type MessageId, useT } from '@/app/i18n';
import { keySections } from '@/app/keymap';
import { keysIn, type OwnKeys, ownKeys } from '@/app/keys';
import { useStore } from '@/app/store';
import { useSayKeys } from '@/design';
import { manifests } from '..';
import { type Bindings, bindingsOf, clashes, type Recorded, swapped, withKeys } from './key-changes';

/** Where the change of a row stands. */
export type Step =
  | { at: 'record'; first: string | null; note: string }
  | { at: 'clash'; wanted: string; note: string; swap: OwnKeys | null }
  | { at: 'done' };

/** The change of keys, as the rows of the settings use it. */
export type KeyChange = ReturnType<typeof useKeyChange>;

/** Names keys and bindings in words. */
function useNames(all: Bindings) {
  const t = useT();
  const sayKeys = useSayKeys();
  const namesOf = (keys: string, but?: MessageId) =>
    (all.get(keys) ?? [])
      .filter((text) => text !== but)
      .map((text) => t(text))
      .join(' · ');
  const sayClash = (own: OwnKeys, found: readonly string[], wanted: string) => {
    const [first] = found;
    if (first === undefined) return '';
    const keys = sayKeys(wanted);
    if (keysIn(own, first) === wanted) return t('keys.taken', { keys, name: namesOf(first) });
    const others = found.map((other) => `${sayKeys(keysIn(own, other))} (${namesOf(other)})`).join(', ');
    return t('keys.begins', { keys, others });
  };
  return { sayKeys, namesOf, sayClash };
}

const isEmpty = (own: OwnKeys) => Object.keys(own).length === 0;

export function useKeyChange() {
  const t = useT();
  const own = useStore(ownKeys);
  const all = useMemo(() => bindingsOf(keySections(manifests, () => true)), []);
  const names = useNames(all);
  const [open, setOpen] = useState<{ id: string; step: Step } | null>(null);
  const [said, setSaid] = useState('');
  const [before, setBefore] = useState<OwnKeys | null>(null);

  const show = (id: string, step: Step, say: string) => {
    setOpen({ id, step });
    setSaid(say);
  };
  const begin = (id: string) => show(id, { at: 'record', first: null, note: t('keys.how') }, '');
  const cancel = (id: string) => show(id, { at: 'done' }, t('keys.cancelled'));
  const keep = (id: string, next: OwnKeys, say: string) => {
    ownKeys.set(next);
    setBefore(null);
    show(id, { at: 'done' }, say);
  };
  const setAll = (next: OwnKeys, last: OwnKeys | null, say: string) => {
    ownKeys.set(next);
    setBefore(last);
    setOpen(null);
    setSaid(say);
  };
  const nowIs = (keys: string, wanted: string) =>
    t('keys.changed', { name: names.namesOf(keys), keys: names.sayKeys(wanted) });

  /** Gives a binding the keys, unless they are taken. */
  const propose = (id: string, keys: string, wanted: string) => {
    const found = clashes(all, own, keys, wanted);
    if (found.length === 0) return keep(id, withKeys(own, keys, wanted), nowIs(keys, wanted));
    const note = names.sayClash(own, found, wanted);
    show(id, { at: 'clash', wanted, note, swap: swapped(all, own, keys, wanted) }, note);
  };

  const recorded = (id: string, line: string, { kind, keys }: Recorded) => {
    if (kind === 'cancel') return cancel(id);
    if (kind === 'taken') return propose(id, line, keys);
    const note = t(kind === 'first' ? 'keys.first' : 'keys.kept', { keys: names.sayKeys(keys) });
    show(id, { at: 'record', first: kind === 'first' ? keys : null, note }, note);
  };

  return {
    own,
    said,
    ...names,
    stepOf: (id: string): Step | null => (open?.id === id ? open.step : null),
    /** What stored keys clash with, which only happens when a later version brings new ones. */
    clashOf: (keys: string) =>
      names.sayClash(own, clashes(all, own, keys, keysIn(own, keys)), keysIn(own, keys)),
    begin,
    cancel,
    recorded,
    propose,
    swap: (id: string, keys: string, step: Step) => {
      if (step.at === 'clash' && step.swap) keep(id, step.swap, nowIs(keys, step.wanted));
    },
    /** Ends whatever is being changed, without taking the focus back. */
    leave: () => setOpen(null),
    /** Absent where nothing was changed. */
    resetAll: isEmpty(own) ? undefined : () => setAll({}, own, t('keys.all_reset')),
    /** Takes that back, until another key is changed. */
    undoReset: before && isEmpty(own) ? () => setAll(before, null, t('undo.done')) : undefined,
  };
}
