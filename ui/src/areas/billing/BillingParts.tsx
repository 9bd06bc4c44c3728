/** The parts in which a sale is invoiced: how much of it, when, and the invoice that was made for each. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Button, LinkRow, LinkRows, Money, When } from '@/design';
import type { BillingMilestoneRow, BillingPlanRequest } from '@/host/generated';
import { useRead } from '@/host/queries';
import { BillingPartsForm } from './BillingPartsForm';
import { useBillPart } from './useBillPart';

interface BillingPartsProps {
  /** Of which deal or estimate. */
  of: BillingPlanRequest;
  /** Something is still to be invoiced, so that it can be planned. */
  open: boolean;
}

/** The plan of parts; the way to one while there is none; nothing for an estimate whose deal has it. */
export function BillingParts({ of, open }: BillingPartsProps) {
  const t = useT();
  const mayWrite = useMay()('invoice.write');
  const parts = useRead('billing_milestone.list', of, { also: ['billing_plan', 'document', 'project'] }).data;
  const [planning, setPlanning] = useState(false);
  if (!parts || parts.of_deal || (parts.rows.length === 0 && !(open && mayWrite))) return null;
  return (
    <>
      {parts.rows.length > 0 ? (
        <LinkRows label={t('parts.title')}>
          {parts.rows.map((part) => (
            <Part key={part.id} part={part} mayBill={mayWrite && open} />
          ))}
        </LinkRows>
      ) : null}
      {open && mayWrite ? (
        <Button size="sm" kind="ghost" icon="calendar-check" onPress={() => setPlanning(true)}>
          {t(parts.rows.length > 0 ? 'parts.change' : 'parts.plan')}
        </Button>
      ) : null}
      {planning ? <BillingPartsForm of={of} parts={parts} onClose={() => setPlanning(false)} /> : null}
    </>
  );
}

function Part({ part, mayBill }: { part: BillingMilestoneRow; mayBill: boolean }) {
  const t = useT();
  const bill = useBillPart();
  const isBilled = part.invoices.length > 0;
  return (
    <LinkRow
      code={t('parts.percent', { percent: part.percent })}
      title={part.name}
      note={isBilled ? null : <PartWhen part={part} />}
      badge={
        <>
          {part.badge ? <Badge value={part.badge} /> : null}
          {part.invoices.map((invoice) => (
            <span key={invoice.id} className="row">
              <Link to={`/invoices/${invoice.id}`}>
                {invoice.number ? <bdi className="id">{invoice.number}</bdi> : t('parts.draft')}
              </Link>
              {invoice.number ? <Badge value={invoice.badge} /> : null}
            </span>
          ))}
          {mayBill && !isBilled ? (
            <Button
              size="sm"
              icon="file-plus"
              aria-label={t('parts.invoice_this', { name: part.name })}
              onPress={() => bill(part.id)}
            >
              {t('parts.invoice')}
            </Button>
          ) : null}
        </>
      }
      end={part.amount ? <Money value={part.amount} /> : null}
    />
  );
}

/** When a part falls due, in words. */
function PartWhen({ part }: { part: BillingMilestoneRow }) {
  const t = useT();
  const { today } = useCompany();
  const day = part.date ? <When day={part.date} style="short" today={today} /> : null;
  if (part.when.kind === 'by_hand') return t('parts.by_hand');
  if (!part.awaited) return day;
  return (
    <>
      {t(part.awaited.reached_date ? 'parts.reached' : 'parts.when_reached', { name: part.awaited.name })}{' '}
      {day}
    </>
  );
}
