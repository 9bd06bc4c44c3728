/** What can be done to a deal, wherever it is shown, and the dialogs that ask what is needed for it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { MenuAction } from '@/design';
import { ApiError, call } from '@/host';
import type { DealField, DealRow, HandoverMade, Stage } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { HandoverSheet } from '../handover/HandoverSheet';
import { ReopenDeal } from '../handover/ReopenDeal';
import { LoseDeal, WinDeal } from './CloseDeal';
import { MoveDialog } from './MoveDialog';

type Doing =
  | { what: 'win'; deal: DealRow }
  | { what: 'lose'; deal: DealRow }
  | { what: 'reopen'; deal: DealRow; stays: HandoverMade[] }
  | { what: 'move'; deal: DealRow; stage: Stage; missing: DealField[] }
  | null;

export interface DealActions {
  move: (deal: DealRow, stage: Stage) => void;
  win: (deal: DealRow) => void;
  lose: (deal: DealRow) => void;
  /** Entries of a menu. */
  of: (deal: DealRow) => MenuAction[];
  dialogs: ReactNode;
}

/** `onDone` is told when an action has ended, done or left. */
export function useDealActions(onDone?: () => void): DealActions {
  const t = useT();
  const may = useMay();
  const moving = useWrite('deal.move');
  const reopening = useWrite('deal.reopen');
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => {
    setDoing(null);
    onDone?.();
  };
  const move = (deal: DealRow, stage: Stage) =>
    moving.mutate(
      { id: deal.id, version: deal.version, stage_id: stage.id },
      {
        onSuccess: onDone,
        onError: (cause) => {
          const refusal = ApiError.from(cause);
          const missing = refusal.fields
            .filter(({ message_id }) => message_id === 'error.stage_requires')
            .map(({ path }) => path.replace(/^set\./, '').replace(/_id$/, '') as DealField);
          if (missing.length > 0) setDoing({ what: 'move', deal, stage, missing });
          else notifyError(refusal);
        },
      },
    );
  // What a handover made of a deal stays when it is opened again: that is said first.
  const reopen = async (deal: DealRow) => {
    const asks = deal.status === 'won' && may('handover.read');
    const found = asks ? await call('handover.get', { deal_id: deal.id }) : null;
    const stays = found?.handover?.made.filter(({ kind }) => kind !== 'customer') ?? [];
    if (stays.length > 0) setDoing({ what: 'reopen', deal, stays });
    else reopening.mutate({ id: deal.id, version: deal.version }, { onError: notifyError });
  };
  const win = (deal: DealRow) => setDoing({ what: 'win', deal });
  const lose = (deal: DealRow) => setDoing({ what: 'lose', deal });
  const of = (deal: DealRow): MenuAction[] => {
    if (!may('deal.write', deal.owner_id)) return [];
    if (deal.status !== 'open') {
      return [
        {
          id: 'reopen',
          title: t('deal.reopen'),
          icon: 'undo',
          run: () => void reopen(deal).catch(notifyError),
        },
      ];
    }
    return [
      { id: 'win', title: t('deal.win'), icon: 'trophy', keys: 'w', run: () => win(deal) },
      { id: 'lose', title: t('deal.lose'), icon: 'circle-x', danger: true, run: () => lose(deal) },
    ];
  };
  const dialogs =
    doing === null ? null : doing.what === 'win' ? (
      // Whoever may not hand over says only that it is won.
      may('handover.write', doing.deal.owner_id) ? (
        <HandoverSheet dealId={doing.deal.id} onClose={close} />
      ) : (
        <WinDeal deal={doing.deal} onClose={close} />
      )
    ) : doing.what === 'reopen' ? (
      <ReopenDeal deal={doing.deal} stays={doing.stays} onClose={close} />
    ) : doing.what === 'lose' ? (
      <LoseDeal deal={doing.deal} onClose={close} />
    ) : (
      <MoveDialog deal={doing.deal} stage={doing.stage} missing={doing.missing} onClose={close} />
    );
  return { move, win, lose, of, dialogs };
}
