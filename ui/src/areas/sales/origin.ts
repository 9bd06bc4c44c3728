/** Filters by where enquiries came from. */
import { useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { type FilterField, textOf } from '@/design/DataGrid';
import { useRead } from '@/host/queries';

const readAddress = (raw: Record<string, unknown>) => ({
  source: textOf(raw.source),
  campaign: textOf(raw.campaign),
});

export function useOriginFields(): FilterField[] {
  const t = useT();
  const [asked] = useAddress(readAddress);
  const origins = useRead('lead.origins', {}, { keep: true }).data;
  const field = (id: 'source' | 'campaign', known: readonly string[] | undefined): FilterField => {
    const now = asked[id] ?? '';
    const isKnown = now === '' || known?.some((text) => text.toLowerCase() === now.toLowerCase());
    // What the address asks for stands among them, although nothing may come from there any more.
    const all = [...(isKnown ? [] : [now]), ...(known ?? [])];
    return {
      kind: 'choice',
      id,
      label: t(`lead.${id}`),
      options: known && all.map((text) => ({ id: text, text })),
    };
  };
  return [field('source', origins?.sources), field('campaign', origins?.campaigns)];
}
