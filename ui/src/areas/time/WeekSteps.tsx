/** From week to week. */
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Button, IconButton, When } from '@/design';

interface WeekStepsProps {
  week: { before: string; after: string; dates: readonly string[]; today: string } | undefined;
  onGo: (date: string | undefined) => void;
}

export function WeekSteps({ week, onGo }: WeekStepsProps) {
  const t = useT();
  useKeys([
    { keys: '[', run: () => (week ? onGo(week.before) : false) },
    { keys: ']', run: () => (week ? onGo(week.after) : false) },
  ]);
  if (!week) return null;
  const isThis = week.dates.includes(week.today);
  return (
    <span className="row week-steps">
      <IconButton
        icon="chevron-left"
        keys="["
        label={t('timesheet.before')}
        onPress={() => onGo(week.before)}
      />
      <span className="tn">
        <When day={week.dates[0]} style="short" today={week.today} /> – <When day={week.dates[6]} />
      </span>
      <IconButton
        icon="chevron-right"
        keys="]"
        label={t('timesheet.after')}
        onPress={() => onGo(week.after)}
      />
      {isThis ? null : (
        <Button size="sm" onPress={() => onGo(undefined)}>
          {t('timesheet.this_week')}
        </Button>
      )}
    </span>
  );
}
