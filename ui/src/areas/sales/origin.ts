/** Filters by where enquiries came from. The core keeps no list of it, so that of the newest enquiries is offered. */
import { useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { type FilterField, textOf } from '@/design/DataGrid';
import { useRead } from '@/host/queries';

const newest = { sort: { column: 'received', descending: true }, limit: 200 };

/** The core tells campaigns apart by their letters, sources not by their capitals. */
const origins = {
  source: (text: string) => text.toLowerCase(),
  campaign: (text: string) => text,
} as const;

type Origin = keyof typeof origins;

const readAddress = (raw: Record<string, unknown>) => ({
  source: textOf(raw.source),
  campaign: textOf(raw.campaign),
});

export function useOriginFields(): FilterField[] {
  const t = useT();
  const [asked] = useAddress(readAddress);
  const rows = useRead('lead.list', newest, { keep: true }).data?.rows;
  const optionsOf = (id: Origin) => {
    if (!rows) return undefined;
    const known = new Map<string, string>();
    // What the address asks for stands among them, however old it is.
    for (const text of [asked[id] ?? '', ...rows.map((row) => row[id])]) {
      const key = origins[id](text);
      if (text !== '' && !known.has(key)) known.set(key, text);
    }
    return [...known.values()].toSorted((a, b) => a.localeCompare(b)).map((text) => ({ id: text, text }));
  };
  return (Object.keys(origins) as Origin[]).map((id) => ({
    kind: 'choice',
    id,
    label: t(`lead.${id}`),
    options: optionsOf(id),
  }));
}
