/** What was made of a deal, each leading to its page. */
import { useT } from '@/app/i18n';
import { LinkRow, LinkRows } from '@/design';
import type { HandoverMade } from '@/host/generated';
import { usePlaceOf } from '../sales/places';

interface MadeRowsProps {
  label: string;
  rows: readonly Pick<HandoverMade, 'kind' | 'id' | 'code' | 'title'>[];
}

export function MadeRows({ label, rows }: MadeRowsProps) {
  const t = useT();
  const placeOf = usePlaceOf();
  return (
    <LinkRows label={label}>
      {rows.map(({ kind, id, code, title }) => (
        <LinkRow
          key={id}
          title={title}
          // What has no other name is called by its number.
          code={code === title ? undefined : code || undefined}
          note={t.by(`kind.${kind}`)}
          to={placeOf(kind, id)}
        />
      ))}
    </LinkRows>
  );
}
