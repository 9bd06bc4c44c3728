/** What calendars of projects and tasks share: the month that is shown and the way to others, and a name with its sign. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress } from '@/app/router';
import { Button, Icon, IconButton } from '@/design';
import { monthAfter } from '@/design/Calendar/days';
import { formatMonth, isIsoDay } from '@/design/format';

const readAddress = (raw: Record<string, unknown>) => ({
  day: typeof raw.day === 'string' && isIsoDay(raw.day) ? raw.day : undefined,
});

/** The day that is walked on, in the address; `begins` until another is chosen. */
export function useMonth(begins: string) {
  const { format } = useFormatLocale();
  const [address, setAddress] = useAddress(readAddress);
  const day = address.day ?? begins;
  return {
    day,
    setDay: (next: string) => setAddress({ day: next }),
    month: formatMonth(day.slice(0, 7), format),
  };
}

interface MonthBarProps {
  month: string;
  day: string;
  onDay: (day: string) => void;
  /** That there is more than is shown. */
  note: string | null;
}

export function MonthBar({ month, day, onDay, note }: MonthBarProps) {
  const t = useT();
  const { today } = useCompany();
  const go = (by: number) => onDay(monthAfter(day, by));
  useKeys([
    { keys: '[', run: () => go(-1) },
    { keys: ']', run: () => go(1) },
    { keys: 't', run: () => onDay(today) },
  ]);
  return (
    <div className="toolbar list-chips">
      <IconButton icon="chevron-left" label={t('calendar.earlier_month')} keys="[" onPress={() => go(-1)} />
      <Button keys="t" onPress={() => onDay(today)}>
        {t('calendar.today')}
      </Button>
      <IconButton icon="chevron-right" label={t('calendar.later_month')} keys="]" onPress={() => go(1)} />
      <h2 className="font-medium" aria-live="polite">
        {month}
      </h2>
      {note ? <span className="text-text-3">{note}</span> : null}
    </div>
  );
}

interface NamedProps {
  icon: 'check' | 'flag' | 'folder-kanban' | null;
  name: string;
  /** What it belongs to, beneath. */
  of?: string;
}

export function Named({ icon, name, of }: NamedProps) {
  return (
    <span className="row gap-1">
      {icon ? <Icon name={icon} size={12} /> : null}
      <span className="cut" title={[name, of].filter(Boolean).join(', ')}>
        <span className="cut block" dir="auto">
          {name}
        </span>
        {of ? (
          <span className="cut block font-normal" dir="auto">
            {of}
          </span>
        ) : null}
      </span>
    </span>
  );
}
