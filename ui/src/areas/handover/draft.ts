/** What is typed on the sheet of a handover: begun with what the core proposes, sent back in the same shape. */
import { wholeNumber } from '@/design';
import type {
  BillingReachable,
  CommitmentInput,
  HandoverBilling,
  HandoverBillingKind,
  HandoverBlock,
  HandoverConfirmRequest,
  HandoverCustomer,
  HandoverDelivery,
  HandoverDeliveryKind,
  HandoverEntitlement,
  HandoverPart,
  HandoverSheet,
  HandoverSupport,
  Plan,
  TaxIdKind,
} from '@/host/generated';
import { newPart, type PartDraft } from '../billing/BillingPartsForm';
import { newRhythm, type RhythmDraft, rhythmDraftOf, rhythmOf } from '../billing/rhythm';

export const blocks: readonly HandoverBlock[] = ['customer', 'billing', 'delivery', 'support'];

/** Whether a block takes part, is kept for later, or is not needed at all. */
type Choice = 'on' | 'later' | 'not_needed';

export interface PromiseDraft {
  key: string;
  text: string;
  due_date: string;
  promised_by?: string;
  activity_id?: string;
}

export interface HandoverDraft {
  choices: Record<HandoverBlock, Choice>;
  expectations: string;
  promises: readonly PromiseDraft[];
  /** An existing customer, `new`, or `other` for one that is looked for. */
  customer: string;
  /** The one that was found. */
  other: { id: string; name: string };
  /** Where a new one is. */
  country: string;
  customerName: string;
  email: string;
  phone: string;
  taxNumber: string;
  owner: string;
  billing: HandoverBillingKind;
  parts: readonly PartDraft[];
  rhythm: RhythmDraft;
  /** What is subscribed to is invoiced by these days beside the rest. */
  apart: boolean;
  term: string;
  orderNo: string;
  delivery: HandoverDeliveryKind;
  name: string;
  template: string;
  lead: string;
  start: string;
  /** What was promised; null as long as it follows template and start. */
  end: string | null;
  /** What the project may cost, as typed. */
  budget: string;
  /** Who takes a role of the templates. */
  roles: Readonly<Record<string, string>>;
  /** Further templates that become projects of their own. */
  also: readonly string[];
  contract: string;
  entitlements: readonly HandoverEntitlement[];
  supportStart: string;
  supportEnd: string;
  /** Support begins when the project is closed, where there is one. */
  waits: boolean;
  /** An earlier confirm made the project. */
  hasProject: boolean;
  notice: string;
  autoRenew: boolean;
  /** What the contract is worth, as typed. */
  value: string;
  reminder: string;
  followUp: string;
  /** Why it was won. */
  criteria: string;
}

export const newEntitlement = (name: string): HandoverEntitlement => ({
  name,
  unit: 'hours',
  amount: '',
  period: 'year',
});

export const newCustomer = 'new';
export const otherCustomer = 'other';

/** Who buys, as far as that is somebody who is known. */
export const buyerOf = ({ customer, other }: HandoverDraft): string | undefined =>
  customer === newCustomer ? undefined : customer === otherCustomer ? other.id : customer;

const isOn = (sheet: HandoverSheet, block: HandoverBlock, proposed: object | null): Choice => {
  const stands = sheet.blocks.find((one) => one.block === block)?.state;
  if (stands === 'not_needed') return 'not_needed';
  return proposed ? 'on' : 'not_needed';
};

