/** The way to the whole thread that a record belongs to. */
import { useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';

interface ThreadLinkProps {
  kind:
    | 'deal'
    | 'lead'
    | 'estimate'
    | 'invoice'
    | 'credit_note'
    | 'recurring_invoice'
    | 'project'
    | 'task'
    | 'ticket'
    | 'contract'
    | 'entitlement';
  id: string;
}

export function ThreadLink({ kind, id }: ThreadLinkProps) {
  const t = useT();
  const sells = useHas()('sales');
  const may = useMay();
  return sells && may('deal.read') ? <Link to={`/thread/${kind}/${id}`}>{t('thread.open')}</Link> : null;
}
