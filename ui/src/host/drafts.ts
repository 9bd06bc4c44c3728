/**
 * Keystrokes that are not saved yet outlive a crash. They are kept on this computer only, per company, user and form,
 * and removed when the form is saved or thrown away.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { readStoredJson, writeStored } from './stored';

const prefix = 'throughline.draft';
const writeDelayMs = 300;
/** Typing without a pause is written all the same. */
const longestWaitMs = 2000;
const keepDays = 30;

interface Stored<Draft> {
  at: number;
  draft: Draft;
}

/**
 * The key of a form's draft. `company` is the id of the open file and `user` that of who works there, so that neither two companies
 * nor two people at one computer ever mix.
 */
export const draftKey = (company: string, user: string, form: string): string =>
  `${prefix}.${company}.${user}.${form}`;

export function readDraft<Draft>(key: string): Draft | undefined {
  return (readStoredJson(key) as Stored<Draft> | null | undefined)?.draft;
}

export function writeDraft<Draft>(key: string, draft: Draft): void {
  const stored: Stored<Draft> = { at: performance.timeOrigin + performance.now(), draft };
  writeStored(key, JSON.stringify(stored));
}

export function dropDraft(key: string): void {
  localStorage.removeItem(key);
}

/** Removes drafts that nobody came back to. */
export function sweepDrafts(): void {
  const oldest = performance.timeOrigin + performance.now() - keepDays * 86_400_000;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(`${prefix}.`)) continue;
    try {
      const stored = JSON.parse(localStorage.getItem(key) ?? '') as Stored<unknown>;
      if (stored.at < oldest) localStorage.removeItem(key);
    } catch {
      localStorage.removeItem(key);
    }
  }
}

interface DraftOptions<Draft> {
  /** What of the state is worth keeping, and nothing when there is none; without it everything is. */
  worth?: (draft: Draft) => Draft | undefined;
  /** What of an earlier session still holds; without it everything does. */
  holds?: (kept: Draft) => Draft;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * State of a form that survives. `restored` says that it came from an earlier session, so that the form can offer to
 * start afresh; `settle` is called when the form was saved or thrown away, with a function when what it makes anew of the state
 * is still to be kept.
 */
export function useDraft<Draft>(key: string, initial: Draft, options: DraftOptions<Draft> = {}) {
  const { worth = (draft) => draft, holds = (kept) => kept } = options;
  const [found] = useState(() => {
    const kept = readDraft<Draft>(key);
    return kept === undefined ? undefined : holds(kept);
  });
  const [draft, setDraft] = useState<Draft>(found ?? initial);
  const [restored, setRestored] = useState(found !== undefined);
  // Several changes may come before the first of them is drawn.
  const newest = useRef(draft);
  const isUnwritten = useRef(false);
  const timers = useRef<{ pause?: Timer; longest?: Timer }>({});
  const sift = useRef(worth);
  useEffect(() => {
    sift.current = worth;
  });

  const flush = useCallback(() => {
    clearTimeout(timers.current.pause);
    clearTimeout(timers.current.longest);
    timers.current = {};
    if (!isUnwritten.current) return;
    isUnwritten.current = false;
    const left = sift.current(newest.current);
    if (left === undefined) dropDraft(key);
    else writeDraft(key, left);
  }, [key]);
  useEffect(() => flush, [flush]);

  const take = useCallback(
    (next: Draft, isToWrite: boolean) => {
      newest.current = next;
      isUnwritten.current = isToWrite;
      setDraft(next);
      clearTimeout(timers.current.pause);
      timers.current.pause = setTimeout(flush, writeDelayMs);
      timers.current.longest ??= setTimeout(flush, longestWaitMs);
    },
    [flush],
  );

  const change = useCallback((next: (before: Draft) => Draft) => take(next(newest.current), true), [take]);

  const settle = useCallback(
    (back: Draft | ((before: Draft) => Draft)) => {
      dropDraft(key);
      setRestored(false);
      if (!(back instanceof Function)) return take(back, false);
      const left = back(newest.current);
      take(left, left !== newest.current);
    },
    [key, take],
  );

  return { draft, change, restored, settle };
}