/** The draft that proposes what the core proposes, with a name for what is invoiced on order; blocks that are done are not asked for again. */
export function draftOf(sheet: HandoverSheet, today: string, onOrder: string): HandoverDraft {
  const {
    for_customer: customer,
    for_billing: billing,
    for_delivery: delivery,
    for_support: support,
  } = sheet;
  const text = (value: string | null | undefined) => value ?? '';
  return {
    choices: {
      customer: isOn(sheet, 'customer', customer),
      billing: isOn(sheet, 'billing', billing),
      delivery: isOn(sheet, 'delivery', delivery),
      support: isOn(sheet, 'support', support),
    },
    expectations: sheet.expectations,
    promises: sheet.promises.map((promise) => ({
      key: promise.activity_id,
      text: promise.text,
      due_date: text(promise.due_date),
      promised_by: promise.promised_by || undefined,
      activity_id: promise.activity_id,
    })),
    customer: text(customer?.customer_id) || newCustomer,
    other: { id: '', name: '' },
    country: sheet.country,
    customerName: text(customer?.name) || sheet.customer,
    email: '',
    phone: '',
    taxNumber: '',
    owner: text(customer?.owner_id),
    billing: billing?.kind ?? 'all_now',
    parts: (billing?.parts ?? []).map((part) => partDraftOf(part, onOrder)),
    rhythm: billing?.rhythm ? rhythmDraftOf(billing.rhythm) : newRhythm(today),
    apart: sheet.is_mixed && Boolean(billing?.rhythm),
    term: billing?.payment_term ? JSON.stringify(billing.payment_term) : '',
    orderNo: text(billing?.order_no),
    delivery: delivery?.kind ?? 'task',
    name: text(delivery?.name) || sheet.title,
    template: text(delivery?.template_id),
    lead: text(delivery?.owner_id),
    start: text(delivery?.start),
    end: null,
    budget: text(delivery?.budget),
    roles: {},
    also: delivery?.also ?? [],
    contract: text(support?.contract),
    entitlements: support?.entitlements ?? [newEntitlement(sheet.title)],
    supportStart: text(support?.start),
    supportEnd: text(support?.end),
    waits: support?.after_project ?? false,
    hasProject: delivery === null && typeof support?.after_project === 'boolean',
    notice: String(support?.notice_days ?? ''),
    autoRenew: support?.auto_renew ?? false,
    value: text(support?.value),
    reminder: text(support?.reminder),
    followUp: text(sheet.follow_up),
    criteria: '',
  };
}

const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

const partOf = ({ name, percent, when, date }: PartDraft): HandoverPart => ({
  name,
  percent,
  when:
    when === 'now' || when === 'by_hand'
      ? { kind: when }
      : when === 'date'
        ? { kind: 'date', date }
        : { kind: 'template', template_milestone_id: when },
});

const partDraftOf = ({ name, percent, when }: HandoverPart, onOrder: string): PartDraft => ({
  ...newPart(name || onOrder, percent),
  when: when.kind === 'template' ? when.template_milestone_id : when.kind,
  date: when.kind === 'date' ? when.date : '',
});

/** Ways of invoicing that are not planned in parts. */
const whole: readonly HandoverBillingKind[] = ['all_now', 'recurring', 'time_and_material', 'by_hand'];

/** Ways of invoicing that are planned in parts. */
export const inParts = (kind: HandoverBillingKind): boolean => !whole.includes(kind);

/** Whether there is a project that support can wait for. */
export const mayWait = ({ choices, delivery, hasProject }: HandoverDraft): boolean =>
  choices.delivery === 'on' ? delivery === 'project' : hasProject;

/** The roles of the templates that are delivered, each once. */
export function rolesOf(
  draft: HandoverDraft,
  templates: HandoverSheet['templates'],
  placed: Plan | null,
): string[] {
  const further = templates.filter(({ template_id: id }) => id !== draft.template && draft.also.includes(id));
  const named = [...(placed?.tasks ?? []).map(({ role }) => role), ...further.flatMap(({ roles }) => roles)];
  const known = new Map(named.filter(Boolean).map((role) => [role.toLowerCase(), role]));
  return [...known.values()];
}

/** The promised end as it stands: what was typed, else where the template leads to. */
export const endOf = ({ end, delivery }: HandoverDraft, placed: Plan | null): string =>
  end ?? (delivery === 'project' ? (placed?.end ?? '') : '');

