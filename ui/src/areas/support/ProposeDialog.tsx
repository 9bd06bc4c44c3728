/** The next term of a contract in a foreign currency is proposed at a rate that somebody says. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { useGo } from '@/app/router';
import { FormDialog } from '@/design';
import type { ContractRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { RateField } from '../billing/RateField';

interface ProposeDialogProps {
  contract: ContractRow;
  onClose: () => void;
}

export function ProposeDialog({ contract: opened, onClose }: ProposeDialogProps) {
  const t = useT();
  const go = useGo();
  const propose = useWrite('contract.propose');
  const contract = useRead('contract.get', { id: opened.id }).data;
  const { version, onNewest } = useSeen(Math.max(contract?.row.version ?? 0, opened.version), propose.reset);
  const [typed, setTyped] = useState<string | null>(null);
  const exchange = contract?.exchange;
  const rate = typed ?? exchange?.rate ?? '';
  return (
    <FormDialog
      title={t('contract.propose')}
      error={propose.error}
      onNewest={onNewest}
      action={t('contract.propose')}
      button={{ isPending: propose.isPending }}
      onSubmit={() =>
        propose.mutate(
          { id: opened.id, version, rate },
          { onSuccess: ({ result }) => go(`/estimates/${result.estimate_id}`) },
        )
      }
      onClose={onClose}
    >
      {exchange ? <RateField autoFocus exchange={exchange} value={rate} onChange={setTyped} /> : null}
    </FormDialog>
  );
}
