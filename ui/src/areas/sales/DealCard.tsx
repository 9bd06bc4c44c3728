/** A deal on the board: for whom, how much, how long here, and what is next. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Avatar, Icon, Money, useReadable, When } from '@/design';
import type { ActivityBrief, DealRow } from '@/host/generated';
import { activityIcon } from './words';

/** When the next step is due, or how late it is. */
export function DueText({ next }: { next: ActivityBrief }) {
  const t = useT();
  const readable = useReadable();
  const { today } = useCompany();
  if (next.late) {
    return <span className="text-danger">{t.by(next.late.key, readable(next.late.params))}</span>;
  }
  if (!next.due_date) return null;
  if (next.due_date === today) return <span className="font-medium">{t('deal.due_today')}</span>;
  return (
    <span className="text-text-3">
      <When day={next.due_date} style="short" today={today} />
    </span>
  );
}

/** The next step of a deal or lead; what has none is marked, since it is forgotten otherwise. */
export function NextStep({ next }: { next: ActivityBrief | null }) {
  const t = useT();
  if (!next) {
    return (
      <span className="deal-next text-danger">
        <Icon name="alert-circle" size={14} />
        <span className="cut">{t('deal.no_next')}</span>
      </span>
    );
  }
  return (
    <span className="deal-next">
      <Icon name={activityIcon[next.kind]} size={14} />
      <span className="grow cut" dir="auto">
        {next.subject}
      </span>
      <DueText next={next} />
    </span>
  );
}

/** Days in the stage; past the stage's limit the core sends a badge with its tone. */
export function StageAge({ deal }: { deal: DealRow }) {
  const t = useT();
  const { ageing, limit_days: limit, age_days: days } = deal;
  if (!ageing || limit === null)
    return <span className="text-xs text-text-3">{t('deal.days', { days })}</span>;
  return (
    <span className="deal-age" data-tone={ageing.tone}>
      <Icon name={ageing.icon} size={12} />
      {t('deal.days_of', { days, limit })}
    </span>
  );
}

export function DealCard({ deal }: { deal: DealRow }) {
  return (
    <div className="deal-card">
      <div className="deal-top">
        <div className="row">
          <span className="font-medium grow cut" dir="auto">
            {deal.customer || deal.title}
          </span>
          {deal.owner ? <Avatar name={deal.owner} /> : null}
        </div>
        {deal.customer ? (
          <p className="cut text-xs text-text-2" dir="auto">
            {deal.title}
          </p>
        ) : null}
        <div className="row justify-between">
          <span className="font-semibold">{deal.amount ? <Money value={deal.amount} /> : '–'}</span>
          <StageAge deal={deal} />
        </div>
      </div>
      <NextStep next={deal.next} />
    </div>
  );
}
