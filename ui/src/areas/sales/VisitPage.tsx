/** One visit: when somebody came and left, what was done, photos, and the customer's signature; together the job sheet. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useParam } from '@/app/router';
import { RecordPages } from '@/areas/billing/PagePreview';
import { Attachments } from '@/areas/files/Attachments';
import { Signature } from '@/areas/files/LoadedPicture';
import { PaperActions } from '@/areas/files/PaperActions';
import {
  Badge,
  Button,
  EditableFact,
  Fact,
  FactsRail,
  FactsSection,
  IconButton,
  NoRecord,
  Notes,
  RecordBody,
  RecordHead,
  RecordPage,
  When,
} from '@/design';
import { dayOfInstant } from '@/design/format';
import type { Activity } from '@/host/generated';
import { useChange, useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { DoneDialog } from './DoneDialog';
import { OwnerFact } from './LeadFacts';
import { usePlaceOf } from './places';
import { SignVisit } from './SignVisit';
import { VisitTimes } from './VisitTimes';

export default function VisitPage() {
  const t = useT();
  const above = { to: '/activities', title: t('activity.title') };
  const answer = useRead('activity.get', { id: useParam('id') }, { also: ['attachment', 'customer'] });
  return (
    <RecordPage answer={answer} above={above}>
      {(visit) =>
        visit.row.brief.kind === 'visit' ? (
          <Shown visit={visit} />
        ) : (
          <NoRecord text={t('visit.none')} above={above} />
        )
      }
    </RecordPage>
  );
}

function Shown({ visit }: { visit: Activity }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState<'times' | 'sign' | 'done' | null>(null);
  const { row } = visit;
  const { brief } = row;
  const mayWrite = may('activity.write', row.owner_id);
  const isSigned = visit.signature_id !== null;
  const seen = { id: brief.id, version: row.version };
  const change = useChange('activity.update');
  const place = usePlaceOf()(row.record_kind, row.record_id);
  const close = () => setOpen(null);
  // Paper and signature change with each of these.
  const drawn = `${row.version} ${visit.signature_id} ${row.done_ms}`;
  return (
    <div className="page">
      <RecordHead
        above={{ to: place ?? '/activities', title: row.record_title ?? t('activity.title') }}
        crumb={<span>{t('activity.kind.visit')}</span>}
        title={brief.subject}
        badge={brief.late ? <Badge value={brief.late} /> : null}
      >
        <PaperActions id={brief.id} />
        {mayWrite ? (
          <Button icon="pencil" onPress={() => setOpen('sign')}>
            {visit.signature_id ? t('visit.sign_again') : t('visit.sign')}
          </Button>
        ) : null}
        {mayWrite ? <NextOfVisit visit={visit} onDone={() => setOpen('done')} /> : null}
      </RecordHead>
      <div className="record">
        <FactsRail label={t('visit.facts')} of={brief.id}>
          <VisitFacts visit={visit} mayWrite={mayWrite} onTimes={() => setOpen('times')} />
        </FactsRail>
        <RecordBody label={t('activity.kind.visit')}>
          <Notes
            key={brief.id}
            of={brief.id}
            title={t('visit.work')}
            hint={t('visit.work_hint')}
            lines={4}
            value={visit.notes}
            save={(notes) => change(seen, { notes })}
            disabled={!mayWrite || isSigned}
          />
          <Attachments recordId={brief.id} mayWrite={mayWrite} pictures />
          <RecordPages id={brief.id} version={drawn} />
        </RecordBody>
      </div>
      {open === 'times' ? <VisitTimes visit={visit} onClose={close} /> : null}
      {open === 'sign' ? <SignVisit visit={visit} onClose={close} /> : null}
      {open === 'done' ? (
        <DoneDialog id={brief.id} version={row.version} subject={brief.subject} onClose={close} />
      ) : null}
    </div>
  );
}

/** The one next thing of a visit: arrive, leave, done. */
function NextOfVisit({ visit, onDone }: { visit: Activity; onDone: () => void }) {
  const t = useT();
  const arrive = useWrite('activity.arrive');
  const leave = useWrite('activity.leave');
  const seen = { id: visit.row.brief.id, version: visit.row.version };
  if (visit.row.done_ms !== null) return null;
  if (visit.arrival_ms === null) {
    return (
      <Button kind="primary" icon="map-pin" onPress={() => arrive.mutate(seen, { onError: notifyError })}>
        {t('visit.arrive')}
      </Button>
    );
  }
  if (visit.leaving_ms === null) {
    return (
      <Button kind="primary" onPress={() => leave.mutate(seen, { onError: notifyError })}>
        {t('visit.leave')}
      </Button>
    );
  }
  return (
    <Button kind="primary" icon="check" onPress={onDone}>
      {t('activity.done')}
    </Button>
  );
}

interface VisitFactsProps {
  visit: Activity;
  mayWrite: boolean;
  onTimes: () => void;
}

function VisitFacts({ visit, mayWrite, onTimes }: VisitFactsProps) {
  const t = useT();
  const { today } = useCompany();
  const { row } = visit;
  const seen = { id: row.brief.id, version: row.version };
  const change = useChange('activity.update');
  // What stands above the signature stays; what nobody said yet may still be said.
  const isSigned = visit.signature_id !== null;
  return (
    <>
      {row.customer_id ? (
        <FactsSection title={t('kind.customer')}>
          <Link to={`/customers/${row.customer_id}`} className="link">
            <span dir="auto">{row.customer}</span>
          </Link>
        </FactsSection>
      ) : null}
      <FactsSection
        title={t('visit.times')}
        action={
          mayWrite && !(isSigned && visit.leaving_ms !== null) ? (
            <IconButton icon="pencil" size="sm" label={t('visit.times_edit')} onPress={onTimes} />
          ) : null
        }
      >
        <Fact label={t('document.date')}>
          {/* Without a day of its own, that on which it was written down, as on its job sheet. */}
          <When day={visit.visit_day ?? dayOfInstant(visit.created_ms)} today={today} />
        </Fact>
        <Fact label={t('visit.arrival')}>
          <bdi className="tn">{visit.arrival ?? '–'}</bdi>
        </Fact>
        <Fact label={t('visit.leaving')}>
          <bdi className="tn">{visit.leaving ?? '–'}</bdi>
        </Fact>
      </FactsSection>
      <FactsSection title={t('visit.facts')}>
        <EditableFact
          label={t('visit.place')}
          path="set.place"
          value={visit.place}
          disabled={!mayWrite || (isSigned && visit.place !== '')}
          save={(place) => change(seen, { place })}
        />
        <OwnerFact
          label={t('visit.owner')}
          ownerId={row.owner_id}
          owner={row.owner}
          disabled={!mayWrite}
          save={(owner_id) => change(seen, { owner_id })}
        />
      </FactsSection>
      {row.outcome ? (
        <FactsSection title={t('activity.outcome')}>
          <p dir="auto">{row.outcome}</p>
        </FactsSection>
      ) : null}
      {visit.signature_id ? (
        <FactsSection title={t('visit.signed')}>
          <Signature id={visit.signature_id} by={visit.signed_by} />
          <p dir="auto">{visit.signed_by}</p>
        </FactsSection>
      ) : null}
    </>
  );
}
