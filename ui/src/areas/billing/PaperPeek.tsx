/** A paper beside its list: whom it is for, where it stands, what can be done, and its pages. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Fact, type MenuAction, Money, Peek, PeekActions, PeekTitle, When } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import type { InvoiceRow, PaymentRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { invoicePaper, RecordPages, receiptPaper } from './PagePreview';

interface PaperPeekProps extends PeekPane {
  id: string;
  /** Tells when its pages may have changed; null while it is not known. */
  version: string | null;
  /** What it is, in words. */
  kind: string;
  code: string;
  customer: { id: string; name: string };
  badge: ReactNode;
  actions: readonly MenuAction[];
  /** Its facts. */
  children: ReactNode;
}

function PaperPeek({ id, version, kind, code, customer, badge, actions, children, ...pane }: PaperPeekProps) {
  const t = useT();
  return (
    <Peek {...pane} label={kind} title={code ? t('peek.title', { kind, code }) : kind}>
      <PeekTitle badge={badge}>
        <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
      </PeekTitle>
      <div>{children}</div>
      <PeekActions actions={actions} />
      <RecordPages id={id} version={version} />
    </Peek>
  );
}

interface InvoicePeekProps extends PeekPane {
  id: string;
  actions: (row: InvoiceRow) => readonly MenuAction[];
}

export function InvoicePeek({ id, actions, ...pane }: InvoicePeekProps) {
  const t = useT();
  const answer = useRead('invoice.get', { id }, { also: ['document', 'payment'], keep: true });
  const invoice = usePeeked(answer, pane.onClose);
  if (!invoice) return null;
  return (
    <PaperPeek
      {...pane}
      id={invoice.id}
      version={`${invoice.version} ${invoicePaper(invoice)}`}
      kind={t(invoice.kind === 'credit_note' ? 'invoice.credit_note' : 'kind.invoice')}
      code={invoice.number ?? ''}
      customer={{ id: invoice.customer_id, name: invoice.customer }}
      badge={<Badge value={invoice.badge} />}
      actions={actions({ ...invoice, number: invoice.number ?? '' })}
    >
      <Fact label={t('document.subject')}>
        <span dir="auto">{invoice.subject || '–'}</span>
      </Fact>
      <Fact label={t('totals.total')}>
        <Money value={invoice.total} />
      </Fact>
      <Fact label={t('invoice.outstanding')}>
        <Money value={invoice.open} />
      </Fact>
      <Fact label={t('document.date')}>
        <When day={invoice.date} />
      </Fact>
      <Fact label={t('invoice.due')}>
        <When day={invoice.due_date} />
      </Fact>
    </PaperPeek>
  );
}

interface EstimatePeekProps extends PeekPane {
  id: string;
  actions: readonly MenuAction[];
}

export function EstimatePeek({ id, actions, ...pane }: EstimatePeekProps) {
  const t = useT();
  const answer = useRead('estimate.get', { id }, { also: ['document'], keep: true });
  const estimate = usePeeked(answer, pane.onClose);
  if (!estimate) return null;
  const { versions } = estimate;
  return (
    <PaperPeek
      {...pane}
      id={estimate.id}
      version={`${estimate.version} ${versions.length} ${JSON.stringify(estimate.answer)}`}
      kind={t('kind.estimate')}
      code={estimate.code}
      customer={{ id: estimate.draft.customer_id ?? '', name: estimate.customer }}
      badge={<Badge value={estimate.badge} />}
      actions={actions}
    >
      <Fact label={t('document.subject')}>
        <span dir="auto">{estimate.draft.subject || '–'}</span>
      </Fact>
      <Fact label={t('totals.total')}>
        <Money value={estimate.total} />
      </Fact>
      <Fact label={t('estimate.valid_until')}>
        <When day={estimate.valid_until} />
      </Fact>
      {estimate.answer ? (
        <Fact label={t('estimate.said_by')}>
          <span dir="auto">{estimate.answer.said_by}</span>
        </Fact>
      ) : null}
    </PaperPeek>
  );
}

interface PaymentPeekProps extends PeekPane {
  row: PaymentRow;
  actions: (row: PaymentRow) => readonly MenuAction[];
}

export function PaymentPeek({ row, actions, ...pane }: PaymentPeekProps) {
  const t = useT();
  const answer = useRead('payment.get', { id: row.id }, { also: ['document', 'customer'] });
  const payment = usePeeked(answer, pane.onClose);
  const { credit } = payment ?? row;
  return (
    <PaperPeek
      {...pane}
      id={row.id}
      version={payment ? receiptPaper(payment) : null}
      kind={t('kind.payment')}
      code={row.number}
      customer={{ id: row.customer_id, name: row.customer }}
      badge={payment ? <Badge value={payment.badge} /> : null}
      actions={payment?.reversed ? [] : actions({ ...row, credit })}
    >
      <Fact label={t('payment.amount')}>
        <Money value={row.amount} />
      </Fact>
      <Fact label={t('payment.date')}>
        <When day={row.date} />
      </Fact>
      <Fact label={t('payment.method')}>{t(`payment.method.${row.method as 'bank'}`)}</Fact>
      <Fact label={t('payment.reference')}>
        <bdi className="id">{row.reference || '–'}</bdi>
      </Fact>
      <Fact label={t('payment.credit_left')}>
        <Money value={credit} />
      </Fact>
    </PaperPeek>
  );
}
