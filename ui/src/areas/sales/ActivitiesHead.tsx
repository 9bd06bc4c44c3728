/** The head that Today, the calendar and the list of activities share. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useGo } from '@/app/router';
import { Button, StateTabs } from '@/design';
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
  const go = useGo();
  const logging = useLogActivity();
  useKeys([{ keys: 'a', run: () => (logging.may ? logging.log({}) : false) }]);
  return (
    <>
      <header className="head">
        <h1 className="title-xl">{title}</h1>
        <div className="acts">
          {children}
          {logging.may ? (
            <Button icon="calendar-check" keys="a" onPress={() => logging.log({})}>
              {t('activity.log')}
            </Button>
          ) : null}
        </div>
      </header>
      <StateTabs
        label={t('activity.title')}
        tabs={parts.map((id) => ({ id, title: t(`activity.part.${id}`) }))}
        value={part}
        onChange={(id) => go(places[id])}
      />
      {logging.dialog}
    </>
  );
}
