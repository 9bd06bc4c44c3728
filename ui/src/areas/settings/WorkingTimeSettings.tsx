/** When a branch is open: the hours of the week, and the days that are closed or have hours of their own. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Button, DateField, IconButton, Section, TextField } from '@/design';
import { dayTyped } from '@/design/DateField';
import { formatDay } from '@/design/format';
import type { PublicHoliday, WorkingTime } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { BranchChoice } from './BranchChoice';
import { HolidayDialog } from './HolidayDialog';
import { SettingsForm } from './SettingsForm';
import { SettingsHead } from './SettingsHead';
import { useNights } from './useNights';

interface DayDraft {
  key: string;
  id?: string;
  date: string;
  name: string;
  hours: string;
}

interface Weekday {
  key: string;
  id: string;
  hours: string;
}

interface Draft {
  week: readonly Weekday[];
  days: readonly DayDraft[];
}

const draftOf = ({ week, days }: WorkingTime): Draft => ({
  week: week.map((hours, at) => ({ key: String(at), id: String(at), hours })),
  days: days.map(({ id, date, name, hours }) => ({ key: id, id, date, name, hours })),
});

/** Any week that begins on a Monday: only the names of its days are read. */
const someWeek = Array.from({ length: 7 }, (_, at) => `2024-01-0${at + 1}`);

export default function WorkingTimeSettings() {
  const t = useT();
  const branches = useRead('branch.list', {}, { also: ['company'] }).data?.rows ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const branch = branches.find(({ id }) => id === chosen) ?? branches[0];
  const time = useRead(
    'working_time.get',
    { branch_id: branch?.id },
    { also: ['company'], enabled: branch !== undefined },
  ).data;
  return (
    <div className="page">
      <SettingsHead part="working_time">
        <BranchChoice branches={branches} chosen={branch} onChange={setChosen} />
      </SettingsHead>
      <div className="settings">
        <p className="settings-text">{t('working_time.text')}</p>
        {time ? <TimeForm key={time.branch_id} time={time} /> : null}
      </div>
    </div>
  );
}

