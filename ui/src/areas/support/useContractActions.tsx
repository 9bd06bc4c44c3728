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
import { ProposeDialog } from './ProposeDialog';
import { RenewContract } from './RenewContract';

export interface ContractActions {
  /** Entries of a menu; empty for those who may not. What was ended can only be taken back, what merely ran out goes on. */
  of: (row: ContractRow) => MenuAction[];
  dialogs: ReactNode;
}

/** `onDeleted` leaves a page that shows what is gone. */
export function useContractActions(onDeleted?: () => void): ContractActions {
  const t = useT();
  const may = useMay();
  const go = useGo();
  const propose = useWrite('contract.propose');
  const reopen = useWrite('contract.reopen');
  const remove = useWrite('contract.delete');
  const [doing, setDoing] = useState<{ what: 'end' | 'renew' | 'propose'; row: ContractRow } | null>(null);
  const close = () => setDoing(null);
  const ending = (row: ContractRow): MenuAction => ({
    id: 'end',
    title: t('contract.end_it'),
    icon: 'circle-x',
    danger: true,
    run: () => setDoing({ what: 'end', row }),
  });
  const deleting = ({ id, version }: ContractRow): MenuAction => ({
    id: 'delete',
    title: t('action.delete'),
    icon: 'trash-2',
    danger: true,
    run: () => remove.mutate({ id, version }, { onSuccess: onDeleted, onError: notifyError }),
  });
  const of = (row: ContractRow): MenuAction[] => {
    const mayWrite = may('contract.write', row.owner_id);
    const at = { id: row.id, version: row.version };
    if (row.is_ended) {
      const back: MenuAction = {
        id: 'reopen',
        title: t('contract.reopen'),
        icon: 'undo',
        run: () => reopen.mutate(at, { onError: notifyError }),
      };
      return mayWrite ? [back, deleting(row)] : [];
    }
    const proposing: MenuAction = {
      id: 'propose',
      title: t('contract.propose'),
      icon: 'trending-up',
      keys: 'r',
      run: () =>
        propose.mutate(at, {
          onSuccess: ({ result }) => go(`/estimates/${result.estimate_id}`),
          // Only a foreign currency needs one more word: its rate.
          onError: (error) =>
            error.fields.some(({ path }) => path === 'rate')
              ? setDoing({ what: 'propose', row })
              : notifyError(error),
        }),
    };
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
            ...(row.state === 'ended' ? [] : [ending(row)]),
            deleting(row),
          ]
        : []),
    ];
  };
  const dialogs =
    doing === null ? null : doing.what === 'end' ? (
      <EndDialog kind="contract" record={doing.row} onClose={close} />
    ) : doing.what === 'propose' ? (
      <ProposeDialog contract={doing.row} onClose={close} />
    ) : (
      <RenewContract contract={doing.row} onClose={close} />
    );
  return { of, dialogs };
}
