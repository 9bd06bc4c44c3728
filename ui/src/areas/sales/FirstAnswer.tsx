/** The clock of a lead's first answer: when it came, until when somebody should answer, when somebody did. */
import { useT } from '@/app/i18n';
import { Badge, Icon, StatStrip, When } from '@/design';
import type { LeadRow } from '@/host/generated';

/** In a list: until when the first answer is due, how late it is, or when it was given. */
export function FirstAnswerCell({ lead }: { lead: LeadRow }) {
  if (lead.late) return <Badge value={lead.late} />;
  if (lead.responded_ms !== null) {
    return (
      <span className="deal-age" data-tone="ok">
        <Icon name="check" size={12} />
        <When at={lead.responded_ms} />
      </span>
    );
  }
  if (lead.respond_by_ms === null || lead.status !== 'new') return null;
  return (
    <span className="deal-age">
      <Icon name="clock" size={12} />
      <When at={lead.respond_by_ms} />
    </span>
  );
}

/** On the page: the three instants side by side, and whether the target was kept. */
export function FirstAnswer({ lead }: { lead: LeadRow }) {
  const t = useT();
  const { received_ms: received, respond_by_ms: by, responded_ms: answered } = lead;
  const kept =
    by === null || answered === null ? undefined : t(answered <= by ? 'lead.in_time' : 'lead.too_late');
  return (
    <StatStrip
      label={t('lead.respond_by')}
      stats={[
        { id: 'received', label: t('lead.received'), value: <When at={received} /> },
        {
          id: 'target',
          label: t('lead.answer_by'),
          value: by === null ? '–' : <When at={by} />,
          note: lead.late ? <Badge value={lead.late} /> : undefined,
        },
        {
          id: 'answered',
          label: t('lead.answered'),
          value: answered === null ? '–' : <When at={answered} />,
          note: kept,
        },
      ]}
    />
  );
}
