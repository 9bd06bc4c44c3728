/** Choices of the billing screens with their words. Which of them exist is the core's type; the order is ours. */
import type { Translate } from '@/app/i18n';
import { createRemembered } from '@/app/store';
import type { Option } from '@/design';
import type { AnswerHow, DeductionKind, InvoiceTab, PaymentMethod, SentHow } from '@/host/generated';

export const paymentMethods: readonly PaymentMethod[] = ['bank', 'upi', 'card', 'cash', 'cheque', 'other'];
export const deductionKinds: readonly DeductionKind[] = ['tax_withheld', 'bank_charge', 'small_difference'];
export const sentHows: readonly SentHow[] = ['email', 'print', 'file', 'other'];
export const answerHows: readonly AnswerHow[] = ['email', 'phone', 'signature', 'order', 'other'];
export const invoiceTabs: readonly InvoiceTab[] = [
  'draft',
  'open',
  'overdue',
  'part_paid',
  'paid',
  'void',
  'credit_note',
  'issued',
];

/** The means by which money comes in one of these countries; UPI is paid in India only. */
export const methodsIn = (...countries: string[]): PaymentMethod[] =>
  paymentMethods.filter((method) => method !== 'upi' || countries.includes('IN'));

export const methodOptions = (t: Translate, ...countries: string[]): Option[] =>
  methodsIn(...countries).map((method) => ({ id: method, text: t(`payment.method.${method}`) }));

export const methodText = (t: Translate, method: string): string => t.by(`payment.method.${method}`);

export const deductionOptions = (t: Translate): Option[] =>
  deductionKinds.map((kind) => ({ id: kind, text: t(`payment.deduction.${kind}`) }));

export const sentOptions = (t: Translate): Option[] =>
  sentHows.map((how) => ({ id: how, text: t(`document.how.${how}`) }));

export const answerOptions = (t: Translate): Option[] =>
  answerHows.map((how) => ({ id: how, text: t(`estimate.how.${how}`) }));

/** How money came in last on this computer: the next payment starts with it. */
export const lastMethod = createRemembered<PaymentMethod>(
  'throughline.payment-method',
  'bank',
  paymentMethods,
);
