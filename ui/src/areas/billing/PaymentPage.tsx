/** One payment: what it settled, what was kept back, what is left of it, and its receipt. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useParam } from '@/app/router';
import { PaperActions } from '@/areas/files/PaperActions';
import {
  Button,
  Fact,
  FactsRail,
  FactsSection,
  Icon,
  Money,
  MoreMenu,
  RecordBody,
  RecordHead,
  RecordPage,
  Section,
  StatStrip,
  When,
} from '@/design';
import { isNothing } from '@/design/format';
import type { Payment } from '@/host/generated';
import { useRead } from '@/host/queries';
import { RecordPages } from './PagePreview';
import { ReasonDialog } from './ReasonDialog';
import { RefundDialog } from './RefundDialog';
import { useApplyCredit } from './useCredit';

export default function PaymentPage() {
  const t = useT();
  const answer = useRead(
    'payment.get',
    { id: useParam('id') },
    { also: ['credit', 'invoice', 'issued_document'] },
  );
  return (
    <RecordPage answer={answer} above={{ to: '/payments', title: t('nav.payments') }}>
      {(payment) => <Loaded payment={payment} />}
    </RecordPage>
  );
}

function Loaded({ payment }: { payment: Payment }) {
  const t = useT();
  const mayWrite = useMay()('payment.write') && !payment.reversed;
  const [open, setOpen] = useState<'reverse' | 'refund' | null>(null);
  const apply = useApplyCredit();
  const customer = useRead('customer.get', { id: payment.customer_id }).data;
  const free = mayWrite && !isNothing(payment.credit.amount);
  const close = () => setOpen(null);
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/payments', title: t('nav.payments') }}
        title={payment.number}
        machine
        badge={payment.reversed ? <span className="text-danger">{t('payment.is_reversed')}</span> : null}
      >
        <PaperActions id={payment.id} mail={!payment.reversed} />
        {free ? (
          <Button icon="banknote" onPress={() => setOpen('refund')}>
            {t('payment.refund')}
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
        {free ? (
          <Button kind="primary" onPress={() => apply(payment.id)}>
            {t('payment.apply_credit')}
          </Button>
        ) : null}
      </RecordHead>
      <div className="record">
        <FactsRail label={t('payment.facts')}>
          <FactsSection title={t('kind.customer')}>
            <Link to={`/customers/${payment.customer_id}`}>
              <span dir="auto">{customer?.name ?? ''}</span>
            </Link>
          </FactsSection>
          <FactsSection title={t('kind.payment')}>
            <Fact label={t('payment.date')}>
              <When day={payment.date} />
            </Fact>
            <Fact label={t('payment.method')}>{t(`payment.method.${payment.method as 'bank'}`)}</Fact>
            <Fact label={t('payment.reference')}>
              <bdi className="id">{payment.reference || '–'}</bdi>
            </Fact>
          </FactsSection>
        </FactsRail>
        <RecordBody label={t('kind.payment')}>
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
          <Settles payment={payment} />
          <RecordPages id={payment.id} version={payment.credit.amount} />
        </RecordBody>
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

function Settles({ payment }: { payment: Payment }) {
  const t = useT();
  if (payment.allocations.length === 0 && payment.deductions.length === 0) return null;
  return (
    <Section title={t('payment.settled')} count={payment.allocations.length}>
      <ol className="log">
        {payment.allocations.map((one) => (
          <li key={one.invoice_id}>
            <Icon name="receipt" size={14} />
            <span className="grow">
              <Link to={`/invoices/${one.invoice_id}`}>
                <bdi className="id">{one.number}</bdi>
              </Link>
            </span>
            <b className="font-medium">
              <Money value={one.amount} />
            </b>
          </li>
        ))}
        {payment.deductions.map((one) => (
          <li key={`${one.kind}-${one.reason}-${one.amount.amount}`}>
            <Icon name="minus" size={14} />
            <span className="grow cut" dir="auto">
              {[t(`payment.deduction.${one.kind as 'bank_charge'}`), one.reason].filter(Boolean).join(' · ')}
            </span>
            <b className="font-medium">
              <Money value={one.amount} />
            </b>
          </li>
        ))}
      </ol>
    </Section>
  );
}
