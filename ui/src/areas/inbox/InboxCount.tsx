/** How much waits in the inbox, beside its entry in the sidebar. */
import { useFormatLocale } from '@/app/i18n';
import { formatCount } from '@/design/format';
import { useRead } from '@/host/queries';

export function InboxCount() {
  const { format } = useFormatLocale();
  const count = useRead('inbox.count', {}, { also: ['notification', 'user'] }).data;
  if (!count || count.open === 0) return null;
  return (
    <>
      <span className="n">{formatCount(count.open, format)}</span>
      <span className="pip" />
    </>
  );
}
