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
  const t = useT();
  const { company } = useCompany();
  const [first] = useState(initial);
  const { draft, change, restored, settle } = useDraft(draftKey(company.id, name), first);
  const set = (part: Partial<Draft>) => change((before) => ({ ...before, ...part }));
  const done = () => settle(first);
  const note = restored ? (
    <span className="row text-text-3">
      {t('form.restored')}
      <Button kind="ghost" size="sm" onPress={done}>
        {t('form.start_afresh')}
      </Button>
    </span>
  ) : null;
  return { draft, set, change, done, note };
}
