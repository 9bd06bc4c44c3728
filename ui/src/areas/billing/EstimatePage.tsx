/**
 * One estimate: open in the editor of whoever may write it until it is answered; afterwards what was agreed, and the way to the
 * invoice.
 */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { Signature } from '@/areas/files/LoadedPicture';
import { PaperActions } from '@/areas/files/PaperActions';
import {
  Badge,
  Fact,
  FactsRail,
  FactsSection,
  Money,
  MoreMenu,
  RecordHead,
  RecordPage,
  Section,
  StatStrip,
  When,
} from '@/design';
import type { Estimate } from '@/host/generated';
import { useRead } from '@/host/queries';
import { NextAction } from '../sales/NextAction';
import { LogActivity } from '../sales/useLogActivity';
import { AnswerDialog } from './AnswerDialog';
import { BillingPlan } from './BillingPlan';
import { EstimateEditor } from './EstimateEditor';
import { keptOf } from './editor/document-form';
import { TotalsBlock } from './editor/Totals';
import { RecordPages } from './PagePreview';
import { PaperTabs } from './PaperHistory';
import { ReasonDialog } from './ReasonDialog';
import { ThreadLinks } from './ThreadLinks';
import { useCopy } from './useDrafts';
import { VersionList } from './Versions';

const also = ['document', 'customer'] as const;

export default function EstimatePage() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const answer = useRead('estimate.get', { id: useParam('id') }, { also });
  const [answering, setAnswering] = useState<'accept' | 'decline' | null>(null);
  return (
    <RecordPage answer={answer} above={{ to: '/estimates', title: t('nav.estimates') }}>
      {(estimate) => (
        <>
          {estimate.answer || !may('estimate.write', estimate.owner_id) ? (
            <Standing estimate={estimate} />
          ) : (
            <EstimateEditor
              key={estimate.id}
              initial={keptOf(estimate, estimate.draft, estimate.customer)}
              name={`estimate.${estimate.id}`}
              title={estimate.code}
              badge={<Badge value={estimate.badge} />}
              estimate={estimate}
              onAnswer={setAnswering}
              onClose={() => go('/estimates')}
            />
          )}
          {answering ? (
            <AnswerDialog estimate={estimate} answer={answering} onClose={() => setAnswering(null)} />
          ) : null}
        </>
      )}
    </RecordPage>
  );
}

/** What was agreed, or an offer that is only read. */
function Standing({ estimate }: { estimate: Estimate }) {
  const t = useT();
  const mayWrite = useMay()('estimate.write', estimate.owner_id);
  const [revoking, setRevoking] = useState(false);
  const { answer, totals } = estimate;
  const version = estimate.versions.find((one) => one.id === answer?.version_id);
  const copy = useCopy('estimate');
  // What went out last is drawn from its record; what stands beyond that, from its form.
  const isUnsent = !answer && !estimate.as_sent && estimate.versions.length > 0;
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/estimates', title: t('nav.estimates') }}
        crumb={<span dir="auto">{estimate.customer}</span>}
        title={estimate.code}
        machine
        badge={<Badge value={estimate.badge} />}
      >
        <LogActivity recordId={estimate.id} />
        <PaperActions id={estimate.id} mail={estimate.versions.length > 0} />
        <MoreMenu
          groups={[
            {
              id: 'all',
              actions:
                answer && mayWrite
                  ? [
                      copy(estimate.id),
                      {
                        id: 'revoke',
                        title: t('estimate.revoke'),
                        icon: 'undo',
                        run: () => setRevoking(true),
                      },
                    ]
                  : [],
            },
          ]}
        />
      </RecordHead>
      <NextAction kind="estimate" id={estimate.id} />
      <div className="record">
        <FactsRail label={t('estimate.facts')}>
          <FactsSection title={t('kind.customer')}>
            <Link to={`/customers/${estimate.draft.customer_id ?? ''}`} className="link">
              <span dir="auto">{estimate.customer}</span>
            </Link>
          </FactsSection>
          <ThreadLinks id={estimate.id} kind="estimate" />
          {answer ? (
            <FactsSection title={t('estimate.answer')}>
              <Fact label={t('estimate.said_by')}>
                <span dir="auto">{answer.said_by}</span>
              </Fact>
              <Fact label={t('estimate.answer_how')}>{t(`estimate.how.${answer.how as 'email'}`)}</Fact>
              <Fact label={t('document.date')}>
                <When day={answer.date} />
              </Fact>
              {answer.note ? (
                <Fact label={t(answer.answer === 'declined' ? 'reason' : 'document.note')}>
                  <span dir="auto">{answer.note}</span>
                </Fact>
              ) : null}
              {answer.signature_id ? <Signature id={answer.signature_id} by={answer.said_by} /> : null}
              {version ? (
                <Fact label={t('estimate.to_version')}>{t('estimate.version', { no: version.no })}</Fact>
              ) : null}
            </FactsSection>
          ) : null}
          {totals ? (
            <FactsSection title={t('invoice.amounts')}>
              <TotalsBlock totals={totals} />
            </FactsSection>
          ) : null}
        </FactsRail>
        <PaperTabs label={t('kind.estimate')} kind="estimate" id={estimate.id}>
          <StatStrip
            label={t('invoice.amounts')}
            stats={[
              {
                id: 'total',
                label: t('totals.total'),
                value: <Money value={estimate.total} />,
              },
            ]}
          />
          <BillingPlan of={{ estimate_id: estimate.id }} />
          {estimate.versions.length > 0 ? (
            <Section title={t('estimate.versions')} count={estimate.versions.length}>
              <VersionList versions={estimate.versions} />
            </Section>
          ) : null}
          <Attachments recordId={estimate.id} mayWrite={mayWrite} />
          <RecordPages
            id={estimate.id}
            version={`${estimate.version} ${answer?.answer}`}
            draft={isUnsent ? { kind: 'estimate', input: estimate.draft } : undefined}
          />
        </PaperTabs>
      </div>
      {revoking ? (
        <ReasonDialog
          title={t('estimate.revoke')}
          text={t('estimate.revoke_text')}
          action={t('estimate.revoke')}
          command="estimate.revoke"
          request={(reason) => ({ id: estimate.id, reason })}
          onClose={() => setRevoking(false)}
        />
      ) : null}
    </div>
  );
}
