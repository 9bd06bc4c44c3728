/** How often something comes again, from which day on and until when; with the days that this makes. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { DateField, NumberField, Select } from '@/design';
import { formatDay } from '@/design/format';
import { call } from '@/host';
import type { RecurringUnit } from '@/host/generated';
import { useAsked } from '@/host/typing';
import { type RhythmDraft, rhythmOf, unitOptions } from './rhythm';

interface RhythmFieldsProps {
  /** Where the core finds them. */
  path?: string;
  value: RhythmDraft;
  onChange: (part: Partial<RhythmDraft>) => void;
  /** The recurring invoice that has them; some of its days are settled. */
  id?: string;
  branchId?: string;
}

export function RhythmFields({ path = 'rhythm', value, onChange, id, branchId }: RhythmFieldsProps) {
  const t = useT();
  const { today } = useCompany();
  return (
    <fieldset className="rhythm">
      <legend className="sr-only">{t('recurring.rhythm')}</legend>
      <div className="rhythm-fields">
        <NumberField
          name={`${path}.every`}
          label={t('recurring.every')}
          value={value.every}
          onChange={(every) => onChange({ every })}
        />
        <Select
          name={`${path}.unit`}
          label={t('recurring.unit')}
          options={unitOptions(t)}
          value={value.unit}
          onChange={(unit) => onChange({ unit: unit as RecurringUnit })}
        />
        <DateField
          name={`${path}.first`}
          label={t('recurring.first')}
          today={today}
          past
          value={value.first}
          onChange={(first) => onChange({ first })}
        />
        <Select
          name={`${path}.end.kind`}
          label={t('recurring.end')}
          options={(['never', 'on', 'after'] as const).map((kind) => ({
            id: kind,
            text: t(`recurring.end.${kind}`),
          }))}
          value={value.end}
          onChange={(end) => onChange({ end: end as RhythmDraft['end'] })}
        />
        {value.end === 'on' ? (
          <DateField
            name={`${path}.end.date`}
            label={t('recurring.last')}
            today={today}
            value={value.last}
            onChange={(last) => onChange({ last })}
          />
        ) : null}
        {value.end === 'after' ? (
          <NumberField
            name={`${path}.end.count`}
            label={t('recurring.count')}
            note={t('recurring.count_hint')}
            value={value.count}
            onChange={(count) => onChange({ count })}
          />
        ) : null}
      </div>
      <Days value={value} id={id} branchId={branchId} />
    </fieldset>
  );
}

/** The next days, and how many drafts would be made at once. Nothing while the days cannot be read. */
function Days({ value, id, branchId }: Pick<RhythmFieldsProps, 'value' | 'id' | 'branchId'>) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const request = { rhythm: rhythmOf(value), id, branch_id: branchId };
  const question = value.first === '' ? null : JSON.stringify(request);
  const { answer, error } = useAsked(question, (signal) => call('recurring_invoice.days', request, signal));
  const days = answer?.days.map((day) => formatDay(day, format, 'short', today)) ?? [];
  return (
    <p className="hint" role="status">
      {error || !answer
        ? null
        : [
            days.length > 0 ? t('recurring.days', { days: days.join(' · ') }) : t('recurring.no_days'),
            answer.last && days.length > 0
              ? t('recurring.ends', { day: formatDay(answer.last, format, 'short', today) })
              : '',
            answer.come > 0 ? t('recurring.come', { count: answer.come }) : '',
          ]
            .filter(Boolean)
            .join(' ')}
    </p>
  );
}
