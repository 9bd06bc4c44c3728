/** What was sold of a deal or estimate, what of it is invoiced, and the way to the invoice of the rest. */
import { useState } from 'react';
import { useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import {
  Button,
  LinkRow,
  LinkRows,
  type MenuAction,
  Money,
  MoreMenu,
  Section,
  type Stat,
  StatStrip,
  When,
} from '@/design';
import type { BillingPlanRequest, BillingPlan as Plan, PlanFigures, PlanLine } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { BillingParts } from './BillingParts';
import { ReasonDialog } from './ReasonDialog';
import { useHoldingDraft } from './useHoldingDraft';
import { useToInvoice } from './useToInvoice';

interface BillingPlanProps {
  /** Of which deal or estimate. */
  of: BillingPlanRequest;
}

/** Sold, invoiced, to invoice, collected; nothing while nothing is sold. */
export function BillingPlan({ of }: BillingPlanProps) {
  const t = useT();
  const may = useMay();
  const bills = useHas()('finance');
  const plan = useRead('billing_plan.get', of, {
    also: ['document', 'payment', 'deal'],
    enabled: may('invoice.read') && bills,
  }).data;
  const mayBill = may('invoice.write');
  const draft = useHoldingDraft(of, mayBill && plan?.is_open === true);
  if (!plan || (plan.rows.length === 0 && plan.figures.length === 0)) return null;
  return (
    <Section title={t('plan.title')} action={mayBill ? <Actions of={of} draft={draft} plan={plan} /> : null}>
      {plan.figures.map((figures) => (
        <StatStrip
          key={figures.sold.currency}
          label={t('plan.figures')}
          stats={statsOf(figures, of.deal_id !== undefined, draft !== undefined, t)}
        />
      ))}
      <LinkRows label={t('plan.sold_lines')}>
        {plan.rows
          .filter((row) => row.kind === 'line')
          .map((row) => (
            <SoldLine key={row.id} row={row} />
          ))}
      </LinkRows>
      <BillingParts of={of} open={plan.is_open && draft === undefined} />
    </Section>
  );
}

function statsOf(figures: PlanFigures, ofDeal: boolean, isHeld: boolean, t: ReturnType<typeof useT>): Stat[] {
  const net = (value: PlanFigures['sold']) => (
    <>
      <Money value={value} /> {t('plan.net')}
    </>
  );
  const stats: Stat[] = [
    {
      id: 'sold',
      label: t('plan.sold'),
      value: <Money value={figures.sold} />,
      note: net(figures.sold_net),
    },
    {
      id: 'invoiced',
      label: t('plan.invoiced'),
      value: <Money value={figures.invoiced} />,
      note: net(figures.invoiced_net),
    },
    {
      id: 'to_invoice',
      label: t('plan.to_invoice'),
      value: <Money value={figures.to_invoice} />,
      note: isHeld ? t('plan.on_draft') : net(figures.to_invoice_net),
    },
  ];
  return ofDeal
    ? [...stats, { id: 'collected', label: t('plan.collected'), value: <Money value={figures.collected} /> }]
    : stats;
}

function stateOf({ closed, left, quantity }: PlanLine, t: ReturnType<typeof useT>): string {
  if (closed) return t('plan.closed');
  if (left === '0') return t('plan.all_invoiced', { quantity });
  return left === quantity ? t('plan.quantity', { quantity }) : t('plan.left_of', { left, quantity });
}

function SoldLine({ row }: { row: PlanLine }) {
  const t = useT();
  const { first_of: again } = row;
  const note = again ? (
    <>
      <Link to={`/recurring-invoices/${again.id}`}>
        <bdi>{again.code}</bdi>
      </Link>{' '}
      <When day={again.date} />
    </>
  ) : (
    stateOf(row, t)
  );
  return <LinkRow title={row.description} note={note} end={<Money value={row.sold} />} />;
}

interface ActionsProps extends BillingPlanProps {
  /** The draft that has all of the rest. */
  draft: string | undefined;
  plan: Plan;
}

function Actions({ of, draft, plan }: ActionsProps) {
  const t = useT();
  const { is_open: open, is_closed: closed, drafts } = plan;
  const [closing, setClosing] = useState(false);
  const reopening = useWrite('billing_plan.reopen');
  const go = useGo();
  const toInvoice = useToInvoice();
  const invoice = () => toInvoice(of);
  const more: MenuAction[] = [
    ...(open ? [{ id: 'close', title: t('plan.close'), icon: 'ban', run: () => setClosing(true) }] : []),
    ...(closed
      ? [
          {
            id: 'reopen',
            title: t('plan.reopen'),
            icon: 'undo',
            run: () => reopening.mutate(of, { onError: notifyError }),
          },
        ]
      : []),
  ];
  return (
    <span className="row">
      {draft !== undefined ? (
        <Button size="sm" icon="pencil" onPress={() => go(`/invoices/${draft}`)}>
          {t('plan.open_draft')}
        </Button>
      ) : open ? (
        <Button size="sm" icon="file-plus" onPress={invoice}>
          {t('estimate.to_invoice')}
        </Button>
      ) : null}
      {more.length > 0 ? <MoreMenu size="sm" groups={[{ id: 'plan', actions: more }]} /> : null}
      {closing ? (
        <ReasonDialog
          title={t('plan.close')}
          text={t('plan.close_text')}
          warning={drafts > 0 ? t('plan.close_drafts', { count: drafts }) : undefined}
          action={t('plan.close')}
          command="billing_plan.close"
          request={(reason) => ({ ...of, reason })}
          onClose={() => setClosing(false)}
        />
      ) : null}
    </span>
  );
}
