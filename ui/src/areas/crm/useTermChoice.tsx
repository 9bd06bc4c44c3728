/** Payment terms to choose from, with a way to any number of days. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { FormDialog, Select, TextField, wholeNumber } from '@/design';
import { ApiError } from '@/host';
import { termOptions } from './words';

/** The choice that is no term yet. */
const own = 'own';

/**
 * What a select of payment terms needs: its `options`, `pick` for what was chosen there, and the `dialog` behind "Other…", which
 * stands anywhere on the page. What is typed there is kept under `of`, the record whose term it is. `standing` is the term in
 * force, `choose` is told of another one and may refuse it at `path`.
 */
export function useTermChoice(
  of: string,
  standing: unknown,
  choose: (term: unknown) => unknown,
  path = 'payment_term',
) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const pick = async (id: string) => {
    // The select gives the focus back a moment after it closes, so the dialog takes it after that.
    if (id === own) requestAnimationFrame(() => setAsking(true));
    else await choose(JSON.parse(id));
  };
  return {
    options: [...termOptions(t, standing), { id: own, text: t('term.own') }],
    pick,
    dialog: asking ? (
      <TermDialog of={of} path={path} choose={choose} onClose={() => setAsking(false)} />
    ) : null,
  };
}

/** How days are counted, each as the core takes it. */
const rules = {
  days: (days: number) => ({ days }),
  after_end_of_month: (days: number) => ({ days_after_end_of_month: days }),
  to_end_of_month: (days: number) => ({ days, then_end_of_month_on_day: 0 }),
};
type Rule = keyof typeof rules;

const noNumber = (path: string) =>
  new ApiError({
    code: 'invalid',
    message_id: 'error.invalid',
    fields: [{ path, message_id: 'term.own_days_wrong' }],
  });

interface TermDialogProps {
  of: string;
  path: string;
  choose: (term: unknown) => unknown;
  onClose: () => void;
}

function TermDialog({ of, path, choose, onClose }: TermDialogProps) {
  const t = useT();
  const { draft, set, done, note } = useKept(`term.${of}`, { typed: '', rule: 'days' as Rule });
  const { typed, rule } = draft;
  const [error, setError] = useState<ApiError | null>(null);
  const close = () => {
    done();
    onClose();
  };
  const days = wholeNumber(typed);
  const submit = async () => {
    if (days === undefined) return;
    if (days < 0) return setError(noNumber(path));
    try {
      await choose(rules[rule](days));
      close();
    } catch (cause) {
      setError(ApiError.from(cause));
    }
  };
  return (
    <FormDialog
      title={t('term.own_title')}
      error={error}
      action={t('term.own_take')}
      button={{ isDisabled: days === undefined }}
      onSubmit={() => void submit()}
      onClose={close}
      aside={note}
    >
      <TextField
        autoFocus
        name={path}
        label={t('term.own_days')}
        machine
        inputMode="numeric"
        value={typed}
        onChange={(text) => {
          set({ typed: text });
          setError(null);
        }}
      />
      <Select
        label={t('term.own_rule')}
        options={Object.keys(rules).map((id) => ({ id, text: t(`term.own_rule.${id as Rule}`) }))}
        value={rule}
        onChange={(id) => set({ rule: id as Rule })}
      />
    </FormDialog>
  );
}
