/** The versions of an estimate that went out, and what changed from one to the next. */
import { useFormatLocale, useT } from '@/app/i18n';
import { Button, Icon, Money, Popover, When } from '@/design';
import { formatDecimal } from '@/design/format';
import type { EstimateVersion, VersionChange } from '@/host/generated';
import { termText } from '../crm/words';

export function Versions({ versions }: { versions: readonly EstimateVersion[] }) {
  const t = useT();
  const newest = versions.at(-1);
  if (!newest) return null;
  return (
    <Popover
      label={t('estimate.versions')}
      trigger={
        <Button icon="history" size="sm">
          {t('estimate.version', { no: newest.no })}
        </Button>
      }
    >
      <VersionList versions={versions} />
    </Popover>
  );
}

export function VersionList({ versions }: { versions: readonly EstimateVersion[] }) {
  const t = useT();
  return (
    <ol className="version-list">
      {versions.toReversed().map((version) => (
        <li key={version.id}>
          <div className="row">
            <b className="font-semibold">{t('estimate.version', { no: version.no })}</b>
            <span className="grow text-xs text-text-3">
              <When at={version.sent_ms} /> · {t(`document.how.${version.how as 'email'}`)}
            </span>
            <b className="font-medium">
              <Money value={version.total} />
            </b>
          </div>
          <ul>
            {version.changes.map((change) => (
              <Change key={`${change.change}-${change.description}`} change={change} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const icons: Record<string, string> = {
  added: 'plus',
  removed: 'minus',
  changed: 'pencil',
  discount: 'badge-percent',
  charge: 'plus',
};

/** What is said of a line: quantity, price and tax. */
const ofLine = new Set(['added', 'removed', 'changed']);
/** A number that stands by itself, not within a word such as m2. */
const plainNumber = /(?<![\w.])\d+(\.\d+)?(?![\w.])/g;

function Change({ change }: { change: VersionChange }) {
  const t = useT();
  const { format } = useFormatLocale();
  const shown = (said: string) => {
    if (change.change === 'valid_until') return <When day={said} />;
    if (change.change === 'payment_term') return termText(JSON.parse(said), t);
    return ofLine.has(change.change) ? said.replace(plainNumber, (one) => formatDecimal(one, format)) : said;
  };
  return (
    <li>
      <Icon name={icons[change.change] ?? 'circle-dot'} size={12} />
      <span className="sr-only">{t(`estimate.change.${change.change as 'added'}`)}</span>
      <span className="version-what" dir="auto">
        {change.description || t(`estimate.change.${change.change as 'discount'}`)}
      </span>
      {change.before ? <del>{shown(change.before)}</del> : null}
      {change.after ? <ins>{shown(change.after)}</ins> : null}
    </li>
  );
}
