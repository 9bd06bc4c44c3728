/** Makes a draft invoice of the time that is not invoiced yet: of a project, or what was done for a customer in none. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Callout, Checkbox, DateField, Duration, FormDialog, Money, Segments, Select } from '@/design';
import { isIsoDay } from '@/design/format';
import type { BillLevel, TimeSeller, TimeToBill } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { RateField } from '../billing/RateField';

interface BillTimeProps {
  of: { project_id?: string; customer_id?: string };
  onClose: () => void;
}

/** What makes a read of what would be invoiced stale. */
const toBillTags = ['timesheet', 'time_rate', 'time_setting', 'expense', 'document'] as const;

const levels: readonly BillLevel[] = ['summary', 'entry'];
const sellerId = ({ branch_id, currency }: TimeSeller) => `${branch_id} ${currency}`;
const dayOrNone = (typed: string) => (isIsoDay(typed) ? typed : undefined);

export function BillTime({ of, onClose }: BillTimeProps) {
  const t = useT();
  const go = useGo();
  const { today } = useCompany();
  const [days, setDays] = useState({ from: '', to: '' });
  const [level, setLevel] = useState<BillLevel>('summary');
  const [annex, setAnnex] = useState(true);
  const [expenses, setExpenses] = useState(true);
  const [rate, setRate] = useState<string | null>(null);
  const [seller, setSeller] = useState<TimeSeller | null>(null);
  const bill = useWrite('time.bill');
  const by = seller ? { branch_id: seller.branch_id, currency: seller.currency } : {};
  const asked = { ...of, ...by, from: dayOrNone(days.from), to: dayOrNone(days.to), level };
  const open = useRead('time.to_bill', asked, { also: toBillTags, keep: true }).data;
  const sellers = open?.sellers ?? [];
  // An invoice is one seller’s: what is shown is what is billed.
  const billedBy = seller ?? open?.seller;
  return (
    <FormDialog
      title={t('time.bill')}
      error={bill.error}
      action={t('time.make_invoice')}
      button={{
        isDisabled: open?.entries === 0 && (open.expenses === 0 || !expenses),
        isPending: bill.isPending,
      }}
      onSubmit={() =>
        bill.mutate(
          {
            ...of,
            branch_id: billedBy?.branch_id,
            currency: billedBy?.currency,
            from: days.from || undefined,
            to: days.to || undefined,
            level,
            annex,
            expenses,
            rate: open?.exchange ? (rate ?? open.exchange.rate ?? '') : undefined,
          },
          {
            onSuccess: ({ result }) => {
              onClose();
              go(`/invoices/${result.id}`);
            },
          },
        )
      }
      onClose={onClose}
    >
      {sellers.length > 1 ? (
        <Select
          name="branch_id"
          label={t('time.seller')}
          options={sellers.map((one) => ({ id: sellerId(one), text: one.branch, note: one.currency }))}
          value={billedBy ? sellerId(billedBy) : null}
          onChange={(id) => {
            setSeller(sellers.find((one) => sellerId(one) === id) ?? null);
            setRate(null);
          }}
        />
      ) : null}
      <div className="bill-days">
        <DateField
          name="from"
          label={t('time.from')}
          optional
          past
          today={today}
          value={days.from}
          onChange={(from) => setDays((before) => ({ ...before, from }))}
        />
        <DateField
          name="to"
          label={t('time.to')}
          optional
          past
          today={today}
          value={days.to}
          onChange={(to) => setDays((before) => ({ ...before, to }))}
        />
      </div>
      <Segments
        label={t('time.level')}
        segments={levels.map((id) => ({ id, title: t(`time.level.${id}`) }))}
        value={level}
        onChange={setLevel}
      />
      <Checkbox isSelected={annex} onChange={setAnnex}>
        {t('time.annex')}
      </Checkbox>
      {open && open.expenses > 0 ? (
        <Checkbox isSelected={expenses} onChange={setExpenses}>
          {t('time.with_expenses', { count: open.expenses })}
          {open.expenses_amount ? (
            <>
              {' · '}
              <Money value={open.expenses_amount} />
            </>
          ) : null}
        </Checkbox>
      ) : null}
      {open?.exchange ? (
        <RateField exchange={open.exchange} value={rate ?? open.exchange.rate ?? ''} onChange={setRate} />
      ) : null}
      {open ? <ToBill open={open} /> : null}
    </FormDialog>
  );
}

/** What would be invoiced, and what would not; and that hours come on top where a price was agreed. */
function ToBill({ open }: { open: TimeToBill }) {
  const t = useT();
  return (
    <>
      <p>
        {t('time.to_invoice', { count: open.entries })} <Duration minutes={open.minutes} />
        {open.amount ? (
          <>
            {' · '}
            <Money value={open.amount} />
          </>
        ) : null}
      </p>
      {open.is_on_top && open.entries > 0 ? <Callout tone="warn">{t('time.on_top')}</Callout> : null}
      {open.waiting_minutes > 0 ? (
        <Callout tone="info">
          {t('time.waiting')} <Duration minutes={open.waiting_minutes} />
        </Callout>
      ) : null}
      {open.without_rate.length > 0 ? (
        <Callout tone="warn">{t('time.without_rate', { names: open.without_rate.join(', ') })}</Callout>
      ) : null}
    </>
  );
}
