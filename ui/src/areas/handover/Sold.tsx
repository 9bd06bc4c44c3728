/** The left side of the sheet: what was sold, what was promised with it, what the customer expects, and the files. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Button, DateField, IconButton, TextField, When } from '@/design';
import type { HandoverAccepted, HandoverSheet } from '@/host/generated';
import type { BlockProps } from './Block';
import { Files } from './Files';
import { SoldLines } from './SoldLines';

interface SoldProps extends BlockProps {
  sheet: HandoverSheet;
  /** The same as it stands now. */
  newest: HandoverSheet;
}

export function Sold({ sheet, newest, draft, set }: SoldProps) {
  const t = useT();
  const { today } = useCompany();
  const { sold } = sheet;
  const paper = (one: HandoverAccepted) => (
    <Link key={one.estimate_id} to={`/estimates/${one.estimate_id}`} className="push-end">
      <bdi className="id">{one.code}</bdi> {t('handover.version', { no: one.version_no })}
    </Link>
  );
  return (
    <aside className="hand-sold" aria-label={t('handover.sold')}>
      <div className="sec-h">
        <h2 className="title-lg">{t('handover.sold')}</h2>
        {sold.accepted.length === 1 ? sold.accepted.map(paper) : null}
      </div>
      <SoldLines sold={sold} isPlain />
      {sold.accepted.map((one) => (
        <p key={one.estimate_id} className="text-xs text-text-3">
          {sold.accepted.length > 1 ? <>{paper(one)} </> : null}
          {t('handover.accepted_by', { who: one.said_by })}{' '}
          <When day={one.date} style="short" today={today} />
        </p>
      ))}
      <Promises sheet={sheet} draft={draft} set={set} />
      <TextField
        name="expectations"
        label={t('handover.expectations')}
        optional
        lines={3}
        value={draft.expectations}
        onChange={(expectations) => set({ expectations })}
      />
      <Files sheet={newest} />
    </aside>
  );
}

function Promises({ sheet, draft, set }: BlockProps & { sheet: HandoverSheet }) {
  const t = useT();
  const { today } = useCompany();
  const change = (key: string, part: Partial<HandoverDraftPromise>) =>
    set({ promises: draft.promises.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = () =>
    set({ promises: [...draft.promises, { key: crypto.randomUUID(), text: '', due_date: '' }] });
  return (
    <>
      <h2 className="title-lg">{t('commitment.title')}</h2>
      {sheet.commitments.length > 0 ? (
        <ul className="hand-promises">
          {sheet.commitments.map((one) => (
            <li key={one.id}>
              <span dir="auto">{one.text}</span>
              <span className="text-xs text-text-3">
                {one.due_date ? <When day={one.due_date} style="short" today={today} /> : null} {one.user}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {draft.promises.map((one, at) => (
        <div key={one.key} className="hand-promise">
          <TextField
            name={`commitments[${at}].text`}
            label={t('commitment.text')}
            value={one.text}
            onChange={(text) => change(one.key, { text })}
          />
          <DateField
            name={`commitments[${at}].due_date`}
            label={t('commitment.due')}
            optional
            today={today}
            value={one.due_date}
            onChange={(due_date) => change(one.key, { due_date })}
          />
          <IconButton
            icon="x"
            label={t('commitment.remove', { text: one.text || t('commitment.new') })}
            onPress={() => set({ promises: draft.promises.filter(({ key }) => key !== one.key) })}
          />
        </div>
      ))}
      <Button kind="ghost" size="sm" icon="plus" onPress={add}>
        {t('commitment.add')}
      </Button>
    </>
  );
}

type HandoverDraftPromise = BlockProps['draft']['promises'][number];
