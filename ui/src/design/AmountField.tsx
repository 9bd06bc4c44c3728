/**
 * Amounts and quantities: text in, text out. What was typed (`1,23,456.50`, `₹ 1.2 lakh`, `12*450`) goes to the core as
 * it stands; only a canonical decimal that came back is shown in local writing, and only while nobody is typing.
 */
import { useState } from 'react';
import { useFormatLocale } from '@/app/i18n';
import { currencySymbol, formatDecimal, formatMoney, isDecimal } from './format';
import { selectAnew, TextField, type TextFieldProps } from './TextField';

interface DecimalFieldProps extends Omit<TextFieldProps, 'numeric' | 'lines' | 'icon'> {
  show: (decimal: string) => string;
}

function DecimalField({ show, value, onFocus, onBlur, ...rest }: DecimalFieldProps) {
  const [typing, setTyping] = useState(false);
  const shown = typing || !isDecimal(value) ? value : show(value);
  return (
    <TextField
      inputMode="decimal"
      {...rest}
      numeric
      value={shown}
      onFocus={(event) => {
        setTyping(true);
        selectAnew(event);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setTyping(false);
        onBlur?.(event);
      }}
    />
  );
}

export type NumberFieldProps = Omit<DecimalFieldProps, 'show'>;

/** A quantity, a rate, a number of days. */
export function NumberField(props: NumberFieldProps) {
  const { format } = useFormatLocale();
  return <DecimalField {...props} show={(decimal) => formatDecimal(decimal, format)} />;
}

export interface AmountFieldProps extends NumberFieldProps {
  currency: string;
}

/** An amount of money in one currency, whose symbol stands at the end of the field. */
export function AmountField({ currency, ...props }: AmountFieldProps) {
  const { format } = useFormatLocale();
  return (
    <DecimalField
      {...props}
      show={(amount) => formatMoney({ amount, currency }, format, { bare: true })}
      end={<span className="option-note">{currencySymbol(currency, format)}</span>}
    />
  );
}
