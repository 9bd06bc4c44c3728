/** A paper beside its list: whom it is for, where it stands, what can be done, and its pages. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Fact, type MenuAction, Money, Peek, PeekActions, PeekTitle, When } from '@/design';
import type { PeekPane } from '@/design/DataGrid';
import type { Badge as BadgeValue, PaymentRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { RecordPages } from './PagePreview';

interface PaperPeekProps extends PeekPane {
  id: string;
  /** Tells when its pages may have changed. */
  version: string | number;
  /** What it is, in words. */
  kind: string;
  code: string;
  customer: { id: string; name: string };
  badge: BadgeValue;
  actions: readonly MenuAction[];
  /** Its facts. */
  children: ReactNode;
}

function PaperPeek({ id, version, kind, code, customer, badge, actions, children, ...pane }: PaperPeekProps) {
  const t = useT();
  return (
    <Peek {...pane} label={kind} title={code ? t('peek.title', { kind, code }) : kind}>
      <PeekTitle badge={<Badge value={badge} />}>
        <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
      </PeekTitle>
      <div>{children}</div>
      <PeekActions actions={actions} />
      <RecordPages id={id} version={version} />
    </Peek>
  );
}

interface PeekProps extends PeekPane {
  id: string;
  actions: readonly MenuAction[];
}

export function InvoicePeek({ id, actions, ...pane }: PeekProps) {
  const t = useT();
  const invoice = useRead('invoice.get', { id }, { also: ['document', 'payment'], keep: true }).data;
  if (!invoice) return null;
  return (
    <PaperPeek
      {...pane}
      id={invoice.id}
      version={`${invoice.version} ${invoice.state}`}
      kind={t(invoice.kind === 'credit_note' ? 'invoice.credit_note' : 'kind.invoice')}
      code={invoice.number ?? ''}
      customer={{ id: invoice.customer_id, name: invoice.customer }}
      badge={invoice.badge}
      actions={actions}
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

export function EstimatePeek({ id, actions, ...pane }: PeekProps) {
  const t = useT();
  const estimate = useRead(
    'estimate.get',
    { id },
    { also: ['document', 'estimate_answer'], keep: true },
  ).data;
  if (!estimate) return null;
  const { versions } = estimate;
  return (
    <PaperPeek
      {...pane}
      id={estimate.id}
      version={`${estimate.version} ${versions.length}`}
      kind={t('kind.estimate')}
      code={estimate.code}
      customer={{ id: estimate.draft.customer_id ?? '', name: estimate.customer }}
      badge={estimate.badge}
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
  actions: readonly MenuAction[];
}

export function PaymentPeek({ row, actions, ...pane }: PaymentPeekProps) {
  const t = useT();
  return (
    <PaperPeek
      {...pane}
      id={row.id}
      version={row.credit.amount}
      kind={t('kind.payment')}
      code={row.number}
      customer={{ id: row.customer_id, name: row.customer }}
      badge={row.badge}
      actions={actions}
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
        <Money value={row.credit} />
      </Fact>
    </PaperPeek>
  );
}
