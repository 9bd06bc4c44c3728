/** Forms, new or over a record, whose keystrokes outlive a crash until they are saved or thrown away. */
import { notifyManager, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/design/Button';
import { ApiError } from '@/host/contract';
import { draftKey, useDraft } from '@/host/drafts';
import { useCompany } from './company';
import { handFocusOn } from './focus';
import { useT } from './i18n';
import { type Line, linesOver, same, sameLines } from './over';

/** Where the draft of a form lies: with the company and with who works there. */
export function useDraftKey(name: string): string {
  const { company, user } = useCompany();
  return draftKey(company.id, user.id, name);
}

/**
 * The state of a form under a name of its own, such as `deal.new` or `contact.<id of the customer>`. `chosen` is what was chosen on
 * the way to the form, such as a place in the calendar: it goes over what an earlier session left. `done` forgets it: the form
 * was saved or closed on purpose. `note` offers to start afresh when the keystrokes of an earlier session were found.
 */
export function useKept<Draft extends object>(name: string, initial: Draft, chosen: Partial<Draft> = {}) {
  const [first] = useState(initial);
  const {
    draft: kept,
    change,
    restored,
    settle,
  } = useDraft(useDraftKey(name), first, { holds: (before) => ({ ...before, ...chosen }) });
  // A form that has grown since finds its new fields empty.
  const draft = { ...first, ...kept };
  const set = (part: Partial<Draft>) => change((before) => ({ ...before, ...part }));
  const done = () => settle(first);
  return { draft, set, change, done, note: restored ? <Restored onAfresh={done} /> : null };
}

const isEmpty = (edits: object) => Object.keys(edits).length === 0;

/** The edits of some fields only. */
const pick = <Whole extends object>(edits: Partial<Whole>, holds: (field: keyof Whole) => boolean) =>
  Object.fromEntries(
    Object.entries(edits).filter(([field]) => holds(field as keyof Whole)),
  ) as Partial<Whole>;

interface EditOptions<Live> {
  /** Goes over what an earlier session left, as in `useKept`. */
  chosen?: Partial<Live>;
  /** Fields that cannot be changed now, or all of them: they say what the record says, whatever was typed there before. */
  fixed?: boolean | Partial<Record<keyof Live, boolean>>;
  /** Fields of lines: what was typed in them goes over what stands there by now line by line. */
  lines?: readonly LinesOf<Live>[];
}

type LinesOf<Live> = {
  [Field in keyof Live]: Live[Field] extends readonly Line[] ? Field : never;
}[keyof Live];

/** What is typed over a record; of fields of lines also what they said then. */
interface Edits<Live> {
  typed: Partial<Live>;
  over: Partial<Live>;
}

/**
 * What is typed over a record, under a name such as `contact.<id>`. Only the edits are kept, so that another version of the
 * record takes none of them away and an old draft takes back nothing that was not touched: its name needs no version. `draft` is
 * the record with the edits over it and `changed` the edits alone. `done` throws the edits away; `saved` says that those of this
 * moment are saved: the next version of the record takes their place, and what was typed since stays.
 *
 * A page that stays open, such as one of the settings, sends them with the version that is on the screen: fields that nobody
 * touched say what the record says now, so nothing of others is taken back but what was typed over before their eyes. A dialog
 * sends the version it was opened with (`useSeen`) and is refused once the record has changed.
 */
export function useKeptEdits<Live extends object>(
  name: string,
  live: Live,
  { chosen, fixed = false, lines = [] }: EditOptions<Live> = {},
) {
  const [taken, setTaken] = useState<Partial<Live>>({});
  const isFixed = (field: keyof Live) => (typeof fixed === 'boolean' ? fixed : fixed[field] === true);
  // A form that has lost a field since neither shows nor sends what was typed there.
  const open = (edits: Partial<Live>) => pick(edits, (field) => field in live && !isFixed(field));
  const rows = (of: Partial<Live>, field: keyof Live) => (of[field] ?? []) as readonly Line[];
  const isLines = (field: keyof Live) => lines.includes(field as LinesOf<Live>);
  const saysAs = (field: keyof Live, one: Partial<Live>, other: Partial<Live>) =>
    isLines(field) && field in other
      ? sameLines(rows(one, field), rows(other, field))
      : same(one[field], other[field]);
  /** The edits that say something else than each of the others. */
  const apart = (edits: Partial<Live>, ...others: Partial<Live>[]) =>
    pick(edits, (field) => others.every((other) => !saysAs(field, edits, other)));
  const unsaved = (edits: Partial<Live>) => apart(open(edits), live, taken);
  /** The lines that stand now under those that were typed. */
  const rebased = ({ typed, over }: Edits<Live>, now = live): Edits<Live> => {
    const merged = { ...typed };
    for (const field of lines) {
      if (field in typed)
        merged[field] = linesOver(
          rows(now, field),
          rows(over, field),
          rows(typed, field),
        ) as Live[typeof field];
    }
    return { typed: merged, over: linesIn(now) };
  };
  /** What is left of the edits when the record stood like this before. */
  const rest = ({ typed, over }: Edits<Live>, stood: Partial<Live>) =>
    rebased({ typed: apart(typed, stood), over });
  const linesIn = (of: Partial<Live>) => pick(of, isLines);
  const {
    draft: { typed: edits, over },
    change,
    restored,
    settle,
  } = useDraft<Edits<Live>>(
    useDraftKey(name),
    { typed: {}, over: linesIn(live) },
    {
      worth: ({ typed, over }) => {
        const left = unsaved(typed);
        return isEmpty(left) ? undefined : { typed: left, over };
      },
      holds: ({ typed, over }) => rebased({ typed: { ...typed, ...chosen }, over }),
    },
  );
  const known = JSON.stringify(live);
  const before = useRef(live);
  // Not at once when they are saved or taken back: until the record is read anew, it would show what it was before, and a save on
  // its way may be what is taken back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record is compared by what it says.
  useEffect(() => {
    const stood = { ...before.current, ...taken };
    before.current = live;
    setTaken({});
    const now = { typed: edits, over };
    if (!same(rest(now, stood), now)) change((before) => rest(before, stood));
  }, [known]);
  const changed = unsaved(edits);
  const set = (part: Partial<Live>) => change(({ typed, over }) => ({ typed: { ...typed, ...part }, over }));
  const done = () => {
    setTaken({});
    settle({ typed: {}, over: linesIn(live) });
  };
  const saved = () => {
    setTaken(edits);
    settle((now) => {
      if (same(now.typed, edits)) return now;
      const left = { typed: now.typed, over: { ...now.over, ...linesIn(edits) } };
      // The record may have been read anew before the answer came.
      return same(before.current, live) ? left : rebased(left, before.current);
    });
  };
  const note = restored && !isEmpty(changed) ? <Restored onAfresh={done} /> : null;
  return { draft: { ...live, ...open(edits) }, set, changed, done, saved, note };
}

/**
 * The version that a dialog over a record sends: the one it was opened with, so that the core refuses what was typed over something
 * else. `onNewest` is there once the record has changed: it goes on from what stands now, with the edits over it. `forget` takes
 * the refusal away.
 */
export function useSeen(live: number, forget: () => void) {
  const [version, setVersion] = useState(live);
  const goOn = () => {
    setVersion(live);
    forget();
  };
  return { version, setVersion, onNewest: live === version ? undefined : goOn };
}

/** Saves one text at a time: what is asked for while one is on its way is left out. `run` answers whether it was saved. */
export function useOneSave(save: (text: string) => Promise<unknown>) {
  const [error, setError] = useState<ApiError | null>(null);
  const running = useRef(false);
  const run = async (text: string) => {
    if (running.current) return false;
    running.current = true;
    try {
      await save(text);
      setError(null);
      return true;
    } catch (cause) {
      setError(ApiError.from(cause));
      return false;
    } finally {
      running.current = false;
    }
  };
  return { error, forget: () => setError(null), running, run };
}

/** Resolves once what is made stale from now on has been read anew. */
const readAnew = (client: QueryClient) =>
  new Promise<void>((resolve) => {
    let isStale = false;
    const end = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return;
      if (event.action.type === 'invalidate') isStale = true;
      else if (isStale && client.isFetching() === 0) {
        end();
        // After those who are told what was read.
        notifyManager.schedule(resolve);
      }
    });
  });

