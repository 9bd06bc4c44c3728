/** An item beside its list: what it costs, how it is taxed, what it goes for on lists, and what can be done. */
import { useT } from '@/app/i18n';
import { Badge, Fact, type MenuAction, Money, Peek, PeekActions, PeekTitle } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import { useRead } from '@/host/queries';
import { ListPrices } from './ListPrices';

interface ItemPeekProps extends PeekPane {
  id: string;
  actions: readonly MenuAction[];
}

export function ItemPeek({ id, actions, ...pane }: ItemPeekProps) {
  const t = useT();
  const answer = useRead('item.get', { id }, { also: ['tax_class', 'price_list'], keep: true });
  const item = usePeeked(answer, pane.onClose);
  if (!item) return null;
  const amount = (text: string | null) =>
    text === null ? '–' : <Money value={{ amount: text, currency: item.currency }} />;
  return (
    <Peek {...pane} label={t('kind.item')} title={t('peek.title', { kind: t('kind.item'), code: item.code })}>
      <PeekTitle
        badge={
          item.archived ? <Badge value={{ tone: 'neutral', icon: 'archive', key: 'badge.archived' }} /> : null
        }
      >
        <span dir="auto">{item.name}</span>
      </PeekTitle>
      {item.description ? <p dir="auto">{item.description}</p> : null}
      <div>
        <Fact label={t('item.kind')}>{t(`item.kind.${item.kind}`)}</Fact>
        <Fact label={t('item.price')}>{amount(item.price)}</Fact>
        <Fact label={t('item.cost')}>{amount(item.cost)}</Fact>
        <Fact label={t('lines.unit')}>
          <span dir="auto">{item.unit || '–'}</span>
        </Fact>
        <Fact label={t('item.tax')}>
          <span dir="auto">{item.tax_classes.map(({ name }) => name).join(' · ') || '–'}</span>
        </Fact>
        {item.hsn_sac ? (
          <Fact label={t('lines.hsn')}>
            <bdi className="id">{item.hsn_sac}</bdi>
          </Fact>
        ) : null}
      </div>
      <PeekActions actions={actions} />
      <ListPrices item={item} />
    </Peek>
  );
}
