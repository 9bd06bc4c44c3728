/** The columns of a board by how work stands, of projects as of tasks. */
import { type Translate, useT } from '@/app/i18n';
import type { WorkStatus } from '@/host/generated';

interface Column<Card> {
  status: WorkStatus;
  cards: Card[];
}

export const columnsOf = <Card,>(columns: readonly Column<Card>[], t: Translate) =>
  columns.map(({ status, cards }) => ({ id: status, title: t(`work.status.${status}`), cards }));

/** How many of a column are shown, where there are more. */
export function ShownOf({
  column,
}: {
  column: Column<unknown> & { count: number | null; next: string | null };
}) {
  const t = useT();
  if (!column.next) return null;
  const shown = column.cards.length;
  return column.count === null
    ? t('task.first_of_many', { shown })
    : t('deal.first_of', { shown, count: column.count });
}
