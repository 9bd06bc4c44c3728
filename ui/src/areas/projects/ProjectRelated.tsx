/** What else belongs to a project: the requests for help about it, the papers of its sale, and the support that was sold with it. */
import { useT } from '@/app/i18n';
import type { Project } from '@/host/generated';
import { InvoiceRows } from '../billing/DocumentRows';
import { ContractRows, EntitlementRows, TicketRows } from '../support/SupportRows';

export function ProjectRelated({ project: { id, deal_id } }: { project: Project }) {
  const t = useT();
  return (
    <>
      <TicketRows of={{ project_id: id }} none={t('project.no_tickets')} />
      {deal_id ? <InvoiceRows of={{ deal_id }} none={t('invoice.none_here')} /> : null}
      {deal_id ? <ContractRows of={{ deal_id }} /> : null}
      <EntitlementRows of={{ project_id: id }} />
    </>
  );
}
