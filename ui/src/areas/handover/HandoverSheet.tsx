/** The sheet on which a won deal is handed over: everything known is filled in, one confirm makes it all, one undo takes it back. */
import { useEffect, useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { DateField, FormSheet, TextField } from '@/design';
import { formatDay, isIsoDay } from '@/design/format';
import { ApiError, preview } from '@/host';
import type {
  BillingReachable,
  HandoverConfirmRequest,
  HandoverConfirmResponse,
  HandoverMade,
  HandoverSheet as Sheet,
} from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notify, offerUndoOf } from '@/host/undo';
import { usualTaxId } from '../crm/words';
import { BillingBlock } from './BillingBlock';
import { Tried } from './Block';
import { CustomerBlock } from './CustomerBlock';
import { DeliveryBlock } from './DeliveryBlock';
import { buyerOf, draftOf, endOf, type HandoverDraft, newCustomer, requestOf } from './draft';
import { Needs, saidOnce, useSaidOnce } from './Needs';
import { Sold } from './Sold';
import { SupportBlock } from './SupportBlock';

/** How long typing rests before the core is asked what would come of it. */
const restMs = 250;

interface HandoverSheetProps {
  dealId: string;
  onClose: () => void;
}

export function HandoverSheet({ dealId, onClose }: HandoverSheetProps) {
  const sheet = useRead(
    'handover.prepare',
    { deal_id: dealId },
    { also: ['deal', 'document', 'commitment', 'attachment'] },
  );
  const [opened, setOpened] = useState<Sheet>();
  const found = opened ?? sheet.data;
  useEffect(() => {
    // What the sheet was opened with stays: what was typed over it is not taken away by a change elsewhere.
    if (sheet.data) setOpened((before) => before ?? sheet.data);
  }, [sheet.data]);
  const error = sheet.error;
  useEffect(() => {
    if (!error) return;
    notify({ tone: 'danger', messageId: error.messageId, params: error.params });
    onClose();
  }, [error, onClose]);
  return found ? <Opened sheet={found} newest={sheet.data ?? found} onClose={onClose} /> : null;
}

interface OpenedProps {
  sheet: Sheet;
  /** The same as it stands now. */
  newest: Sheet;
  onClose: () => void;
}

function Opened({ sheet, newest, onClose }: OpenedProps) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const confirm = useWrite('handover.confirm', { silent: true });
  const [version, setVersion] = useState(sheet.version);
  const { draft, set, done, note } = useKept(
    `handover.${sheet.deal_id}`,
    draftOf(sheet, today, t('handover.on_order')),
  );
  const seen = useChosen(draft, sheet);
  const country = draft.customer === newCustomer ? draft.country : seen.country;
  const placed = usePlaced(draft, sheet);
  const request = requestOf(
    draft,
    { ...sheet, version },
    {
      scheme: usualTaxId(country),
      end: endOf(draft, placed),
      renew: (name) => t('handover.renew', { name }),
      ask: t('handover.ask', { deal: sheet.title }),
    },
  );
  const { comes, refused } = useWouldBe(request);
  const wasDelivered = sheet.blocks.some(({ block, state }) => block === 'delivery' && state === 'done');
  const milestones: BillingReachable[] =
    (draft.choices.delivery === 'on' ? placed : wasDelivered ? sheet.placed : null)?.milestones.map(
      ({ template_milestone_id: id, name, date }) => ({ id, name, project: draft.name, due_date: date }),
    ) ?? [];
  const close = () => {
    done();
    onClose();
  };
  const lacking = seen.blocks
    .filter(({ block, state }) => state !== 'done' && draft.choices[block] === 'on')
    .flatMap((block) => block.missing)
    .filter(({ path }) => !(path.startsWith('customer.tax_id') && draft.taxNumber.trim()));
  const error = useSaidOnce(confirm.error, lacking);
  const tried = error !== null && error.fields.length > 0;
  const missing = saidOnce([...lacking, ...(refused?.fields ?? [])]);
  const lacks = (block: string) => missing.some(({ path }) => path === block || path.startsWith(`${block}.`));
  const submit = () =>
    confirm.mutate(request, {
      onSuccess: ({ result, undo }) => {
        const said = { made: madeText(result, format, t) };
        if (undo) offerUndoOf([undo.seq], 'handover.done', said);
        close();
      },
    });
  const block = (name: Sheet['blocks'][number]['block']) => {
    const found = seen.blocks.find((one) => one.block === name);
    return found ? { block: found, lacks: lacks(name), draft, set } : null;
  };
  const [customer, billing, delivery, support] = [
    block('customer'),
    block('billing'),
    block('delivery'),
    block('support'),
  ];
  return (
    <FormSheet
      size="lg"
      bodyClass="hand"
      title={t('handover.title', { deal: sheet.title, customer: sheet.customer })}
      error={error}
      onNewest={
        newest.version === version
          ? undefined
          : () => {
              setVersion(newest.version);
              confirm.reset();
            }
      }
      action={t('handover.confirm')}
      button={{ autoFocus: true, isPending: confirm.isPending }}
      onSubmit={submit}
      onClose={close}
      aside={
        <>
          {note}
          <span className="grow text-xs text-text-2">
            {comes
              ? t('handover.creates', { made: madeText(comes, format, t) })
              : t('handover.all_or_nothing')}
          </span>
        </>
      }
    >
      <Sold sheet={sheet} newest={newest} draft={draft} set={set} />
      <div className="hand-blocks">
        {sheet.added.length > 0 ? (
          <p className="hint">
            {t('handover.added', { codes: sheet.added.map(({ code }) => code).join(', ') })}
          </p>
        ) : null}
        {tried ? null : <Needs fields={missing} />}
        <Tried value={tried}>
          {customer ? <CustomerBlock sheet={sheet} country={country} {...customer} /> : null}
          {billing ? <BillingBlock isMixed={sheet.is_mixed} milestones={milestones} {...billing} /> : null}
          {delivery ? <DeliveryBlock sheet={sheet} placed={placed} {...delivery} /> : null}
          {support ? <SupportBlock sheet={sheet} {...support} /> : null}
        </Tried>
        <div className="hand-3">
          <DateField
            name="follow_up.date"
            label={t('handover.follow_up')}
            optional
            today={today}
            value={draft.followUp}
            onChange={(followUp) => set({ followUp })}
          />
          {sheet.status === 'open' ? (
            <div className="wide">
              <TextField
                name="criteria"
                label={t('deal.criteria')}
                optional
                value={draft.criteria}
                onChange={(criteria) => set({ criteria })}
              />
            </div>
          ) : null}
        </div>
      </div>
    </FormSheet>
  );
}

