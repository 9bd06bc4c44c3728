/** Takes public holidays of a country or region over into the days of a branch. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Checkbox, FormDialog, Select } from '@/design';
import { formatDay } from '@/design/format';
import type { PublicHoliday } from '@/host/generated';
import { useRead } from '@/host/queries';

interface HolidayDialogProps {
  /** Two letters. */
  country: string;
  /** Days that stand in the calendar already. */
  taken: ReadonlySet<string>;
  onTake: (days: readonly PublicHoliday[]) => void;
  onClose: () => void;
}

/** Two may fall on one day, and one of them be a forecast. */
const nameOf = ({ date, name }: PublicHoliday) => `${date} ${name}`;

/** The country as a whole. */
const whole = 'whole';

export function HolidayDialog({ country, taken, onTake, onClose }: HolidayDialogProps) {
  const t = useT();
  const { today } = useCompany();
  const [region, setRegion] = useState(whole);
  const [year, setYear] = useState(today.slice(0, 4));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const known = useRead(
    'holiday.list',
    { country, region: region === whole ? undefined : region },
    { keep: true },
  ).data;
  const years = [...new Set((known?.rows ?? []).map(({ date }) => date.slice(0, 4)))];
  const ofYear = years.includes(year) ? year : (years[0] ?? year);
  const shown = (known?.rows ?? []).filter(({ date }) => date.startsWith(ofYear) && !taken.has(date));
  const chosen = oneEach(shown.filter((holiday) => !left.has(nameOf(holiday))));
  const toggle = (name: string, isOn: boolean) =>
    setLeft((before) => new Set(isOn ? [...before].filter((one) => one !== name) : [...before, name]));
  const isUnknown = known !== undefined && known.rows.length === 0 && region === whole;
  return (
    <FormDialog
      title={t('working_time.holidays')}
      error={null}
      action={t('working_time.take', { count: chosen.length })}
      button={{ isDisabled: chosen.length === 0 }}
      onSubmit={() => {
        onTake(chosen);
        onClose();
      }}
      onClose={onClose}
    >
      {isUnknown ? <p className="text-text-2">{t('working_time.unknown')}</p> : null}
      <div className="form-2">
        {known && known.regions.length > 0 ? (
          <Select
            label={t('working_time.region')}
            options={[
              { id: whole, text: t('working_time.whole') },
              ...known.regions.map(({ id, name }) => ({ id, text: name })),
            ]}
            value={region}
            onChange={setRegion}
          />
        ) : null}
        {years.length > 0 ? (
          <Select
            label={t('working_time.year')}
            options={years.map((one) => ({ id: one, text: one }))}
            value={ofYear}
            onChange={setYear}
          />
        ) : null}
      </div>
      {years.length > 0 && shown.length === 0 ? (
        <p className="mt-3 text-text-2">{t('working_time.all_there')}</p>
      ) : null}
      <ul className="holidays">
        {shown.map((holiday) => (
          <Holiday
            key={nameOf(holiday)}
            holiday={holiday}
            isChosen={!left.has(nameOf(holiday))}
            onToggle={(isOn) => toggle(nameOf(holiday), isOn)}
          />
        ))}
      </ul>
    </FormDialog>
  );
}

/** Two holidays on one day close it once, under both names. */
function oneEach(holidays: readonly PublicHoliday[]): PublicHoliday[] {
  const days = new Map<string, PublicHoliday>();
  for (const one of holidays) {
    const other = days.get(one.date);
    days.set(one.date, other ? { ...other, name: `${other.name}; ${one.name}` } : one);
  }
  return [...days.values()];
}

interface HolidayProps {
  holiday: PublicHoliday;
  isChosen: boolean;
  onToggle: (isOn: boolean) => void;
}

function Holiday({ holiday: { date, name, is_forecast }, isChosen, onToggle }: HolidayProps) {
  const t = useT();
  const { format } = useFormatLocale();
  return (
    <li>
      <Checkbox isSelected={isChosen} onChange={onToggle}>
        <span className="grow" dir="auto">
          {name}
        </span>
        <span className="text-xs text-text-2">
          {is_forecast ? `${t('working_time.forecast')} · ` : ''}
          {formatDay(date, format, 'long')}
        </span>
      </Checkbox>
    </li>
  );
}
