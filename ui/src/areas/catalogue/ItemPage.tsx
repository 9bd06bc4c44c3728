/** One item: its facts, its prices on lists, whether it is still offered, and what happened to it. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { useLeaveDeleted } from '@/app/recent';
import { useGo, useParam } from '@/app/router';
import { History } from '@/areas/crm/History';
import { ItemTemplate } from '@/areas/projects/ItemTemplate';
import { activityTab } from '@/areas/sales/Activities';
import { LogActivity } from '@/areas/sales/useLogActivity';
import { ItemOffer } from '@/areas/support/ItemOffer';
import { Badge, Button, MoreMenu, RecordHead, RecordPage, RecordTabs, Section } from '@/design';
import type { Item } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { draftOf, ItemForm } from './ItemForm';
import { ListPrices } from './ListPrices';

export default function ItemPage() {
  const t = useT();
  const answer = useRead('item.get', { id: useParam('id') }, { also: ['tax_class', 'price_list'] });
  return (
    <RecordPage answer={answer} above={{ to: '/catalogue', title: t('nav.catalogue') }}>
      {(item) => <Loaded key={item.id} item={item} />}
    </RecordPage>
  );
}

function Loaded({ item }: { item: Item }) {
  const t = useT();
  const go = useGo();
  const leave = useLeaveDeleted();
  const { company } = useCompany();
  const mayWrite = useMay()('item.write');
  const has = useHas();
  const {
    draft,
    set: edit,
    changed,
    saved,
    done,
    note,
  } = useKeptEdits(`item.${item.id}`, draftOf(item), {
    fixed: !mayWrite,
  });
  const update = useWrite('item.update');
  const archive = useWrite('item.archive');
  const restore = useWrite('item.restore');
  const remove = useWrite('item.delete');
  const seen = { id: item.id, version: item.version };
  const save = () => {
    // A currency that was taken out is that of home, as for a new item.
    const set = changed.currency === '' ? { ...changed, currency: company.home_currency } : changed;
    update.mutate({ ...seen, set }, { onSuccess: saved });
  };
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/catalogue', title: t('nav.catalogue') }}
        crumb={<bdi className="id">{item.code}</bdi>}
        title={item.name}
        badge={
          item.archived ? <Badge value={{ tone: 'neutral', icon: 'archive', key: 'badge.archived' }} /> : null
        }
      >
        {note}
        <LogActivity recordId={item.id} />
        {mayWrite ? (
          <>
            {item.archived ? (
              <Button icon="undo" onPress={() => restore.mutate(seen, { onError: notifyError })}>
                {t('item.restore')}
              </Button>
            ) : (
              <Button icon="archive" onPress={() => archive.mutate(seen, { onError: notifyError })}>
                {t('item.archive')}
              </Button>
            )}
            {item.can_delete ? (
              <MoreMenu
                groups={[
                  {
                    id: 'end',
                    actions: [
                      {
                        id: 'delete',
                        title: t('action.delete'),
                        icon: 'trash-2',
                        danger: true,
                        run: () =>
                          remove.mutate(seen, {
                            onSuccess: () => leave('/catalogue'),
                            onError: notifyError,
                          }),
                      },
                    ],
                  },
                ]}
              />
            ) : null}
          </>
        ) : null}
      </RecordHead>
      <div className="record item-record">
        <RecordTabs
          label={t('kind.item')}
          tabs={[
            {
              id: 'overview',
              title: t('customer.overview'),
              content: (
                <ItemForm
                  title={item.name}
                  draft={draft}
                  set={edit}
                  at="set"
                  error={update.error}
                  action={t('action.save')}
                  disabled={!mayWrite}
                  onCancel={() => {
                    done();
                    go('/catalogue');
                  }}
                  onSave={save}
                >
                  <ListPrices item={item} />
                </ItemForm>
              ),
            },
            ...(has('support') || has('delivery')
              ? [{ id: 'sold', title: t('offer.title'), content: <WhenSold itemId={item.id} /> }]
              : []),
            activityTab(t, item.id),
            {
              id: 'history',
              title: t('history.title'),
              content: <History kind="item" id={item.id} />,
            },
          ]}
        />
      </div>
    </div>
  );
}

/** What follows when the item is sold: a project from its template, and support. */
function WhenSold({ itemId }: { itemId: string }) {
  const t = useT();
  const has = useHas();
  return (
    <>
      {has('delivery') ? <ItemTemplate itemId={itemId} /> : null}
      {has('support') ? (
        <Section title={t('area.support')}>
          <ItemOffer itemId={itemId} />
        </Section>
      ) : null}
    </>
  );
}
