/** Chooses the item of the catalogue that time is sold as, or none. */
import { Suggest } from '@/design';
import { call } from '@/host';

interface ItemFieldProps {
  label: string;
  note?: string;
  path?: string;
  /** The name of the item. */
  value: string;
  /** Told an empty id when none is chosen any more. */
  onChange: (id: string, name: string) => void;
}

export function ItemField({ label, note, path, value, onChange }: ItemFieldProps) {
  return (
    <Suggest
      name={path}
      label={label}
      note={note}
      optional
      icon="package"
      source="item"
      value={value}
      find={async (q, signal) => {
        const { rows } = await call('item.list', { search: q.trim() || undefined, limit: 8 }, signal);
        return rows.map(({ id, name, code }) => ({ id, text: name, note: code }));
      }}
      onPick={(found) => onChange(found.id, found.text)}
      onClear={() => onChange('', '')}
    />
  );
}
