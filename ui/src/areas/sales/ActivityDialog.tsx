/** Planning an activity at a place of the calendar, and opening one to be changed, done, planned again or deleted. */
import { useContext } from 'react';
import { AreasContext } from '@/app/areas';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { Link } from '@/app/Link';
import {
  Button,
  Checkbox,
  DateField,
  FormDialog,
  NumberField,
  type Option,
  Select,
  Suggest,
  TextField,
  wholeNumber,
} from '@/design';
import { formatTime } from '@/design/format';
import { type ApiError, call } from '@/host';
import type { Activity, ActivityCreateRequest, ActivityKind, ActivityRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useOwners } from '../crm/owners';
import { usePlaceOfActivity } from './places';
import { activityIcon, activityKinds } from './words';

const hitLimit = 20;

/** Finds what an activity is planned about: any record that search finds. */
function useFindRecords(): (q: string, signal: AbortSignal) => Promise<Option[]> {
  const kinds = useContext(AreasContext).flatMap(({ searchTypes }) => searchTypes.map(({ kind }) => kind));
  return async (q, signal) => {
    if (q.trim() === '') return [];
    const { hits } = await call('search.find', { q, kinds, limit: hitLimit }, signal);
    return hits.map((hit) => ({ id: hit.id, text: hit.title, note: hit.customer ?? undefined }));
  };
}

interface NewActivityProps {
  day: string;
  time: string;
  onClose: () => void;
}

interface Draft {
  kind: ActivityKind;
  subject: string;
  recordId: string;
  record: string;
  day: string;
  time: string;
  minutes: string;
  promise: boolean;
  place: string;
  notes: string;
  owner: string;
}

/** Plans an activity at a place of the calendar. */
export function NewActivity({ day, time, onClose }: NewActivityProps) {
  const t = useT();
  const { user } = useCompany();
  const create = useWrite('activity.create');
  const first: Draft = {
    kind: 'meeting',
    subject: '',
    recordId: '',
    record: '',
    day,
    time,
    minutes: '30',
    promise: false,
    place: '',
    notes: '',
    owner: user.id,
  };
  return (
    <ActivityForm
      name="activity.new"
      chosen={{ day, time }}
      title={t('activity.plan')}
      action={t('activity.plan')}
      first={first}
      error={create.error}
      onClose={onClose}
      onSubmit={(draft, finish) => {
        const request: ActivityCreateRequest = { kind: draft.kind, ...requestOf(draft) };
        // Words that nobody picked are no record: the core says so at the field.
        const about = draft.recordId || draft.record.trim();
        if (about) request.record_id = about;
        create.mutate(request, { onSuccess: finish });
      }}
    />
  );
}

/** The record it is about, and the page of a visit with its times, work and signature. */
function About({ row }: { row: ActivityRow }) {
  const t = useT();
  const place = usePlaceOfActivity()(row);
  const isVisit = row.brief.kind === 'visit';
  if (!isVisit && (!place || !row.record_title)) return null;
  const others = row.customer && row.customer !== row.record_title ? row.customer : null;
  return (
    <p className="row">
      {place ? (
        <Link to={place} className="link cut">
          <span dir="auto">{row.record_title}</span>
        </Link>
      ) : null}
      {others ? (
        <span className="cut text-text-2" dir="auto">
          {others}
        </span>
      ) : null}
      {isVisit ? (
        <span className="push-end">
          <Link to={`/visits/${row.brief.id}`}>{t('activity.open_visit')}</Link>
        </span>
      ) : null}
    </p>
  );
}

/** Opens an activity to be changed, done, planned again or deleted. */
export function EditActivity({ id, onClose }: { id: string; onClose: () => void }) {
  const activity = useRead('activity.get', { id }).data;
  return activity ? <Edit activity={activity} onClose={onClose} /> : null;
}

