/** What an item goes for on price lists; nothing where it is on none. */
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Money } from '@/design';
import { formatDecimal } from '@/design/format';
import type { Item } from '@/host/generated';

export function ListPrices({ item }: { item: Item }) {
  const t = useT();
  const { format } = useFormatLocale();
  if (item.list_prices.length === 0) return null;
  return (
    <aside aria-label={t('catalogue.price_lists')}>
      <h2 className="font-semibold">{t('catalogue.price_lists')}</h2>
      <ul className="log">
        {item.list_prices.map((price) => (
          <li key={`${price.price_list_id}-${price.min_quantity}`}>
            <Link to={`/catalogue/price-lists/${price.price_list_id}`} className="link cut grow">
              {price.price_list}
            </Link>
            {price.min_quantity === '0' ? null : (
              <span className="text-xs text-text-3">
                {t('price_list.from_quantity', { quantity: formatDecimal(price.min_quantity, format) })}
              </span>
            )}
            <Money value={{ amount: price.unit_price, currency: price.currency }} />
          </li>
        ))}
      </ul>
    </aside>
  );
}
