/** The head that the parts of the catalogue share. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { StateTabs } from '@/design';

const places = {
  items: '/catalogue',
  price_lists: '/catalogue/price-lists',
  taxes: '/catalogue/taxes',
} as const;

type Part = keyof typeof places;
const parts = Object.keys(places) as Part[];

export function CatalogueHead({ part, children }: { part: Part; children: ReactNode }) {
  const t = useT();
  const go = useGo();
  return (
    <>
      <header className="head">
        <h1 className="title-xl">{t('nav.catalogue')}</h1>
        <div className="acts">{children}</div>
      </header>
      <StateTabs
        label={t('nav.catalogue')}
        tabs={parts.map((id) => ({ id, title: t(`catalogue.${id}`) }))}
        value={part}
        onChange={(id) => go(places[id])}
      />
    </>
  );
}