/** A text that the core has taken. */
interface Taken {
  text: string;
  /** The record was read anew since, and says the same as before: the core wrote it as what already stood there. */
  isRead: boolean;
}

interface Typed {
  text: string;
  /** What stood there when it was typed. */
  over: string;
}

const isEdit = (typed: Typed | null): typed is Typed => typed !== null && typed.text !== typed.over;

interface KeptText {
  /** Under which it is kept; null when it is not. */
  name: string | null;
  /** What the record says. */
  standing: string;
  save: (text: string) => Promise<unknown>;
  /** Nothing can be typed now: what was typed before waits. */
  isFixed?: boolean;
}

/**
 * One text typed over the one that stands, and null while nothing is. `set` with null forgets it and `keep` saves it: from then on
 * it is what stands, although the record is read anew a little later, and what is typed meanwhile stays. Leaving the field keeps
 * it too, unless it comes from an earlier session and nobody has touched it, or something else stands there by now: `note`
 * says so, and its buttons decide.
 */
export function useKeptText({ name, standing, save, isFixed = false }: KeptText) {
  const [touched, setTouched] = useState(false);
  const [taken, setTaken] = useState<Taken | null>(null);
  const client = useQueryClient();
  const { error, forget, running, run } = useOneSave(save);
  // Left once more while a save was on its way.
  const isDue = useRef(false);
  const stands = taken?.text ?? standing;
  const newest = useRef(standing);
  const worth = (typed: Typed | null) =>
    name !== null && isEdit(typed) && typed.text !== stands ? typed : undefined;
  const {
    draft: typed,
    change,
    restored,
    settle,
  } = useDraft<Typed | null>(useDraftKey(name ?? ''), null, {
    worth,
    holds: (kept) => (typeof kept?.text === 'string' ? kept : null),
  });
  const text = typed === null || isFixed ? null : isEdit(typed) ? typed.text : stands;
  const isOther = isEdit(typed) && typed.over !== stands && typed.text !== stands;

  const set = (next: string | null) => {
    isDue.current = false;
    setTouched(next !== null);
    if (next !== null)
      return change((before) => ({ text: next, over: isEdit(before) ? before.over : stands }));
    forget();
    settle(null);
  };
  const take = (next: string) => {
    const mine = { text: next, isRead: false };
    setTaken(mine);
    void readAnew(client).then(() => setTaken((now) => (now === mine ? { ...mine, isRead: true } : now)));
  };
  const keep = async (next: string) => {
    if (next === stands) return set(null);
    if (!(await run(next))) return;
    // The record may have been read anew before the answer came.
    const isRead = newest.current !== standing;
    const over = isRead ? newest.current : next;
    if (!isRead) take(next);
    settle((now) => (now === null || now.text === next ? null : { text: now.text, over }));
  };
  const onBlur = (event: FocusEvent) => {
    if (!touched || text === null || isOther || isDecided(event)) return;
    isDue.current = running.current;
    void keep(text);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is read in the record is news.
  useEffect(() => {
    newest.current = standing;
    if (isEdit(typed) && typed.text === standing && !touched) set(null);
    if (taken === null) return;
    setTaken(null);
    if (!isEdit(typed)) return;
    // The core may write what was saved in its own way.
    change((now) => now && { ...now, over: standing });
    if (isDue.current) void keep(typed.text);
  }, [standing, taken?.isRead === true]);

  const note =
    text !== null && (restored || isOther) ? (
      <Restored
        isKept={restored}
        now={isOther ? stands : undefined}
        onAfresh={() => set(null)}
        onKeep={() => void keep(text)}
      />
    ) : null;
  return { text, stands, set, keep, onBlur, error, note };
}

/** Whether a field is left for the buttons beside it that say what becomes of it. */
const isDecided = ({ target, relatedTarget }: FocusEvent): boolean =>
  relatedTarget?.closest('[data-restored]')?.parentElement?.contains(target) ?? false;

interface RestoredProps {
  /** They come from an earlier session. */
  isKept?: boolean;
  /** What stands there by now, when that is not what they were typed over. */
  now?: string;
  onAfresh: () => void;
  /** Where nothing else keeps what stands there. */
  onKeep?: () => void;
}

/** Says where the keystrokes that stand here come from and what they would replace, and offers to start afresh. */
export function Restored({ isKept = true, now, onAfresh, onKeep }: RestoredProps) {
  const t = useT();
  return (
    <span className="row flex-wrap text-xs text-text-3" data-restored ref={handFocusOn}>
      {isKept ? <span>{t('form.restored')}</span> : null}
      {now === undefined ? null : (
        <span className="whitespace-pre-line" dir="auto" role="status">
          {now === '' ? t('form.now_empty') : t('form.now_says', { text: now })}
        </span>
      )}
      {onKeep ? (
        <Button kind="ghost" size="sm" onPress={onKeep}>
          {t('action.save')}
        </Button>
      ) : null}
      <Button kind="ghost" size="sm" onPress={onAfresh}>
        {t('form.start_afresh')}
      </Button>
    </span>
  );
}
