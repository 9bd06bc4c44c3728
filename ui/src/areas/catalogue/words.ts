/** Choices of the catalogue with their words. */
import type { Translate } from '@/app/i18n';
import type { Option } from '@/design';
import type { ItemKind, Supply, TaxCategory } from '@/host/generated';

export const itemKinds: readonly ItemKind[] = ['product', 'service', 'subscription'];
const categories: readonly TaxCategory[] = ['S', 'Z', 'E', 'AE', 'O', 'G', 'K'];
const supplies: readonly Supply[] = ['any', 'intra', 'inter'];

export const kindOptions = (t: Translate): Option[] =>
  itemKinds.map((kind) => ({ id: kind, text: t(`item.kind.${kind}`) }));

export const categoryOptions = (t: Translate): Option[] =>
  categories.map((id) => ({ id, text: t(`tax.category.${id}`), note: id }));

export const supplyOptions = (t: Translate): Option[] =>
  supplies.map((id) => ({ id, text: t(`tax.supply.${id}`) }));
