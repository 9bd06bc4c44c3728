/** One payment: what it settled, what was kept back, what is left of it, and its receipt. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useParam } from '@/app/router';
import { PaperActions } from '@/areas/files/PaperActions';
import {
  Badge,
  Button,
  Fact,
  FactsRail,
  FactsSection,
  Money,
  MoreMenu,
  RecordHead,
  RecordPage,
  StatStrip,
  When,
} from '@/design';
import { formatDecimal, isNothing } from '@/design/format';
import type { Customer, Payment } from '@/host/generated';
import { useRead } from '@/host/queries';
import { LogActivity } from '../sales/useLogActivity';
import { Became } from './Became';
import { RecordPages, receiptPaper } from './PagePreview';
import { PaperTabs } from './PaperHistory';
import { ReasonDialog } from './ReasonDialog';
import { RefundDialog } from './RefundDialog';
import { useApplyCredit } from './useCredit';
import { methodText } from './words';

export default function PaymentPage() {
  const t = useT();
  const answer = useRead('payment.get', { id: useParam('id') }, { also: ['document', 'customer'] });
  return (
    <RecordPage answer={answer} above={{ to: '/payments', title: t('nav.payments') }}>
      {(payment) => <Loaded payment={payment} />}
    </RecordPage>
  );
}

function Loaded({ payment }: { payment: Payment }) {
  const t = useT();
  const mayWrite = useMay()('payment.write', payment.owner_id) && !payment.reversed;
  const [open, setOpen] = useState<'reverse' | 'refund' | null>(null);
  const apply = useApplyCredit();
  const customer = useRead('customer.get', { id: payment.customer_id }).data;
  const free = mayWrite && !isNothing(payment.credit.amount);
  const close = () => setOpen(null);
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/payments', title: t('nav.payments') }}
        crumb={customer ? <span dir="auto">{customer.name}</span> : null}
        title={payment.number}
        machine
        badge={<Badge value={payment.badge} />}
      >
        <LogActivity recordId={payment.id} />
        <PaperActions id={payment.id} mail={!payment.reversed} />
        {free ? (
          <Button icon="banknote" onPress={() => setOpen('refund')}>
            {t('payment.refund')}
          </Button>
        ) : null}
        {free ? (
          <Button kind="primary" onPress={() => apply(payment.id)}>
            {t('payment.apply_credit')}
          </Button>
        ) : null}
        {mayWrite ? (
          <MoreMenu
            groups={[
              {
                id: 'end',
                actions: [
                  {
                    id: 'reverse',
                    title: t('payment.reverse'),
                    icon: 'undo',
                    danger: true,
                    run: () => setOpen('reverse'),
                  },
                ],
              },
            ]}
          />
        ) : null}
      </RecordHead>
      <div className="record">
        <PaymentRail payment={payment} customer={customer} />
        <PaperTabs label={t('kind.payment')} kind="payment" id={payment.id}>
          <StatStrip
            label={t('invoice.amounts')}
            stats={[
              { id: 'amount', label: t('payment.amount'), value: <Money value={payment.amount} /> },
              {
                id: 'credit',
                label: t('payment.credit_left'),
                value: <Money value={payment.credit} />,
                tone: isNothing(payment.credit.amount) ? 'quiet' : undefined,
              },
            ]}
          />
          <Became
            number={payment.number}
            mayWrite={mayWrite}
            settled={payment.allocations}
            refunds={payment.refunds}
            kept={payment.deductions.map((one) => ({
              id: `${one.kind}-${one.reason}-${one.amount.amount}`,
              icon: 'minus',
              text: [t(`payment.deduction.${one.kind as 'bank_charge'}`), one.reason]
                .filter(Boolean)
                .join(' · '),
              amount: one.amount,
            }))}
          />
          <RecordPages id={payment.id} version={receiptPaper(payment)} />
        </PaperTabs>
      </div>
      {open === 'refund' ? <RefundDialog row={payment} onClose={close} /> : null}
      {open === 'reverse' ? (
        <ReasonDialog
          title={t('payment.reverse_title', { number: payment.number })}
          text={t('payment.reverse_text')}
          action={t('payment.reverse')}
          danger
          command="payment.reverse"
          request={(reason) => ({ id: payment.id, reason })}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

interface PaymentRailProps {
  payment: Payment;
  /** Not read yet when absent. */
  customer: Customer | undefined;
}

function PaymentRail({ payment, customer }: PaymentRailProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { amount, base, branch, note, reversal } = payment;
  return (
    <FactsRail label={t('payment.facts')}>
      {reversal ? (
        <FactsSection title={t('payment.is_reversed')}>
          <Fact label={t('document.date')}>
            <When day={reversal.date} />
          </Fact>
          <Fact label={t('reason')}>
            <span dir="auto">{reversal.reason}</span>
          </Fact>
        </FactsSection>
      ) : null}
      <FactsSection title={t('kind.customer')}>
        {customer ? (
          <Link to={`/customers/${customer.id}`}>
            <span dir="auto">{customer.name}</span>
          </Link>
        ) : null}
      </FactsSection>
      <FactsSection title={t('kind.payment')}>
        <Fact label={t('payment.date')}>
          <When day={payment.date} />
        </Fact>
        <Fact label={t('payment.method')}>{methodText(t, payment.method)}</Fact>
        <Fact label={t('payment.reference')}>
          <bdi className="id">{payment.reference || '–'}</bdi>
        </Fact>
        {branch ? (
          <Fact label={t('payment.receiver')}>
            <span dir="auto">{branch}</span>
          </Fact>
        ) : null}
        {base.currency === amount.currency ? null : (
          <>
            <Fact label={t('document.rate', { currency: amount.currency, home: base.currency })}>
              <bdi className="tn">{formatDecimal(payment.rate, format)}</bdi>
            </Fact>
            <Fact label={t('payment.base', { home: base.currency })}>
              <Money value={base} />
            </Fact>
          </>
        )}
      </FactsSection>
      {note ? (
        <FactsSection title={t('document.note')}>
          <p dir="auto">{note}</p>
        </FactsSection>
      ) : null}
    </FactsRail>
  );
}
