/** The head that the parts of the settings share. */
import type { ReactNode } from 'react';
import { useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { AreaHead } from '@/design';

const places = {
  company: '/settings',
  branch: '/settings/branch',
  numbers: '/settings/numbers',
  users: '/settings/users',
  pipelines: '/settings/pipelines',
  leads: '/settings/leads',
  areas: '/settings/areas',
  backups: '/settings/backups',
  keyboard: '/settings/keyboard',
} as const;

type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

export function SettingsHead({ part, children }: { part: Part; children?: ReactNode }) {
  const t = useT();
  const may = useMay();
  const sells = useHas()('sales');
  const shown = parts.filter((id) =>
    id === 'users' ? may('user.read') : id === 'pipelines' || id === 'leads' ? sells : true,
  );
  return (
    <AreaHead
      title={t('nav.settings')}
      parts={shown.map((id) => ({ id, title: t(`settings.${id}`), to: places[id] }))}
      part={part}
    >
      {children}
    </AreaHead>
  );
}
