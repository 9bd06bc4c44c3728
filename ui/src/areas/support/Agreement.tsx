/** What the pages of a contract and of an entitlement have in common. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import {
  Badge,
  Fact,
  FactsSection,
  type MenuAction,
  MoreMenu,
  RecordHead,
  RecordTabs,
  Section,
  When,
} from '@/design';
import type { Badge as BadgeValue } from '@/host/generated';
import { History } from '../crm/History';
import { ThreadLink } from '../handover/ThreadLink';
import { activityTab } from '../sales/Activities';
import { LogActivity } from '../sales/useLogActivity';

interface AgreementProps {
  kind: 'contract' | 'entitlement';
  row: { id: string; code: string; name: string; badge: BadgeValue };
  above: { to: string; title: string };
  /** What stands behind the dots. */
  actions: MenuAction[];
  buttons?: ReactNode;
  facts: ReactNode;
  children: ReactNode;
}

/** The page of one: its facts at the side, what it comes to, and what happened to it. */
export function Agreement({ kind, row, above, actions, buttons, facts, children }: AgreementProps) {
  const t = useT();
  return (
    <>
      <RecordHead
        above={above}
        crumb={<bdi className="id">{row.code}</bdi>}
        title={row.name}
        badge={<Badge value={row.badge} />}
      >
        <LogActivity recordId={row.id} />
        {buttons}
        <MoreMenu groups={[{ id: 'end', actions }]} />
      </RecordHead>
      <div className="record">
        {facts}
        <RecordTabs
          label={t(`kind.${kind}`)}
          tabs={[
            { id: 'overview', title: t('customer.overview'), content: children },
            activityTab(t, row.id),
            { id: 'history', title: t('history.title'), content: <History kind={kind} id={row.id} /> },
          ]}
        />
      </div>
    </>
  );
}

/** A fact that leads to the page of what it names; nothing where there is no such page. */
export function LinkFact({ label, to, text }: { label: string; to: string | null; text: string }) {
  return to === null ? null : (
    <Fact label={label}>
      <Link to={to}>
        <span dir="auto">{text}</span>
      </Link>
    </Fact>
  );
}

interface ForWhomProps {
  kind: 'contract' | 'entitlement';
  of: { id: string; customer_id: string; customer: string; contract_id?: string | null };
  /** Its contract, where it has one. */
  contract?: string;
  sold: { deal_id: string | null; deal: string };
}

/** Whose it is, and where it comes from. */
export function ForWhom({ kind, of, contract = '', sold }: ForWhomProps) {
  const t = useT();
  const at = (place: string, id: string | null | undefined) => (id ? `/${place}/${id}` : null);
  return (
    <FactsSection title={t('document.thread')}>
      <LinkFact label={t('kind.customer')} to={at('customers', of.customer_id)} text={of.customer} />
      <LinkFact label={t('kind.contract')} to={at('contracts', of.contract_id)} text={contract} />
      <LinkFact label={t('kind.deal')} to={at('deals', sold.deal_id)} text={sold.deal} />
      {sold.deal_id ? <ThreadLink kind={kind} id={of.id} /> : null}
    </FactsSection>
  );
}

/** When and why it was ended; nothing of what goes on. */
export function Ended({ of: { ended, end_reason } }: { of: { ended: string | null; end_reason: string } }) {
  const t = useT();
  return ended === null ? null : (
    <Section title={t('contract.ended_on')}>
      <p>
        <When day={ended} /> · <span dir="auto">{end_reason}</span>
      </p>
    </Section>
  );
}
