/** What tasks are grouped by, and their order within a group. */
import { useT } from '@/app/i18n';
import { Select } from '@/design';
import type { TaskGrouping } from '@/host/generated';

/** A field to group by, or none. */
export type Grouping = TaskGrouping | 'none';
/** An order of tasks. */
export type TaskOrdering = 'position' | 'due' | 'priority' | 'title' | 'start' | 'updated';

interface ChoiceProps<One extends string> {
  value: One;
  onChange: (next: One) => void;
}

export function GroupChoice<One extends Grouping>({
  groupings,
  value,
  onChange,
}: ChoiceProps<One> & { groupings: readonly One[] }) {
  const t = useT();
  return (
    <Select
      quiet
      label={t('task.group')}
      options={groupings.map((id) => ({ id, text: t(`task.group.${id}`) }))}
      value={value}
      onChange={(next) => onChange(next as One)}
    />
  );
}

export function OrderChoice<One extends TaskOrdering>({
  orders,
  value,
  onChange,
}: ChoiceProps<One> & { orders: readonly One[] }) {
  const t = useT();
  return (
    <Select
      quiet
      label={t('task.order')}
      options={orders.map((id) => ({ id, text: t(`task.order.${id}`) }))}
      value={value}
      onChange={(next) => onChange(next as One)}
    />
  );
}
