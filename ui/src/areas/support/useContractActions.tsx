/** What can be done to a contract, wherever it is shown, and the dialog that asks for its reason. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { MenuAction } from '@/design';
import type { ContractRow } from '@/host/generated';
import { EndDialog } from './EndDialog';

interface ContractActions {
  /** Entries of a menu; empty for those who may not, and of what has ended. */
  of: (row: ContractRow) => MenuAction[];
  dialogs: ReactNode;
}

export function useContractActions(): ContractActions {
  const t = useT();
  const may = useMay();
  const [ending, setEnding] = useState<ContractRow | null>(null);
  const of = (row: ContractRow): MenuAction[] =>
    may('contract.write', row.owner_id) && row.state !== 'ended'
      ? [
          {
            id: 'end',
            title: t('contract.end_it'),
            icon: 'circle-x',
            danger: true,
            run: () => setEnding(row),
          },
        ]
      : [];
  return {
    of,
    dialogs: ending ? <EndDialog kind="contract" record={ending} onClose={() => setEnding(null)} /> : null,
  };
}
