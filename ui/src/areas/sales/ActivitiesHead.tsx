/** The head that Today, the calendar and the list of activities share. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { AreaHead, Button } from '@/design';
import { useLogActivity } from './useLogActivity';

const places = { today: '/today', calendar: '/calendar', all: '/activities' } as const;

type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

interface ActivitiesHeadProps {
  part: Part;
  title: string;
  children?: ReactNode;
}

export function ActivitiesHead({ part, title, children }: ActivitiesHeadProps) {
  const t = useT();
  const logging = useLogActivity();
  useKeys([{ keys: 'a', run: () => (logging.may ? logging.log({}) : false) }]);
  return (
    <>
      <AreaHead
        title={title}
        label={t('activity.title')}
        parts={parts.map((id) => ({ id, title: t(`activity.part.${id}`), to: places[id] }))}
        part={part}
      >
        {children}
        {logging.may ? (
          <Button kind="primary" icon="calendar-check" keys="a" onPress={() => logging.log({})}>
            {t('activity.log')}
          </Button>
        ) : null}
      </AreaHead>
      {logging.dialog}
    </>
  );
}
