/** What can be done to a lead, wherever it is shown, and the dialogs that ask what is needed for it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { MenuAction } from '@/design';
import type { LeadRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { DisqualifyLead, QualifyLead } from './QualifyLead';

type Doing = { what: 'qualify' | 'disqualify'; lead: LeadRow } | null;

export interface LeadActions {
  /** Whether somebody still has to decide, and this user may. */
  mayDecide: (lead: LeadRow) => boolean;
  qualify: (lead: LeadRow) => void;
  /** Entries of a menu. */
  of: (lead: LeadRow) => MenuAction[];
  dialogs: ReactNode;
}

export function useLeadActions(): LeadActions {
  const t = useT();
  const may = useMay();
  const reopen = useWrite('lead.reopen');
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  const mayWrite = (lead: LeadRow) => may('lead.write', lead.owner_id);
  const mayDecide = (lead: LeadRow) =>
    mayWrite(lead) && (lead.status === 'new' || lead.status === 'contacted');
  const qualify = (lead: LeadRow) => (mayDecide(lead) ? setDoing({ what: 'qualify', lead }) : undefined);
  const of = (lead: LeadRow): MenuAction[] => {
    if (mayDecide(lead)) {
      return [
        {
          id: 'qualify',
          title: t('lead.qualify'),
          icon: 'check-circle',
          keys: 'q',
          run: () => qualify(lead),
        },
        {
          id: 'disqualify',
          title: t('lead.disqualify'),
          icon: 'circle-x',
          danger: true,
          run: () => setDoing({ what: 'disqualify', lead }),
        },
      ];
    }
    // With the qualifying its deal goes, as long as nothing was made from it.
    const isQualified = lead.status === 'qualified';
    if (!mayWrite(lead) || (isQualified && lead.deal_id && !may('deal.write'))) return [];
    return [
      {
        id: 'reopen',
        title: t(isQualified ? 'lead.take_back' : 'deal.reopen'),
        icon: 'undo',
        run: () => reopen.mutate({ id: lead.id, version: lead.version }, { onError: notifyError }),
      },
    ];
  };
  const dialogs =
    doing === null ? null : doing.what === 'qualify' ? (
      <QualifyLead lead={doing.lead} onClose={close} />
    ) : (
      <DisqualifyLead lead={doing.lead} onClose={close} />
    );
  return { mayDecide, qualify, of, dialogs };
}