function TimeForm({ time }: { time: WorkingTime }) {
  const t = useT();
  const { today } = useCompany();
  const mayWrite = useMay()('settings.write');
  const save = useWrite('working_time.save');
  const [filling, setFilling] = useState(false);
  const [isPastShown, setPastShown] = useState(false);
  const { draft, set, saved, note } = useKeptEdits(`working_time.${time.branch_id}`, draftOf(time), {
    fixed: !mayWrite,
    lines: ['week', 'days'],
  });
  const setDay = (key: string, part: Partial<DayDraft>) =>
    set({ days: draft.days.map((day) => (day.key === key ? { ...day, ...part } : day)) });
  const newDay = ({ date, name }: Pick<DayDraft, 'date' | 'name'>): DayDraft => ({
    key: crypto.randomUUID(),
    date,
    name,
    hours: '',
  });
  const take = (holidays: readonly PublicHoliday[]) =>
    set({
      days: [...draft.days, ...holidays.map(newDay)].toSorted((one, other) =>
        one.date < other.date ? -1 : 1,
      ),
    });
  // What is over counts no more, and stays: it is shown when it is asked for, and when it is why nothing is saved. What is being
  // typed is not over.
  const over = new Set(
    time.days.filter(({ date }) => date < `${today.slice(0, 4)}-01-01`).map(({ id }) => id),
  );
  const refused = new Set(
    save.error?.fields.map(({ path }) => save.variables?.days[Number(/^days\[(\d+)/.exec(path)?.[1])]?.id),
  );
  const isShown = ({ id }: DayDraft) => id === undefined || !over.has(id) || refused.has(id) || isPastShown;
  const night = useNights([...draft.week, ...draft.days.filter(isShown)].map(({ hours }) => hours));
  const submit = async () => {
    const days = draft.days.map(async ({ key: _, ...day }) => ({ ...day, date: await dayTyped(day.date) }));
    save.mutate(
      {
        branch_id: time.branch_id,
        version: time.version,
        week: draft.week.map(({ hours }) => hours),
        days: await Promise.all(days),
      },
      { onSuccess: saved },
    );
  };
  return (
    <SettingsForm
      label={t('settings.working_time')}
      error={save.error}
      onSubmit={() => void submit()}
      mayWrite={mayWrite}
      note={note}
    >
      <Week
        week={draft.week}
        disabled={!mayWrite}
        night={night}
        onChange={(at, hours) =>
          set({ week: draft.week.map((one, day) => (day === at ? { ...one, hours } : one)) })
        }
      />
      <Section
        title={t('working_time.days')}
        action={
          mayWrite ? (
            <Button size="sm" icon="calendar" onPress={() => setFilling(true)}>
              {t('working_time.holidays')}
            </Button>
          ) : null
        }
      >
        <ul className="working-days">
          {draft.days.some(isShown) ? <DayHeads /> : null}
          {draft.days.map((day, index) =>
            isShown(day) ? (
              <DayFields
                key={day.key}
                day={day}
                index={index}
                disabled={!mayWrite}
                night={night}
                onChange={(part) => setDay(day.key, part)}
                onRemove={() => set({ days: draft.days.filter(({ key }) => key !== day.key) })}
              />
            ) : null,
          )}
        </ul>
        <div className="row flex-wrap">
          {mayWrite ? (
            <Button
              kind="ghost"
              icon="plus"
              onPress={() => set({ days: [...draft.days, newDay({ date: '', name: '' })] })}
            >
              {t('working_time.add_day')}
            </Button>
          ) : null}
          {over.size > 0 ? (
            <Button
              kind="ghost"
              icon="history"
              aria-pressed={isPastShown}
              onPress={() => setPastShown(!isPastShown)}
            >
              {t('working_time.past', { count: over.size })}
            </Button>
          ) : null}
        </div>
      </Section>
      {filling ? (
        <HolidayDialog
          country={time.country}
          taken={new Set(draft.days.map(({ date }) => date))}
          onTake={take}
          onClose={() => setFilling(false)}
        />
      ) : null}
    </SettingsForm>
  );
}

interface WeekProps {
  week: readonly Weekday[];
  disabled: boolean;
  /** What hours mean that end on the next day. */
  night: (hours: string) => string | undefined;
  onChange: (at: number, hours: string) => void;
}

function Week({ week, disabled, night, onChange }: WeekProps) {
  const t = useT();
  const { format } = useFormatLocale();
  return (
    <Section title={t('working_time.week')}>
      <div className="working-week">
        {someWeek.map((day, at) => (
          <TextField
            key={day}
            name={`week[${at}]`}
            label={formatDay(day, format, 'weekday_long')}
            placeholder={t('working_time.closed')}
            machine
            value={week[at]?.hours ?? ''}
            note={night(week[at]?.hours ?? '')}
            isReadOnly={disabled}
            onChange={(hours) => onChange(at, hours)}
          />
        ))}
      </div>
    </Section>
  );
}

/** What stands in the columns; each field says it itself to whoever does not see them. */
function DayHeads() {
  const t = useT();
  return (
    <li className="working-day" aria-hidden="true">
      <span className="field-label">{t('document.date')}</span>
      <span className="field-label">{t('working_time.name')}</span>
      <span className="field-label">{t('working_time.hours')}</span>
    </li>
  );
}

interface DayFieldsProps {
  day: DayDraft;
  index: number;
  disabled: boolean;
  night: WeekProps['night'];
  onChange: (part: Partial<DayDraft>) => void;
  onRemove: () => void;
}

function DayFields({ day, index, disabled, night, onChange, onRemove }: DayFieldsProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const path = (name: string) => `days[${index}].${name}`;
  const named = day.name || formatDay(day.date, format);
  return (
    <li className="working-day">
      <DateField
        quiet
        name={path('date')}
        label={t('working_time.date_of', { day: named })}
        today={today}
        value={day.date}
        isReadOnly={disabled}
        onChange={(date) => onChange({ date })}
      />
      <TextField
        quiet
        name={path('name')}
        label={t('working_time.name_of', { day: named })}
        placeholder={t('working_time.name')}
        value={day.name}
        isReadOnly={disabled}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        quiet
        name={path('hours')}
        label={t('working_time.hours_of', { day: named })}
        placeholder={t('working_time.closed')}
        machine
        value={day.hours}
        note={night(day.hours)}
        isReadOnly={disabled}
        onChange={(hours) => onChange({ hours })}
      />
      {disabled ? null : (
        <IconButton icon="x" label={t('working_time.remove_day', { day: named })} onPress={onRemove} />
      )}
    </li>
  );
}
