/** The lines of a sale with their quantities; amounts only for who may see them. */
import { useFormatLocale, useT } from '@/app/i18n';
import { Money } from '@/design';
import { formatDecimal } from '@/design/format';
import type { HandoverSold } from '@/host/generated';

interface SoldLinesProps {
  sold: HandoverSold;
  /** The head is for those who hear it: beside a form what stands there is plain. */
  isPlain?: boolean;
}

export function SoldLines({ sold, isPlain = false }: SoldLinesProps) {
  const t = useT();
  const { format } = useFormatLocale();
  if (sold.lines.length === 0 && !sold.net)
    return <p className="text-text-3">{t('handover.nothing_sold')}</p>;
  const priced = sold.net !== null || sold.lines.some(({ net }) => net !== null);
  return (
    <table className="t compact sold-lines" aria-label={t('handover.sold')}>
      <thead className={isPlain ? 'sr-only' : undefined}>
        <tr>
          <th scope="col">{t('handover.line')}</th>
          <th scope="col" className="num">
            {t('handover.quantity')}
          </th>
          {priced ? (
            <th scope="col" className="num">
              {t('handover.line_net')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {sold.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a sale are read only and may be alike.
          <tr key={at}>
            <td dir="auto">{line.description}</td>
            <td className="num text-text-2">{formatDecimal(line.quantity, format)}</td>
            {priced ? <td className="num">{line.net ? <Money value={line.net} /> : null}</td> : null}
          </tr>
        ))}
        {sold.net ? (
          <tr className="hand-total">
            <td colSpan={2}>{t('handover.net')}</td>
            <td className="num">
              <Money value={sold.net} />
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