/** The request of the confirm; `scheme` is the usual tax number of the country, `end` the promised end as it stands. */
export function requestOf(
  draft: HandoverDraft,
  {
    deal_id,
    version,
    status,
    for_support: proposed,
  }: Pick<HandoverSheet, 'deal_id' | 'version' | 'status' | 'for_support'>,
  {
    scheme,
    end,
    renew,
    ask,
  }: { scheme: TaxIdKind; end: string; renew: (name: string) => string; ask: string },
): HandoverConfirmRequest {
  const on = (block: HandoverBlock) => draft.choices[block] === 'on';
  const isNew = draft.customer === newCustomer;
  const customer: HandoverCustomer = {
    customer_id: buyerOf(draft),
    country: isNew ? draft.country : undefined,
    name: isNew ? draft.customerName : undefined,
    email: isNew ? filled(draft.email) : undefined,
    phone: isNew ? filled(draft.phone) : undefined,
    tax_id: draft.taxNumber.trim() ? { scheme, number: draft.taxNumber } : undefined,
    owner_id: filled(draft.owner),
  };
  const billing: HandoverBilling = {
    kind: draft.billing,
    parts: inParts(draft.billing) ? draft.parts.map(partOf) : undefined,
    rhythm: draft.billing === 'recurring' || draft.apart ? rhythmOf(draft.rhythm) : undefined,
    payment_term: draft.term ? (JSON.parse(draft.term) as unknown) : undefined,
    order_no: draft.orderNo,
  };
  const isProject = draft.delivery === 'project';
  const delivery: HandoverDelivery = {
    kind: draft.delivery,
    name: draft.name,
    template_id: isProject ? filled(draft.template) : undefined,
    owner_id: filled(draft.lead),
    start: filled(draft.start),
    end: filled(end),
    roles: isProject
      ? Object.entries(draft.roles).map(([role, owner_id]) => ({ role, owner_id }))
      : undefined,
    also: isProject ? draft.also.filter((id) => id !== draft.template) : undefined,
    budget: isProject ? filled(draft.budget) : undefined,
  };
  const support: HandoverSupport = {
    entitlements: [...draft.entitlements],
    contract: filled(draft.contract),
    start: filled(draft.supportStart),
    end: filled(draft.supportEnd),
    after_project: (draft.waits && mayWait(draft)) || undefined,
    notice_days: wholeNumber(draft.notice),
    auto_renew: draft.autoRenew,
    // What was proposed and is taken out is no value at all; what was never shown stays what was sold.
    value: filled(draft.value) ?? (proposed?.value ? '' : undefined),
    reminder: filled(draft.reminder),
    reminder_text: renew(draft.contract || draft.name),
  };
  const commitments: CommitmentInput[] = draft.promises.map(
    ({ text, due_date, promised_by, activity_id }) => ({
      text,
      due_date: filled(due_date),
      promised_by,
      activity_id,
    }),
  );
  return {
    deal_id,
    version,
    criteria: status === 'open' ? filled(draft.criteria) : undefined,
    expectations: draft.expectations,
    customer: on('customer') ? customer : undefined,
    billing: on('billing') ? billing : undefined,
    delivery: on('delivery') ? delivery : undefined,
    support: on('support') ? support : undefined,
    not_needed: blocks.filter((block) => draft.choices[block] === 'not_needed'),
    commitments,
    follow_up: draft.followUp.trim() ? { date: draft.followUp, text: ask } : undefined,
  };
}

/** Whole percents in as many parts, the first taking what is over. */
function shares(count: number): string[] {
  const each = Math.floor(100 / count);
  return Array.from({ length: count }, (_, at) => String(at === 0 ? 100 - each * (count - 1) : each));
}

/** The parts that a way of invoicing begins with. */
export function partsFor(
  kind: HandoverBillingKind,
  milestones: readonly BillingReachable[],
  names: { deposit: string; rest: string; order: string },
): PartDraft[] {
  if (kind === 'deposit')
    return [{ ...newPart(names.deposit, '50'), when: 'now' }, newPart(names.rest, '50')];
  if (kind !== 'milestones') return [];
  const [first = '100', ...rest] = shares(milestones.length + 1);
  return [
    { ...newPart(names.order, first), when: 'now' },
    ...milestones.map(({ id, name }, at) => ({ ...newPart(name, rest[at] ?? ''), when: id })),
  ];
}