function Edit({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const t = useT();
  const { row } = activity;
  const { brief } = row;
  const update = useWrite('activity.update');
  const { version, setVersion, onNewest } = useSeen(row.version, update.reset);
  const seen = { id: brief.id, version };
  const done = useWrite('activity.done');
  const reopen = useWrite('activity.reopen');
  const remove = useWrite('activity.delete');
  const mayWrite = useMay()('activity.write', row.owner_id);
  const first: Draft = {
    kind: brief.kind,
    subject: brief.subject,
    recordId: row.record_id ?? '',
    record: row.record_title ?? '',
    day: brief.due_date ?? '',
    time: brief.due_time ?? '',
    minutes: row.minutes === null ? '' : String(row.minutes),
    promise: row.promise,
    place: activity.place,
    notes: activity.notes,
    owner: row.owner_id ?? '',
  };
  // Whoever has left the firm since cannot be given it again, and stays until another is chosen.
  const changeOf = (draft: Draft) => ({
    ...requestOf(draft),
    owner_id: draft.owner === first.owner ? undefined : draft.owner,
  });
  const ending = (finish: () => void) => ({ onSuccess: finish, onError: notifyError });
  /** Keeps what was typed before the activity is done or planned again. */
  const after = (draft: Draft, then: typeof done | typeof reopen, finish: () => void) => {
    if (JSON.stringify(draft) === JSON.stringify(first)) return then.mutate(seen, ending(finish));
    update.mutate(
      { ...seen, set: changeOf(draft) },
      {
        onSuccess: ({ result }) => {
          setVersion(result.version);
          then.mutate({ id: brief.id, version: result.version }, ending(finish));
        },
      },
    );
  };
  return (
    <ActivityForm
      name={`activity.${brief.id}`}
      title={t(`activity.kind.${brief.kind}`)}
      action={mayWrite ? t('action.save') : undefined}
      first={first}
      known
      about={<About row={row} />}
      outcome={row.outcome}
      owner={row.owner}
      error={update.error}
      onNewest={onNewest}
      onClose={onClose}
      onSubmit={(draft, finish) => update.mutate({ ...seen, set: changeOf(draft) }, { onSuccess: finish })}
      more={(draft, finish) =>
        mayWrite ? (
          <>
            <Button kind="ghost" icon="trash-2" onPress={() => remove.mutate(seen, ending(finish))}>
              {t('action.delete')}
            </Button>
            {row.done_ms === null ? (
              <Button icon="check" onPress={() => after(draft, done, finish)}>
                {t('activity.done')}
              </Button>
            ) : brief.kind === 'note' ? null : (
              <Button icon="undo" onPress={() => after(draft, reopen, finish)}>
                {t('activity.reopen')}
              </Button>
            )}
          </>
        ) : null
      }
    />
  );
}

const requestOf = (draft: Draft) => ({
  subject: draft.subject,
  due_date: draft.day,
  due_time: draft.time,
  // Zero takes the length away.
  minutes: wholeNumber(draft.minutes) ?? 0,
  promise: draft.promise,
  place: draft.place,
  notes: draft.notes,
  owner_id: draft.owner || undefined,
});

interface ActivityFormProps {
  /** Under which its keystrokes are kept. */
  name: string;
  /** The place in the calendar that it was given. */
  chosen?: Partial<Draft>;
  title: string;
  /** Without it the activity is only looked at. */
  action?: string;
  first: Draft;
  /** An activity that exists keeps its kind and its record. */
  known?: boolean;
  outcome?: string;
  /** The name of whoever has it, who may be nobody to choose any more. */
  owner?: string;
  /** The record it is about, above the fields. */
  about?: React.ReactNode;
  error: ApiError | null;
  onNewest?: () => void;
  onClose: () => void;
  /** `finish` closes it once it is kept. */
  onSubmit: (draft: Draft, finish: () => void) => void;
  more?: (draft: Draft, finish: () => void) => React.ReactNode;
}

function ActivityForm(props: ActivityFormProps) {
  const { title, first, known, outcome, error, onNewest, onClose } = props;
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const { draft, set, done, note } = useKeptEdits(props.name, first, { chosen: props.chosen });
  const owners = useOwners();
  const findRecords = useFindRecords();
  const close = () => {
    done();
    onClose();
  };
  // The paths of errors differ between a new activity and a change of one.
  const path = (name: string) => (known ? `set.${name}` : name);
  return (
    <FormDialog
      title={title}
      error={error}
      onNewest={onNewest}
      action={props.action}
      aside={
        <>
          {note}
          {props.more?.(draft, close)}
        </>
      }
      onSubmit={() => props.onSubmit(draft, close)}
      onClose={close}
    >
      {props.about}
      <TextField
        autoFocus
        name={path('subject')}
        label={t('activity.subject')}
        value={draft.subject}
        onChange={(subject) => set({ subject })}
      />
      <div className="form-2">
        {known ? null : (
          <Select
            name="kind"
            label={t('activity.kind')}
            options={activityKinds
              .filter((id) => id !== 'note')
              .map((id) => ({ id, text: t(`activity.kind.${id}`), icon: activityIcon[id] }))}
            value={draft.kind}
            onChange={(kind) => set({ kind: kind as ActivityKind })}
          />
        )}
        {known ? null : (
          <Suggest
            name="record_id"
            label={t('activity.about')}
            optional
            source="search"
            value={draft.record}
            onChange={(record) => set({ record, recordId: '' })}
            find={findRecords}
            onPick={({ id, text }) => set({ recordId: id, record: text })}
          />
        )}
        <DateField
          name={path('due_date')}
          label={t('activity.due')}
          optional
          today={today}
          value={draft.day}
          onChange={(day) => set({ day })}
        />
        <TextField
          name={path('due_time')}
          label={t('activity.time')}
          optional
          machine
          note={draft.time ? formatTime(draft.time, format) : t('activity.time_hint')}
          value={draft.time}
          onChange={(time) => set({ time })}
        />
        <NumberField
          name={path('minutes')}
          label={t('activity.minutes')}
          optional
          value={draft.minutes}
          onChange={(minutes) => set({ minutes })}
        />
        <TextField
          name={path('place')}
          label={t('activity.place')}
          optional
          value={draft.place}
          onChange={(place) => set({ place })}
        />
        {owners.length > 1 ? (
          <Select
            name={path('owner_id')}
            label={t('deal.owner')}
            options={owners}
            placeholder={props.owner}
            value={owners.some(({ id }) => id === draft.owner) ? draft.owner : null}
            onChange={(owner) => set({ owner })}
          />
        ) : null}
      </div>
      <Checkbox isSelected={draft.promise} onChange={(promise) => set({ promise })}>
        {t('activity.promise_made')}
      </Checkbox>
      <TextField
        name={path('notes')}
        label={t('customer.notes')}
        optional
        lines={2}
        value={draft.notes}
        onChange={(notes) => set({ notes })}
      />
      {outcome ? (
        <p dir="auto">
          <span className="text-text-3">{t('activity.outcome')}: </span>
          {outcome}
        </p>
      ) : null}
    </FormDialog>
  );
}
