/** The head that the parts of the catalogue share. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { AreaHead } from '@/design';

const places = {
  items: '/catalogue',
  price_lists: '/catalogue/price-lists',
  taxes: '/catalogue/taxes',
} as const;

type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

export function CatalogueHead({ part, children }: { part: Part; children: ReactNode }) {
  const t = useT();
  return (
    <AreaHead
      title={t('nav.catalogue')}
      parts={parts.map((id) => ({ id, title: t(`catalogue.${id}`), to: places[id] }))}
      part={part}
    >
      {children}
    </AreaHead>
  );
}
