/** What is said of every payment: how much, when, by which means, and in a foreign currency at which rate. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useStore } from '@/app/store';
import { AmountField, DateField, NumberField, Select, TextField } from '@/design';
import type { PaymentMethod } from '@/host/generated';
import type { Receiver } from './receiver';
import { lastMethod, methodOptions, methodsIn } from './words';

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

/** The means used last, as far as money comes by it in this country. */
export function useMethod(country: string): PaymentMethod {
  const last = useStore(lastMethod);
  return methodsIn(country).includes(last) ? last : 'bank';
}

interface PaymentFieldsProps {
  value: PaymentFacts;
  set: (part: Partial<PaymentFacts>) => void;
  currency: string;
  receiver: Receiver;
  /** The amount takes the focus. */
  autoFocus: boolean;
}

export function PaymentFields({ value, set, currency, receiver, autoFocus }: PaymentFieldsProps) {
  const t = useT();
  const { today } = useCompany();
  const { country, home } = receiver;
  const method = useMethod(country);
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
        options={methodOptions(t, country)}
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
