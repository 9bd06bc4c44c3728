/** The head that the parts of the settings share. */

import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { keyboardPath } from '@/app/keymap';
import { AreaHead } from '@/design';

const places = {
  company: '/settings',
  branch: '/settings/branch',
  numbers: '/settings/numbers',
  working_time: '/settings/working-time',
  users: '/settings/users',
  pipelines: '/settings/pipelines',
  leads: '/settings/leads',
  service_levels: '/settings/service-levels',
  ticket_categories: '/settings/ticket-categories',
  saved_replies: '/settings/saved-replies',
  time: '/settings/time',
  areas: '/settings/areas',
  backups: '/settings/backups',
  keyboard: keyboardPath,
} as const;

type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

export function SettingsHead({ part, children }: { part: Part; children?: ReactNode }) {
  const t = useT();
  return (
    <AreaHead
      title={t('nav.settings')}
      parts={parts.map((id) => ({ id, title: t(`settings.${id}`), to: places[id] }))}
      part={part}
    >
      {children}
    </AreaHead>
  );
}
