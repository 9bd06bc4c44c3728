/** A filter that is set, with the way to take it away. */
import { useT } from '@/app/i18n';
import { Icon } from './icons';

interface FilterChipProps {
  name: string;
  /** Empty where the name says it all. */
  value: string;
  onClear: () => void;
}

export function FilterChip({ name, value, onClear }: FilterChipProps) {
  const t = useT();
  return (
    <span className="filter-chip">
      <span className="text-text-2">{name}</span>
      {value ? <b>{value}</b> : null}
      <button type="button" aria-label={t('filter.clear', { name })} onClick={onClear}>
        <Icon name="x" size={14} />
      </button>
    </span>
  );
}
