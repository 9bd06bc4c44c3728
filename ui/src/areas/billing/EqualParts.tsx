/** Fills in so many parts of the same size, one on each of so many days. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, DateField, NumberField, Select, wholeNumber } from '@/design';
import { ApiError, call } from '@/host';
import type { BillingPlanRequest, RecurringUnit } from '@/host/generated';
import { newPart, type PartDraft } from './BillingPartsForm';

interface EqualPartsProps {
  /** Of which plan what is left is parted; a new plan when nobody says. */
  of?: BillingPlanRequest;
  onFill: (parts: PartDraft[]) => void;
}

const units = ['month', 'quarter', 'year'] as const satisfies readonly RecurringUnit[];

export function EqualParts({ of, onFill }: EqualPartsProps) {
  const t = useT();
  const { today } = useCompany();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState({ parts: '12', unit: 'month', first: today });
  const [error, setError] = useState<ApiError | null>(null);
  const set = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  if (!open) {
    return (
      <Button kind="ghost" size="sm" icon="calendar-clock" onPress={() => setOpen(true)}>
        {t('parts.equal')}
      </Button>
    );
  }
  const fill = async () => {
    try {
      const { parts } = await call('billing_milestone.equal_parts', {
        ...of,
        parts: Math.max(0, wholeNumber(typed.parts) ?? 0),
        unit: typed.unit as RecurringUnit,
        first: typed.first,
      });
      setError(null);
      onFill(parts.map(({ name, percent, date }) => ({ ...newPart(name, percent), when: 'date', date })));
    } catch (cause) {
      setError(ApiError.from(cause));
    }
  };
  return (
    <fieldset className="equal-parts">
      <legend className="sr-only">{t('parts.equal')}</legend>
      <NumberField
        label={t('parts.equal_count')}
        value={typed.parts}
        onChange={(parts) => set({ parts })}
        warning={warningOf(error, 'parts', t)}
      />
      <Select
        label={t('parts.equal_unit')}
        options={units.map((id) => ({ id, text: t(`parts.unit.${id}`) }))}
        value={typed.unit}
        onChange={(unit) => set({ unit })}
      />
      <DateField
        label={t('parts.equal_first')}
        today={today}
        past
        value={typed.first}
        onChange={(first) => set({ first })}
        warning={warningOf(error, 'first', t)}
      />
      <Button onPress={() => void fill()}>{t('parts.equal_fill')}</Button>
    </fieldset>
  );
}

/** What the core says about a field that is not part of the form around it. */
const warningOf = (error: ApiError | null, path: string, t: ReturnType<typeof useT>) => {
  const found = error?.fields.find((field) => field.path === path);
  return found ? t.by(found.message_id, found.params ?? {}) : undefined;
};
