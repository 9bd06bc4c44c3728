/** Forms whose keystrokes outlive a crash until they are saved or thrown away. */
import { useState } from 'react';
import { Button } from '@/design';
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

/** Says that keystrokes of an earlier session stand here, and offers to start afresh. */
export function Restored({ onAfresh }: { onAfresh: () => void }) {
  const t = useT();
  return (
    <span className="row text-xs text-text-3">
      {t('form.restored')}
      <Button kind="ghost" size="sm" onPress={onAfresh}>
        {t('form.start_afresh')}
      </Button>
    </span>
  );
}
