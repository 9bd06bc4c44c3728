/** Prices for some customers, for a season, or in another currency. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { Button, EmptyState, Table, When } from '@/design';
import type { PriceList } from '@/host/generated';
import { useRead } from '@/host/queries';
import { CatalogueHead } from './CatalogueHead';
import { PriceListDialog } from './PriceListDialog';

export default function PriceLists() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('item.write');
  const [making, setMaking] = useState(false);
  const lists = useRead('price_list.list', {}).data?.rows;
  const make = mayWrite ? (
    <Button kind="primary" icon="plus" onPress={() => setMaking(true)}>
      {t('price_list.new')}
    </Button>
  ) : null;
  return (
    <div className="page">
      <CatalogueHead part="price_lists">{lists?.length === 0 ? null : make}</CatalogueHead>
      <div className="page-body">
        {lists?.length === 0 ? <EmptyState text={t('price_list.none')} action={make} /> : null}
        {lists && lists.length > 0 ? (
          <Table
            rows={lists}
            rowId={(list) => list.id}
            columns={[
              {
                title: t('item.name'),
                cell: (list) => (
                  <Link to={`/catalogue/price-lists/${list.id}`}>
                    <span dir="auto">{list.name}</span>
                  </Link>
                ),
              },
              { title: t('document.currency'), cell: (list) => list.currency },
              {
                title: t('price_list.for'),
                cell: (list) => t(list.for_all ? 'price_list.for_all' : 'price_list.for_some'),
              },
              { title: t('price_list.valid'), cell: (list) => <Period list={list} /> },
              { title: t('price_list.prices'), num: true, cell: (list) => list.lines },
            ]}
          />
        ) : null}
      </div>
      {making ? (
        <PriceListDialog
          onClose={() => setMaking(false)}
          onSaved={(id) => go(`/catalogue/price-lists/${id}`)}
        />
      ) : null}
    </div>
  );
}

export function Period({ list }: { list: PriceList }) {
  const t = useT();
  if (!list.valid_from && !list.valid_to) return t('price_list.always');
  return (
    <>
      {list.valid_from ? <When day={list.valid_from} /> : '…'} –{' '}
      {list.valid_to ? <When day={list.valid_to} /> : '…'}
    </>
  );
}
