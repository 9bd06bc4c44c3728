/** What is said of every payment: how much, when, by which means, and in a foreign currency at which rate. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useStore } from '@/app/store';
import { AmountField, DateField, NumberField, Select, TextField } from '@/design';
import type { PaymentMethod } from '@/host/generated';
import { lastMethod, methodOptions } from './words';

export interface PaymentFacts {
  amount: string;
  date: string;
  reference: string;
  /** Rates that were typed, by the currency they lead to: who receives the money may change after. */
  rates: Record<string, string>;
}

/** The rate to the currency of the branch that receives it, when one was typed. */
export const rateOf = ({ rates }: PaymentFacts, home: string): { rate?: string } =>
  rates[home] ? { rate: rates[home] } : {};

interface PaymentFieldsProps {
  value: PaymentFacts;
  set: (part: Partial<PaymentFacts>) => void;
  currency: string;
  /** The home currency of the branch that receives it. */
  home: string;
  /** The amount takes the focus. */
  autoFocus: boolean;
}

export function PaymentFields({ value, set, currency, home, autoFocus }: PaymentFieldsProps) {
  const t = useT();
  const { company, today } = useCompany();
  const method = useStore(lastMethod);
  return (
    <>
      <AmountField
        name="amount"
        autoFocus={autoFocus}
        label={t('payment.amount')}
        currency={currency}
        value={value.amount}
        onChange={(amount) => set({ amount })}
      />
      <DateField
        name="date"
        label={t('payment.date')}
        today={today}
        past
        value={value.date}
        onChange={(date) => set({ date })}
      />
      <Select
        name="method"
        label={t('payment.method')}
        options={methodOptions(t, company.country)}
        value={method}
        onChange={(next) => lastMethod.set(next as PaymentMethod)}
      />
      <TextField
        name="reference"
        label={t('payment.reference')}
        optional
        machine
        value={value.reference}
        onChange={(reference) => set({ reference })}
      />
      {currency === home ? null : (
        <NumberField
          name="rate"
          label={t('document.rate', { currency, home })}
          value={value.rates[home] ?? ''}
          onChange={(rate) => set({ rates: { ...value.rates, [home]: rate } })}
        />
      )}
    </>
  );
}
