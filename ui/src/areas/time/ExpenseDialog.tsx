/** What a project costs besides time: an expense of one's own, or the bill of a supplier. */
import { useEffect, useRef, useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { Attachments } from '@/areas/files/Attachments';
import {
  AmountField,
  Button,
  Checkbox,
  DateField,
  FormDialog,
  IconButton,
  NumberField,
  Segments,
  TextField,
} from '@/design';
import { dayTyped } from '@/design/DateField';
import { choose } from '@/host';
import type { StagedFile } from '@/host/contract';
import type { Expense, ExpenseKind } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

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
  const addFiles = useWrite('attachment.add', { silent: true });
  const [staged, setStaged] = useState<readonly StagedFile[]>([]);
  const { version, onNewest } = useSeen(expense?.version ?? 0, save.reset);
  const { draft, set, done, note } = useKeptEdits(`expense.${expense?.id ?? projectId}`, {
    kind: expense?.kind ?? 'expense',
    date: expense?.date ?? today,
    supplier: expense?.supplier ?? '',
    description: expense?.description ?? '',
    amount: expense?.amount.amount ?? '',
    currency: expense?.amount.currency ?? company.home_currency,
    rate: expense?.rate ?? null,
    billable: expense?.billable ?? false,
    markup: expense?.markup === '0' ? '' : (expense?.markup ?? ''),
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
      {
        onSuccess: async ({ result }) => {
          const files = staged.map(({ name, hash }) => ({ name, hash }));
          if (files.length > 0)
            await addFiles.mutateAsync({ record_id: result.id, files }).catch(notifyError);
          close();
        },
      },
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
      <Checkbox isSelected={draft.billable} onChange={(billable) => set({ billable })}>
        {t('expense.billable')}
      </Checkbox>
      {draft.billable ? (
        <NumberField
          name="markup"
          label={t('expense.markup')}
          optional
          value={draft.markup}
          onChange={(markup) => set({ markup })}
        />
      ) : null}
      {expense ? (
        <Attachments recordId={expense.id} mayWrite />
      ) : (
        <StagedFiles files={staged} onChange={setStaged} />
      )}
    </FormDialog>
  );
}

interface StagedFilesProps {
  files: readonly StagedFile[];
  onChange: (files: readonly StagedFile[]) => void;
}

/** The files that an expense is saved with, once it is. */
function StagedFiles({ files, onChange }: StagedFilesProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(files.length);
  useEffect(() => {
    // They stand at the end of the form, which may lie below the edge.
    if (files.length > before.current) box.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
    before.current = files.length;
  }, [files.length]);
  const ask = async () => {
    try {
      const chosen = await choose(false);
      onChange([...files, ...chosen.filter(({ hash }) => files.every((file) => file.hash !== hash))]);
    } catch (cause) {
      notifyError(cause);
    }
  };
  return (
    <div ref={box} className="flex flex-col items-start gap-2">
      <Button size="sm" icon="paperclip" onPress={() => void ask()}>
        {t('files.add')}
      </Button>
      {files.map((file) => (
        <div key={file.hash} className="row w-full scroll-mb-4">
          <span className="grow cut" dir="auto">
            {file.name}
          </span>
          <IconButton
            icon="x"
            size="sm"
            label={t('files.withdraw', { name: file.name })}
            onPress={() => onChange(files.filter(({ hash }) => hash !== file.hash))}
          />
        </div>
      ))}
    </div>
  );
}