/** What the confirm would make, or why it would be refused, asked of the core once typing rests. */
function useWouldBe(request: HandoverConfirmRequest) {
  const [answer, setAnswer] = useState<{ comes?: HandoverConfirmResponse; refused?: ApiError }>({});
  const asked = JSON.stringify(request);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(() => {
      preview('handover.confirm', JSON.parse(asked) as HandoverConfirmRequest, asking.signal)
        .then(({ result }) => setAnswer({ comes: result }))
        .catch((cause: unknown) => {
          if (asking.signal.aborted) return;
          const refused = ApiError.from(cause);
          // Only what is wrong in a field can be mended here; the rest is said when it is confirmed.
          setAnswer(refused.fields.length > 0 ? { refused } : {});
        });
    }, restMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [asked]);
  return answer;
}

/** What is missing of whom somebody chose in place of the one who was proposed, and where they are. */
function useChosen(draft: HandoverDraft, sheet: Sheet): Pick<Sheet, 'blocks' | 'country'> {
  const buyer = buyerOf(draft);
  const proposed = sheet.for_customer?.customer_id ?? undefined;
  const isOther = sheet.for_customer !== null && buyer !== undefined && buyer !== '' && buyer !== proposed;
  const chosen = useRead(
    'handover.prepare',
    { deal_id: sheet.deal_id, customer_id: buyer },
    { enabled: isOther, also: ['customer'] },
  ).data;
  if (isOther) return chosen ?? { ...sheet, blocks: sheet.blocks.map(withoutMissing) };
  return buyer === proposed ? sheet : { ...sheet, blocks: sheet.blocks.map(withoutMissing) };
}

/** Nothing is known yet of what a customer lacks who is not the proposed one; what other blocks lack stays. */
const withoutMissing = (block: Sheet['blocks'][number]) =>
  block.block === 'customer' ? { ...block, missing: [] } : block;

/** The tasks of the chosen template from the chosen day on. */
function usePlaced(draft: HandoverDraft, sheet: Sheet) {
  const isProposed =
    draft.template === (sheet.for_delivery?.template_id ?? '') &&
    draft.start === (sheet.for_delivery?.start ?? '');
  const asks = draft.delivery === 'project' && draft.template !== '' && isIsoDay(draft.start) && !isProposed;
  const placed = useRead(
    'project_template.place',
    { id: draft.template, start: draft.start },
    { enabled: asks, keep: true },
  ).data;
  if (draft.delivery !== 'project' || draft.template === '') return null;
  return isProposed ? sheet.placed : (placed ?? null);
}

/** What was made, in one line: `PRJ-0018, draft invoice, entitlement to 22 Nov 2027`. */
export function madeText(
  { made, parts, support_end }: HandoverConfirmResponse,
  format: string,
  t: ReturnType<typeof useT>,
): string {
  const invoices = made.filter(({ kind }) => kind === 'invoice').length;
  const one = ({ kind, code, title }: HandoverMade): string => {
    if (kind === 'project' || kind === 'ticket') return code || title;
    if (kind === 'entitlement' && support_end)
      return t('handover.made.entitlement_to', { day: formatDay(support_end, format) });
    if (kind === 'recurring_invoice') return t('handover.made.recurring', { code });
    if (kind === 'contract') return t('handover.made.contract', { code });
    if (kind === 'invoice') return t('handover.made.invoices', { count: invoices });
    return t('handover.made.named', { kind: t(`kind.${kind as 'task'}`), title });
  };
  const texts = made.map(one);
  if (parts > 0) texts.push(t('handover.parts', { count: parts }));
  return texts.length > 0 ? [...new Set(texts)].join(', ') : t('handover.made.nothing');
}
