/** A contract goes on by a further term: for how long, and for how much when that is not what was agreed. */
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { AmountField, FormDialog, NumberField, wholeNumber } from '@/design';
import type { ContractRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notify } from '@/host/undo';
import { newerOf } from '../standing';

interface RenewContractProps {
  contract: ContractRow;
  onClose: () => void;
}

export function RenewContract({ contract: opened, onClose }: RenewContractProps) {
  const t = useT();
  const renew = useWrite('contract.renew');
  const contract = useRead('contract.get', { id: opened.id }).data;
  const row = newerOf(opened, contract?.row);
  const { version, onNewest } = useSeen(row.version, renew.reset);
  const { draft, set, done, note } = useKept(`contract.renew.${row.id}`, { months: '', value: '' });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('contract.renew_of', { name: row.name })}
      error={renew.error}
      onNewest={onNewest}
      action={t('contract.renew')}
      aside={note}
      onSubmit={() =>
        renew.mutate(
          { id: row.id, version, months: wholeNumber(draft.months), value: draft.value || undefined },
          {
            onSuccess: ({ result }) => {
              close();
              if (result.left.length > 0) {
                const names = result.left.join(', ');
                notify({ tone: 'warn', messageId: 'contract.left', params: { names } });
              }
            },
          },
        )
      }
      onClose={close}
    >
      <p className="text-text-2">{t('contract.renew_text')}</p>
      <div className="form-2">
        <NumberField
          autoFocus
          name="months"
          label={t('contract.renewal_months')}
          optional={contract?.renewal_months !== null}
          placeholder={contract?.renewal_months ? String(contract.renewal_months) : undefined}
          value={draft.months}
          onChange={(months) => set({ months })}
        />
        <AmountField
          name="value"
          label={t('contract.value')}
          optional
          note={t('contract.renew_value', { percent: contract?.indexation_percent ?? '0' })}
          currency={contract?.currency ?? row.value?.currency ?? ''}
          value={draft.value}
          onChange={(value) => set({ value })}
        />
      </div>
    </FormDialog>
  );
}
