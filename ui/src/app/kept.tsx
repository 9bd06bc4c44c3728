/** Forms, new or over a record, whose keystrokes outlive a crash until they are saved or thrown away. */
import { type FocusEvent, useEffect, useState } from 'react';
import { Button } from '@/design/Button';
import { draftKey, useDraft } from '@/host/drafts';
import { useCompany } from './company';
import { useT } from './i18n';

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

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const isEmpty = (edits: object) => Object.keys(edits).length === 0;

/** The edits that say something else than each of the others. */
const apart = <Whole extends object>(edits: Partial<Whole>, ...others: Partial<Whole>[]) =>
  Object.fromEntries(
    Object.entries(edits).filter(([name, value]) =>
      others.every((other) => !same(value, other[name as keyof Whole])),
    ),
  ) as Partial<Whole>;

/**
 * What is typed over a record, under a name such as `contact.<id>`. Only the edits are kept, so that another version of the
 * record takes none of them away and an old draft takes back nothing that was not touched: its name needs no version. `draft` is
 * the record with the edits over it and `changed` the edits alone. `chosen` goes over what an earlier session left, as in
 * `useKept`. `done` throws the edits away; `saved` says that those of this moment are saved: the next version of the record takes
 * their place, and what was typed since stays.
 *
 * A page that stays open, such as one of the settings, sends them with the version that is on the screen: fields that nobody
 * touched say what the record says now, so nothing of others is taken back but what was typed over before their eyes. A dialog
 * sends the version it was opened with (`useSeen`) and is refused once the record has changed.
 */
export function useKeptEdits<Live extends object>(name: string, live: Live, chosen: Partial<Live> = {}) {
  const [taken, setTaken] = useState<Partial<Live>>({});
  // A form that has lost a field since does not send what was typed there.
  const unsaved = (edits: Partial<Live>) =>
    Object.fromEntries(
      Object.entries(apart(edits, live, taken)).filter(([field]) => field in live),
    ) as Partial<Live>;
  const {
    draft: edits,
    change,
    restored,
    settle,
  } = useDraft<Partial<Live>>(
    useDraftKey(name),
    {},
    {
      worth: (typed) => {
        const left = unsaved(typed);
        return isEmpty(left) ? undefined : left;
      },
      holds: (before) => ({ ...before, ...chosen }),
    },
  );
  const known = JSON.stringify(live);
  // Not at once when they are saved: until the record is read anew, it would show what it was before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record is compared by what it says.
  useEffect(() => {
    if (isEmpty(edits)) return;
    change((now) => apart(now, taken));
    setTaken({});
  }, [known]);
  const changed = unsaved(edits);
  const set = (part: Partial<Live>) => change((before) => ({ ...before, ...part }));
  const done = () => {
    setTaken({});
    settle({});
  };
  const saved = () => {
    setTaken(edits);
    settle((now) => now);
  };
  const note = restored && !isEmpty(changed) ? <Restored onAfresh={done} /> : null;
  return { draft: { ...live, ...edits }, set, changed, done, saved, note };
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

/**
 * One text typed over the one that `standing` says, and null while nothing is. Without a name it is not kept. `set` with null
 * forgets it. What an earlier session left is not `touched` until somebody types: leaving its field says nothing about it, and
 * `keep` is offered beside it.
 */
export function useKeptText(name: string | null, standing: string, keep: (text: string) => void) {
  const [touched, setTouched] = useState(false);
  const worth = (text: string | null) =>
    name === null || text === null || text === standing ? undefined : text;
  const { draft, change, restored, settle } = useDraft<string | null>(useDraftKey(name ?? ''), null, {
    worth,
  });
  const set = (text: string | null) => {
    setTouched(text !== null);
    return text === null ? settle(null) : change(() => text);
  };
  const note = restored ? (
    <Restored onAfresh={() => set(null)} onKeep={() => draft !== null && keep(draft)} />
  ) : null;
  return { text: draft, set, touched, note };
}

/** Whether a field is left for the buttons that say what becomes of it. */
export const isDecided = ({ relatedTarget }: FocusEvent): boolean =>
  relatedTarget?.closest('[data-restored]') != null;

interface RestoredProps {
  onAfresh: () => void;
  /** Where nothing else keeps what stands there. */
  onKeep?: () => void;
}

/** Says that keystrokes of an earlier session stand here, and offers to start afresh. */
export function Restored({ onAfresh, onKeep }: RestoredProps) {
  const t = useT();
  return (
    <span className="row flex-wrap text-xs text-text-3" data-restored>
      {t('form.restored')}
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
