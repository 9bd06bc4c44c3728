/** Forms, new or over a record, whose keystrokes outlive a crash until they are saved or thrown away. */
import { type FocusEvent, useEffect, useState } from 'react';
import { Button } from '@/design/Button';
import { draftKey, useDraft } from '@/host/drafts';
import { useCompany } from './company';
import { useT } from './i18n';

/**
 * The state of a form under a name of its own, such as `deal.new` or `contact.<id of the customer>`. `done` forgets it: the form
 * was saved or closed on purpose. `note` offers to start afresh when the keystrokes of an earlier session were found.
 */
export function useKept<Draft extends object>(name: string, initial: Draft) {
  const { company } = useCompany();
  const [first] = useState(initial);
  const { draft: kept, change, restored, settle } = useDraft(draftKey(company.id, name), first);
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
 * record takes none of them away and an old draft takes back nothing that was not touched. `draft` is the record with the
 * edits over it and `changed` the edits alone. `done` throws them away; `saved` says that those of this moment are saved:
 * the next version of the record takes their place, and what was typed since stays.
 */
export function useKeptEdits<Live extends object>(name: string, live: Live) {
  const { company } = useCompany();
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
  } = useDraft<Partial<Live>>(draftKey(company.id, name), {}, (typed) => {
    const left = unsaved(typed);
    return isEmpty(left) ? undefined : left;
  });
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
 * One text typed over the one that `standing` says, and null while nothing is. Without a name it is not kept. `set` with null
 * forgets it.
 */
export function useKeptText(name: string | null, standing: string) {
  const { company } = useCompany();
  const worth = (text: string | null) =>
    name === null || text === null || text === standing ? undefined : text;
  const { draft, change, restored, settle } = useDraft<string | null>(
    draftKey(company.id, name ?? ''),
    null,
    worth,
  );
  const set = (text: string | null) => (text === null ? settle(null) : change(() => text));
  const note = restored ? <Restored onAfresh={() => settle(null)} /> : null;
  return { text: draft, set, note };
}

/** Whether a field is left for the button that starts afresh, which keeps nothing of it. */
export const goesAfresh = ({ relatedTarget }: FocusEvent): boolean =>
  relatedTarget?.closest('[data-restored]') != null;

/** Says that keystrokes of an earlier session stand here, and offers to start afresh. */
export function Restored({ onAfresh }: { onAfresh: () => void }) {
  const t = useT();
  return (
    <span className="row text-xs text-text-3" data-restored>
      {t('form.restored')}
      <Button kind="ghost" size="sm" onPress={onAfresh}>
        {t('form.start_afresh')}
      </Button>
    </span>
  );
}
