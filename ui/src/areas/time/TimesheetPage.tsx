/** A week as one writes it: a row for each project, task or ticket, a cell for each day. */
import { useCallback, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo, useParam } from '@/app/router';
import { Badge, Button, Callout, Section } from '@/design';
import { useReason } from '@/design/Badge';
import type { Timesheet } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { History } from '../crm/History';
import { Decision } from './Decision';
import StartTimer from './StartTimer';
import { TimeHead } from './TimeHead';
import { TimesheetGrid } from './TimesheetGrid';
import { WeekSteps } from './WeekSteps';
import './time.css';

interface Address {
  date?: string;
  user?: string;
  start?: string;
}

const text = (raw: unknown) => (typeof raw === 'string' ? raw : undefined);
const readAddress = (raw: Record<string, unknown>): Address => ({
  date: text(raw.date),
  user: text(raw.user),
  start: text(raw.start),
});

export default function TimesheetPage() {
  const t = useT();
  const reason = useReason();
  const [{ date, user, start }, setAddress] = useAddress(readAddress);
  const { user: me } = useCompany();
  const go = useGo();
  const id = useParam('id') || undefined;
  const answer = useRead('timesheet.get', id === undefined ? { date, user_id: user } : { id }, {
    also: ['time', 'project', 'task', 'ticket', 'user'],
    keep: true,
  });
  const sheet = answer.data;
  const whose = sheet ? { date: sheet.dates[0], user_id: sheet.user_id } : {};
  const mayWrite = useMay()('time.write', sheet?.user_id ?? user ?? me.id);
  const [begins, setBegins] = useState(false);
  const onBegun = useCallback(() => setBegins(false), []);
  const isOpen = mayWrite && sheet?.status === 'open';
  return (
    <div className="page">
      <TimeHead part="mine">
        {sheet ? (
          <Steps sheet={sheet} whose={whose} mayWrite={mayWrite} onCopied={() => setBegins(true)} />
        ) : null}
        {sheet?.id ? <Decision week={{ ...sheet, id: sheet.id }} size="md" /> : null}
      </TimeHead>
      <div className="timesheet">
        <div className="row timesheet-bar">
          <WeekSteps
            week={sheet}
            onGo={(next) =>
              id === undefined
                ? setAddress({ date: next })
                : go('/timesheet', { user: sheet?.user_id, ...(next ? { date: next } : {}) })
            }
          />
          {sheet && sheet.user_id !== me.id ? (
            <span className="font-medium" dir="auto">
              {sheet.user}
            </span>
          ) : null}
          {sheet ? <Badge value={sheet.badge} /> : null}
        </div>
        {answer.error ? <Callout tone="danger">{reason(answer.error)}</Callout> : null}
        {sheet?.reason ? (
          <Callout tone="warn">
            {t('timesheet.sent_back')} <bdi>{sheet.reason}</bdi>
          </Callout>
        ) : null}
        {sheet ? (
          <TimesheetGrid
            key={`${sheet.user_id} ${sheet.dates[0]}`}
            sheet={sheet}
            isOpen={isOpen}
            begins={begins}
            onBegun={onBegun}
          />
        ) : null}
        {sheet?.id ? (
          <Section title={t('history.title')}>
            <History kind="timesheet" id={sheet.id} />
          </Section>
        ) : null}
      </div>
      {start === 'timer' ? <StartTimer onClose={() => setAddress({ start: undefined })} /> : null}
    </div>
  );
}

interface StepsProps {
  sheet: Timesheet;
  whose: { date?: string; user_id?: string };
  mayWrite: boolean;
  /** The copied cells are there to be changed. */
  onCopied: () => void;
}

/** What can be done with the week as a whole. */
function Steps({ sheet, whose, mayWrite, onCopied }: StepsProps) {
  const t = useT();
  const copy = useWrite('timesheet.copy_last_week');
  const submit = useWrite('timesheet.submit');
  const recall = useWrite('timesheet.recall');
  const [busy, setBusy] = useState(false);
  const failed = { onError: notifyError, onSettled: () => setBusy(false) };
  const act = (write: typeof submit | typeof copy | typeof recall, onSuccess?: () => void) => {
    setBusy(true);
    write.mutate(whose, { ...failed, onSuccess });
  };
  if (!mayWrite) return null;
  if (sheet.status !== 'open') {
    return sheet.status === 'submitted' ? (
      <Button icon="undo" isDisabled={busy} onPress={() => act(recall)}>
        {t('timesheet.recall')}
      </Button>
    ) : null;
  }
  return (
    <>
      {sheet.can_copy ? (
        <Button icon="history" isDisabled={busy} onPress={() => act(copy, onCopied)}>
          {t('timesheet.copy')}
        </Button>
      ) : null}
      <Button
        kind="primary"
        icon="send"
        isDisabled={busy || sheet.total.minutes === 0}
        onPress={() => act(submit)}
      >
        {t('timesheet.submit')}
      </Button>
    </>
  );
}
