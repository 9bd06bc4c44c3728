/** The one next thing of a record, done, put off or called not needed where it stands. Nothing to do shows nothing. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Badge, type MenuAction, NextActionStrip, When } from '@/design';
import { textOf } from '@/design/DataGrid';
import { formatTime } from '@/design/format';
import type { CommitmentMarkRequest, NextAction as Proposed } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useBillPart } from '../billing/useBillPart';
import { useToInvoice } from '../billing/useToInvoice';
import { DoneDialog } from './DoneDialog';
import { MoveOn } from './MoveOn';
import { useLogActivity } from './useLogActivity';

/** What a proposed action may depend on. */
export const actionTags = [
  'next_action',
  'activity',
  'lead',
  'deal',
  'pipeline',
  'document',
  'payment',
  'billing_plan',
  'customer',
  'commitment',
] as const;

type Kind = 'customer' | 'lead' | 'deal' | 'estimate' | 'invoice';

interface NextActionProps {
  kind: Kind;
  id: string;
  /** Opens what closes a deal as won, where the page is that of one. */
  onWin?: () => void;
}

export function NextAction({ kind, id, onWin }: NextActionProps) {
  const action = useRead('next_action.of_record', { kind, id }, { also: actionTags, keep: true }).data
    ?.action;
  const doing = useProposed(onWin);
  useKeys([{ keys: 'n', run: () => (action && doing.mayDo(action) ? doing.act(action) : false) }]);
  return (
    <>
      {action ? (
        <div className="record-strip">
          <NextActionStrip
            value={action}
            note={<DueNote action={action} />}
            keys="n"
            onAct={doing.mayDo(action) ? () => doing.act(action) : undefined}
            later={doing.mayPutOff ? [{ id: 'later', actions: doing.later(action) }] : undefined}
          />
        </div>
      ) : null}
      {doing.dialogs}
    </>
  );
}

/** When a proposed action is due: today in words, another day, an hour. */
export function DueNote({ action }: { action: Proposed }) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const { due, due_time: time, by_ms: by, late } = action;
  if (late) return <Badge value={late} />;
  if (by !== null) return <When at={by} />;
  if (due === null) return null;
  return (
    <>
      {due === today ? t('deal.due_today') : <When day={due} style="short" today={today} />}
      {time ? <bdi className="tn ms-1">{formatTime(time, format)}</bdi> : null}
    </>
  );
}

const permissions: Record<string, string> = {
  'activity.done': 'activity.write',
  'activity.log': 'activity.write',
  'deal.move': 'deal.write',
  'deal.win': 'deal.write',
  'billing_plan.to_invoice': 'invoice.write',
  'billing_milestone.bill': 'invoice.write',
  'commitment.mark': 'handover.write',
};

type Doing = { what: 'done' | 'move'; action: Proposed } | null;

/** Carries out what the core proposes, for the strip of a record and for the lines of Today. */
export function useProposed(onWin?: () => void) {
  const t = useT();
  const may = useMay();
  const logging = useLogActivity();
  const snooze = useWrite('next_action.snooze');
  const dismiss = useWrite('next_action.dismiss');
  const mark = useWrite('commitment.mark');
  const toInvoice = useToInvoice();
  const billPart = useBillPart();
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  const act = (action: Proposed) => {
    const payload = action.command.payload as Record<string, unknown>;
    switch (action.command.name) {
      case 'activity.done':
        return setDoing({ what: 'done', action });
      case 'deal.move':
        return setDoing({ what: 'move', action });
      case 'deal.win':
        return onWin?.();
      case 'billing_plan.to_invoice':
        return toInvoice(payload);
      case 'commitment.mark':
        return mark.mutate(payload as unknown as CommitmentMarkRequest, { onError: notifyError });
      case 'billing_milestone.bill':
        return billPart(String(payload.id));
      default:
        return logging.log({ recordId: textOf(payload.record_id), text: textOf(payload.text) });
    }
  };
  const put = (action: Proposed, until: 'tomorrow' | 'next_week' | 'next_month'): MenuAction => ({
    id: until,
    title: t(`strip.until.${until}`),
    run: () => snooze.mutate({ subject: action.subject, until }, { onError: notifyError }),
  });
  const later = (action: Proposed): MenuAction[] => [
    put(action, 'tomorrow'),
    put(action, 'next_week'),
    put(action, 'next_month'),
    {
      id: 'not_needed',
      title: t('strip.not_needed'),
      run: () => dismiss.mutate({ subject: action.subject }, { onError: notifyError }),
    },
  ];
  const payload = doing?.action.command.payload as { id?: string; version?: number } | undefined;
  const dialogs = (
    <>
      {logging.dialog}
      {doing?.what === 'done' && payload ? (
        <DoneDialog
          id={String(payload.id)}
          version={Number(payload.version)}
          subject={String(doing.action.params.subject)}
          onClose={close}
        />
      ) : null}
      {doing?.what === 'move' && payload ? <MoveOn dealId={String(payload.id)} onClose={close} /> : null}
    </>
  );
  return {
    act,
    later,
    mayDo: (action: Proposed) => may(permissions[action.command.name] ?? 'activity.write'),
    mayPutOff: may('activity.write'),
    dialogs,
  };
}
