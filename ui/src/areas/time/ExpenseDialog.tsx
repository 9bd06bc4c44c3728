/** What a project costs besides time: an expense of one's own, or the bill of a supplier. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { AmountField, DateField, FormDialog, NumberField, Segments, TextField } from '@/design';
import { dayTyped } from '@/design/DateField';
import type { Expense, ExpenseKind } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';

const kinds = ['expense', 'bill'] as const satisfies ExpenseKind[];

interface ExpenseDialogProps {
  projectId: string;
  /** A new one when absent. */
  expense?: Expense;
  onClose: () => void;
}

export function ExpenseDialog({ projectId, expense, onClose }: ExpenseDialogProps) {
  const t = useT();
  const { company, today } = useCompany();
  const save = useWrite('expense.save');
  const { version, onNewest } = useSeen(expense?.version ?? 0, save.reset);
  const { draft, set, done, note } = useKeptEdits(`expense.${expense?.id ?? projectId}`, {
    kind: expense?.kind ?? 'expense',
    date: expense?.date ?? today,
    supplier: expense?.supplier ?? '',
    description: expense?.description ?? '',
    amount: expense?.amount.amount ?? '',
    currency: expense?.amount.currency ?? company.home_currency,
    rate: expense?.rate ?? null,
  });
  const home = company.home_currency;
  const typed = draft.currency.trim().toUpperCase();
  // Until it is a code, the core says what is wrong with it.
  const currency = /^[A-Z]{3}$/.test(typed) ? typed : home;
  const foreign = currency !== home;
  const known = useRead('expense.rate', { currency }, { enabled: foreign }).data;
  // What was said last, until something else is typed.
  const rate = draft.rate ?? known?.rate ?? '';
  const close = () => {
    done();
    onClose();
  };
  const submit = async () =>
    save.mutate(
      {
        ...(expense ? { id: expense.id, version } : {}),
        ...draft,
        kind: kinds.find((kind) => kind === draft.kind),
        project_id: projectId,
        date: await dayTyped(draft.date),
        rate: foreign ? rate : undefined,
      },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={t(expense ? 'expense.edit' : 'expense.new')}
      error={save.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() => void submit()}
      onClose={close}
      aside={note}
    >
      <Segments
        label={t('expense.kind')}
        value={draft.kind}
        segments={kinds.map((id) => ({ id, title: t(`expense.kind.${id}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        name="description"
        label={t('expense.what')}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <TextField
        name="supplier"
        label={t('expense.supplier')}
        optional
        value={draft.supplier}
        onChange={(supplier) => set({ supplier })}
      />
      <DateField
        name="date"
        label={t('time.day')}
        today={today}
        past
        value={draft.date}
        onChange={(date) => set({ date })}
      />
      <AmountField
        name="amount"
        label={t('expense.amount')}
        currency={currency}
        value={draft.amount}
        onChange={(amount) => set({ amount })}
      />
      <TextField
        name="currency"
        label={t('document.currency')}
        machine
        value={draft.currency}
        // A rate is that of one currency.
        onChange={(currency) => set({ currency, rate: null })}
      />
      {foreign ? (
        <NumberField
          name="rate"
          label={t('document.rate', { currency, home })}
          value={rate}
          onChange={(rate) => set({ rate })}
        />
      ) : null}
    </FormDialog>
  );
}
