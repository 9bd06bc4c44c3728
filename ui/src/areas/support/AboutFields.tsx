/** The deal and the project of its customer that a ticket is about. */
import { useT } from '@/app/i18n';
import { type Option, Select } from '@/design';
import { useFirst } from '../billing/DocumentRows';
import { nobody } from './nobody';

interface About {
  deal: string;
  project: string;
}

interface AboutFieldsProps {
  customerId: string;
  value: About;
  /** The project that is named already, which may be another customer's. */
  named?: Option;
  onChange: (part: Partial<About>) => void;
  autoFocus?: boolean;
}

export function AboutFields({ customerId, value, named, onChange, autoFocus }: AboutFieldsProps) {
  const t = useT();
  const deals = useFirst('deal.list', {
    filter: { customer_id: customerId },
    sort: { column: 'created', descending: true },
    limit: 100,
  }).data?.rows;
  const projects = useFirst('project.list', { filter: { customer_id: customerId }, limit: 100 }).data?.rows;
  const known = projects?.map(({ id, name, code }) => ({ id, text: name, note: code })) ?? [];
  const isNew = named !== undefined && known.every(({ id }) => id !== named.id);
  return (
    <div className="form-2">
      {deals ? (
        <Select
          autoFocus={autoFocus}
          name="deal_id"
          label={t('kind.deal')}
          options={[
            { id: nobody, text: t('ticket.no_deal') },
            ...deals.map(({ id, title, code }) => ({ id, text: title, note: code })),
          ]}
          value={value.deal}
          onChange={(deal) => onChange({ deal })}
        />
      ) : null}
      {projects ? (
        <Select
          name="project_id"
          label={t('kind.project')}
          options={[{ id: nobody, text: t('ticket.no_project') }, ...(isNew ? [named] : []), ...known]}
          value={value.project}
          onChange={(project) => onChange({ project })}
        />
      ) : null}
    </div>
  );
}
