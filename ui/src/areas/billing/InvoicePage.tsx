/**
 * One invoice: a draft opens in the editor of whoever may write it; what was issued never changes, other papers answer it.
 */
import { useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { PaperActions } from '@/areas/files/PaperActions';
import {
  Badge,
  Button,
  Fact,
  FactsRail,
  FactsSection,
  Icon,
  Money,
  MoreMenu,
  RecordHead,
  RecordPage,
  Section,
  type Stat,
  StatStrip,
  When,
} from '@/design';
import { formatDay, formatDecimal, isNothing } from '@/design/format';
import type { Invoice } from '@/host/generated';
import { useRead } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { NextAction } from '../sales/NextAction';
import { LogActivity } from '../sales/useLogActivity';
import { Became } from './Became';
import { keptOf } from './editor/document-form';
import { TotalsBlock } from './editor/Totals';
import { InvoiceEditor } from './InvoiceEditor';
import { invoicePaper, RecordPages } from './PagePreview';
import { PaperTabs } from './PaperHistory';
import { ReasonDialog } from './ReasonDialog';
import { RecordPayment } from './RecordPayment';
import { RefundDialog } from './RefundDialog';
import { SentDialog } from './SentDialog';
import { Settled } from './Settled';
import { ThreadLinks } from './ThreadLinks';
import { useApplyCredit } from './useCredit';
import { useCopy, useIssue, useMakeRecurring } from './useDrafts';
import { useMarkSent } from './useMarkSent';

const also = ['document', 'payment', 'customer'] as const;

export default function InvoicePage() {
  const t = useT();
  const may = useMay();
  const answer = useRead('invoice.get', { id: useParam('id') }, { also });
  return (
    <RecordPage answer={answer} above={{ to: '/invoices', title: t('nav.invoices') }}>
      {(invoice) =>
        invoice.draft && may('invoice.write', invoice.owner_id) ? (
          <Draft invoice={invoice} draft={invoice.draft} />
        ) : (
          <Standing invoice={invoice} />
        )
      }
    </RecordPage>
  );
}

function Draft({ invoice, draft }: { invoice: Invoice; draft: NonNullable<Invoice['draft']> }) {
  const t = useT();
  const go = useGo();
  return (
    <InvoiceEditor
      key={invoice.id}
      initial={keptOf(invoice, draft, invoice.customer)}
      name={`invoice.${invoice.id}`}
      title={t('invoice.draft_title')}
      below={<Attachments recordId={invoice.id} mayWrite />}
      onClose={() => go('/invoices', { tab: 'draft' })}
    />
  );
}

type Open = 'pay' | 'void' | 'credit' | 'sent' | 'refund' | null;

/** As it was issued, or a draft that is only read. */
function Standing({ invoice }: { invoice: Invoice }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const [open, setOpen] = useState<Open>(null);
  const pay = useRef<HTMLSpanElement>(null);
  const copy = useCopy('invoice');
  const makeRecurring = useMakeRecurring();
  const markSent = useMarkSent();
  const issue = useIssue();
  const isCredit = invoice.kind === 'credit_note';
  const mayWrite = may('invoice.write', invoice.owner_id);
  const mayIssue = may('invoice.issue', invoice.owner_id);
  const isDraft = invoice.draft !== null;
  const isLive = !isDraft && invoice.state !== 'void';
  const owes = isLive && !isCredit && !isNothing(invoice.open.amount);
  const mayPay = may('payment.write', invoice.owner_id) && owes;
  useKeys([{ keys: 'p', run: () => (mayPay ? setOpen('pay') : false) }]);
  const number = invoice.number ?? '';
  const left: Stat = {
    id: 'open',
    label: isCredit ? t('payment.credit_left') : t('invoice.outstanding'),
    value: <Money value={invoice.open} />,
    tone: isNothing(invoice.open.amount) ? 'quiet' : invoice.badge.tone === 'danger' ? 'danger' : undefined,
  };
  const wasSent = invoice.events.some(({ event }) => event === 'sent');
  // What was sent or settled is taken back by a credit note; the core refuses to make it void.
  const touched = invoice.settled.length > 0 || wasSent;
  const mayNoteSent = isLive && mayWrite;
  const close = () => setOpen(null);
  const apply = useApplyCredit();
  const mayCredit =
    may('payment.write', invoice.owner_id) && isCredit && isLive && !isNothing(invoice.open.amount);
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/invoices', title: t('nav.invoices') }}
        crumb={<span dir="auto">{isCredit ? t('invoice.credit_note') : invoice.customer}</span>}
        title={isDraft ? t('invoice.draft_title') : number}
        machine={!isDraft}
        badge={<Badge value={invoice.badge} />}
      >
        <LogActivity recordId={invoice.id} />
        <PaperActions id={invoice.id} mail={isLive} />
        {mayNoteSent && !wasSent ? (
          <Button icon="send" onPress={() => setOpen('sent')}>
            {t('invoice.mark_sent')}
          </Button>
        ) : null}
        {isDraft && mayIssue ? (
          <Button kind="primary" onPress={() => void issue(invoice).catch(notifyError)}>
            {t('invoice.issue')}
          </Button>
        ) : null}
        {mayCredit ? (
          <>
            <Button icon="banknote" onPress={() => setOpen('refund')}>
              {t('payment.refund')}
            </Button>
            <Button kind="primary" onPress={() => apply(invoice.id)}>
              {t('payment.apply_credit')}
            </Button>
          </>
        ) : null}
        {mayPay ? (
          <span ref={pay}>
            <Button kind="primary" keys="p" onPress={() => setOpen('pay')}>
              {t('payment.record')}
            </Button>
          </span>
        ) : null}
        <MoreMenu
          groups={[
            {
              id: 'sent',
              actions:
                mayNoteSent && wasSent
                  ? [
                      {
                        id: 'sent',
                        title: t('invoice.mark_sent'),
                        icon: 'send',
                        run: () => setOpen('sent'),
                      },
                    ]
                  : [],
            },
            {
              id: 'copy',
              actions: mayWrite && !isCredit ? [copy(invoice.id), makeRecurring(invoice.id)] : [],
            },
            {
              id: 'correct',
              actions:
                mayIssue && !isCredit && isLive
                  ? [
                      {
                        id: 'credit',
                        title: t('invoice.credit_note_make'),
                        icon: 'undo',
                        run: () => setOpen('credit'),
                      },
                      ...(touched
                        ? []
                        : [
                            {
                              id: 'void',
                              title: t('invoice.void'),
                              icon: 'x-circle',
                              danger: true,
                              run: () => setOpen('void'),
                            },
                          ]),
                    ]
                  : [],
            },
          ]}
        />
      </RecordHead>
      {isCredit || isDraft ? null : <NextAction kind="invoice" id={invoice.id} />}
      <div className="record">
        <FactsRail label={t('invoice.facts')}>
          <FactsSection title={t('kind.customer')}>
            <Link to={`/customers/${invoice.customer_id}`} className="link">
              <span dir="auto">{invoice.customer}</span>
            </Link>
          </FactsSection>
          <ThreadLinks id={invoice.id} kind={isCredit ? 'credit_note' : 'invoice'} />
          {invoice.recurring ? (
            <FactsSection title={t('kind.recurring_invoice')}>
              <Link to={`/recurring-invoices/${invoice.recurring.id}`} className="link">
                <bdi className="id">{invoice.recurring.code}</bdi>
              </Link>
            </FactsSection>
          ) : null}
          {invoice.subject ? (
            <FactsSection title={t('document.subject')}>
              <p dir="auto">{invoice.subject}</p>
            </FactsSection>
          ) : null}
          <FactsSection title={t('invoice.dates')}>
            <Fact label={t('document.date')}>
              <When day={invoice.date} />
            </Fact>
            {isCredit ? null : (
              <Fact label={t('invoice.due')}>
                <When day={invoice.due_date} />
              </Fact>
            )}
          </FactsSection>
          {invoice.totals ? (
            <FactsSection title={t('invoice.amounts')}>
              <TotalsBlock totals={invoice.totals} />
            </FactsSection>
          ) : null}
          {invoice.converted ? <InHome of={invoice.converted} currency={invoice.total.currency} /> : null}
        </FactsRail>
        <PaperTabs label={t('kind.invoice')} kind={invoice.kind} id={invoice.id}>
          <StatStrip
            label={t('invoice.amounts')}
            stats={[
              { id: 'total', label: t('totals.total'), value: <Money value={invoice.total} /> },
              ...(isDraft ? [] : [left]),
            ]}
          />
          <Settled invoice={invoice} />
          {invoice.credit ? (
            <Became
              number={number}
              mayWrite={may('payment.write', invoice.owner_id)}
              settled={invoice.credit.settled}
              refunds={invoice.credit.refunds}
              kept={
                invoice.credit.waived
                  ? [
                      {
                        id: 'waived',
                        icon: 'minus',
                        text: t('payment.deduction.small_difference'),
                        amount: invoice.credit.waived,
                      },
                    ]
                  : []
              }
            />
          ) : null}
          {isDraft ? null : <Events events={invoice.events} />}
          <Attachments recordId={invoice.id} mayWrite={mayWrite} />
          <RecordPages id={invoice.id} version={`${invoice.version} ${invoicePaper(invoice)}`} />
        </PaperTabs>
      </div>
      {open === 'pay' ? (
        <RecordPayment anchor={pay} invoice={{ ...invoice, number }} onClose={close} />
      ) : null}
      {open === 'refund' ? (
        <RefundDialog row={{ id: invoice.id, number, credit: invoice.open }} onClose={close} />
      ) : null}
      {open === 'void' ? (
        <ReasonDialog
          title={t('invoice.void_title', { number })}
          text={t('invoice.void_text')}
          action={t('invoice.void')}
          danger
          command="invoice.void"
          request={(reason) => ({ id: invoice.id, reason })}
          onClose={close}
        />
      ) : null}
      {open === 'credit' ? (
        <ReasonDialog
          title={t('invoice.credit_title', { number })}
          text={t('invoice.credit_text')}
          warning={
            invoice.credit_until && invoice.credit_until < today
              ? t('invoice.credit_late', { date: formatDay(invoice.credit_until, format, 'short', today) })
              : undefined
          }
          action={t('invoice.credit_note_make')}
          command="credit_note.issue"
          request={(reason) => ({ invoice_id: invoice.id, reason })}
          onClose={close}
          onDone={(result) => go(`/invoices/${result.id}`)}
        />
      ) : null}
      {open === 'sent' ? (
        <SentDialog
          title={t('invoice.sent_title', { number })}
          action={t('invoice.mark_sent')}
          onSend={(how) => markSent([invoice.id], how)}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

/** What a paper in another currency came to at home, and by which rate. */
function InHome({ of, currency }: { of: NonNullable<Invoice['converted']>; currency: string }) {
  const t = useT();
  const { format } = useFormatLocale();
  const home = of.total.currency;
  return (
    <FactsSection title={t('payment.base', { home })}>
      <Fact label={t('document.rate', { currency, home })}>
        <bdi className="tn">{formatDecimal(of.rate, format)}</bdi>
      </Fact>
      <Fact label={t('document.rate_date')}>
        <When day={of.rate_date} />
      </Fact>
      {of.rate_source ? (
        <Fact label={t('document.rate_source')}>
          <span dir="auto">{of.rate_source}</span>
        </Fact>
      ) : null}
      <Fact label={t('totals.net')}>
        <Money value={of.net} />
      </Fact>
      <Fact label={t('lines.tax')}>
        <Money value={of.tax} />
      </Fact>
      <Fact label={t('totals.total')}>
        <Money value={of.total} />
      </Fact>
    </FactsSection>
  );
}

function Events({ events }: Pick<Invoice, 'events'>) {
  const t = useT();
  return (
    <Section title={t('invoice.events')}>
      <ol className="log">
        {events.map((event) => (
          <li key={`${event.event}-${event.at_ms}`}>
            <Icon name={eventIcons[event.event] ?? 'circle-dot'} size={14} />
            <span className="grow cut" dir="auto">
              {t.by(`invoice.event.${event.event}`, {
                text: event.event === 'sent' ? t(`document.how.${event.text as 'email'}`) : event.text,
              })}
            </span>
            <span className="text-xs text-text-3">
              <When at={event.at_ms} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const eventIcons: Record<string, string> = {
  issued: 'file-check',
  sent: 'send',
  void: 'x-circle',
  credited: 'undo',
};
