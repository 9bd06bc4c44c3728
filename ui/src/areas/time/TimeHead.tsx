/** The head that the parts of the timesheet share. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { AreaHead } from '@/design';

const places = {
  mine: '/timesheet',
  team: '/timesheet/team',
  approvals: '/timesheet/approvals',
  entries: '/timesheet/entries',
} as const;

type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

export function TimeHead({ part, children }: { part: Part; children?: ReactNode }) {
  const t = useT();
  return (
    <AreaHead
      title={t('nav.timesheet')}
      parts={parts.map((id) => ({ id, title: t(`timesheet.${id}`), to: places[id] }))}
      part={part}
    >
      {children}
    </AreaHead>
  );
}
