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
  const field = (
    id: 'source' | 'campaign',
    known: readonly string[] | undefined,
    isSame: (text: string, now: string) => boolean,
  ): FilterField => {
    const now = asked[id] ?? '';
    // What the address asks for stands among them as it is written there, although nothing may come from there any more.
    const others = known?.filter((text) => !isSame(text, now)) ?? [];
    const all = now === '' ? (known ?? []) : [now, ...others];
    return {
      kind: 'choice',
      id,
      label: t(`lead.${id}`),
      options: known && all.map((text) => ({ id: text, text })),
    };
  };
  // Sources are one by whatever capitals they are written with; campaigns are told apart by them.
  return [
    field('source', origins?.sources, (text, now) => text.toLowerCase() === now.toLowerCase()),
    field('campaign', origins?.campaigns, (text, now) => text === now),
  ];
}
