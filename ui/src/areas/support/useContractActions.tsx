/** What can be done to a contract, wherever it is shown, and the dialogs that ask what is needed for it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import type { MenuAction } from '@/design';
import type { ContractRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { EndDialog } from './EndDialog';
import { RenewContract } from './RenewContract';

export interface ContractActions {
  /** Entries of a menu; empty for those who may not, and of what has ended. */
  of: (row: ContractRow) => MenuAction[];
  dialogs: ReactNode;
}

export function useContractActions(): ContractActions {
  const t = useT();
  const may = useMay();
  const go = useGo();
  const propose = useWrite('contract.propose');
  const [doing, setDoing] = useState<{ what: 'end' | 'renew'; row: ContractRow } | null>(null);
  const close = () => setDoing(null);
  const of = (row: ContractRow): MenuAction[] => {
    if (row.state === 'ended') return [];
    const proposing: MenuAction = {
      id: 'propose',
      title: t('contract.propose'),
      icon: 'trending-up',
      keys: 'r',
      run: () =>
        propose.mutate(
          { id: row.id, version: row.version },
          {
            onSuccess: ({ result }) => go(`/estimates/${result.estimate_id}`),
            onError: notifyError,
          },
        ),
    };
    const mayWrite = may('contract.write', row.owner_id);
    return [
      ...(may('deal.write') && may('estimate.write') ? [proposing] : []),
      ...(mayWrite
        ? [
            {
              id: 'renew',
              title: t('contract.renew'),
              icon: 'refresh-cw',
              run: () => setDoing({ what: 'renew', row }),
            },
            {
              id: 'end',
              title: t('contract.end_it'),
              icon: 'circle-x',
              danger: true,
              run: () => setDoing({ what: 'end', row }),
            },
          ]
        : []),
    ];
  };
  const dialogs =
    doing === null ? null : doing.what === 'end' ? (
      <EndDialog kind="contract" record={doing.row} onClose={close} />
    ) : (
      <RenewContract contract={doing.row} onClose={close} />
    );
  return { of, dialogs };
}
