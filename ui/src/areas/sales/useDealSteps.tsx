/** The stage of an open deal and the owner of any by their keys, in lists, on the board and on its page. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import type { MenuAction } from '@/design';
import type { DealRow } from '@/host/generated';
import { ChangeOwner } from './ChangeOwner';
import { MoveOn } from './MoveOn';
import type { DealActions } from './useDealActions';

interface DealSteps {
  /** Entries of a menu; empty for those who may not. A deal that has ended has no stage to choose. */
  of: (deal: DealRow) => MenuAction[];
  dialog: ReactNode;
}

export function useDealSteps(): DealSteps {
  const t = useT();
  const may = useMay();
  const [doing, setDoing] = useState<{ what: 'stage' | 'owner'; deal: DealRow } | null>(null);
  const close = () => setDoing(null);
  const of = (deal: DealRow): MenuAction[] => {
    if (!may('deal.write', deal.owner_id)) return [];
    const stage: MenuAction = {
      id: 'stage',
      title: t('deal.choose_stage'),
      icon: 'kanban',
      keys: 's',
      run: () => setDoing({ what: 'stage', deal }),
    };
    const owner: MenuAction = {
      id: 'owner',
      title: t('deal.choose_owner'),
      icon: 'user',
      keys: 'o',
      run: () => setDoing({ what: 'owner', deal }),
    };
    return deal.status === 'open' ? [stage, owner] : [owner];
  };
  const dialog =
    doing === null ? null : doing.what === 'stage' ? (
      <MoveOn dealId={doing.deal.id} onClose={close} />
    ) : (
      <ChangeOwner deal={doing.deal} onClose={close} />
    );
  return { of, dialog };
}

/** The keys of one deal on its page or beside a list; answers the dialog they open. */
export function useDealKeys(deal: DealRow, actions: DealActions): ReactNode {
  const mayWrite = useMay()('deal.write', deal.owner_id);
  const steps = useDealSteps();
  const press = (keys: string) => () => {
    const step = steps.of(deal).find((one) => one.keys === keys);
    return step ? step.run() : false;
  };
  useKeys([
    { keys: 'w', run: () => (mayWrite && deal.status === 'open' ? actions.win(deal) : false) },
    { keys: 's', run: press('s') },
    { keys: 'o', run: press('o') },
  ]);
  return steps.dialog;
}
