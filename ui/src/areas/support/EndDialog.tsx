/** A contract or an entitlement ends before its time, or for good: on which day, and why. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { DateField, FormDialog, TextField } from '@/design';
import { useRead, useWrite } from '@/host/queries';

interface EndDialogProps {
  kind: 'contract' | 'entitlement';
  record: { id: string; version: number; name: string };
  onClose: () => void;
}

export function EndDialog({ kind, record, onClose }: EndDialogProps) {
  const t = useT();
  const isContract = kind === 'contract';
  const { today } = useCompany();
  const end = useWrite(`${kind}.end`);
  const now = useRead(`${kind}.get`, { id: record.id }).data?.row.version ?? record.version;
  const { version, onNewest } = useSeen(Math.max(now, record.version), end.reset);
  const { draft, set, done, note } = useKept(`${kind}.end.${record.id}`, { date: '', reason: '' });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t(isContract ? 'contract.end_of' : 'entitlement.end_of', { name: record.name })}
      error={end.error}
      onNewest={onNewest}
      action={t(isContract ? 'contract.end_it' : 'entitlement.end_it')}
      button={{ kind: 'danger' }}
      aside={note}
      onSubmit={() =>
        end.mutate(
          { id: record.id, version, date: draft.date || undefined, reason: draft.reason },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <p className="text-text-2">{t(isContract ? 'contract.end_text' : 'entitlement.end_text')}</p>
      <TextField
        autoFocus
        name="reason"
        label={t('contract.why')}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
      />
      <DateField
        name="date"
        label={t('contract.last_day')}
        optional
        note={t('contract.last_day_hint')}
        today={today}
        value={draft.date}
        onChange={(date) => set({ date })}
      />
    </FormDialog>
  );
}
