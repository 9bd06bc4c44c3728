/** Saved replies: what is said often, with words that are filled in and what follows from saying it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Select, TextField } from '@/design';
import type { Priority, SavedReplyListResponse, Then } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { SettingsHead } from '../settings/SettingsHead';
import { useCategories } from './categories';
import { type NamedRow, NamedRows } from './NamedRows';
import { priorityOptions } from './words';

const stay = 'stay';
const follows = [stay, 'open', 'wait', 'resolve'] as const satisfies readonly (Then | typeof stay)[];
type Follow = (typeof follows)[number];

interface ReplyDraft extends NamedRow {
  body: string;
  after: Follow;
  priority: Priority | typeof stay;
  owner: string;
  category: string;
  tag: string;
}

/** What is sent of a choice that may leave the ticket as it is. */
const chosen = <Choice extends string>(choice: Choice | typeof stay) =>
  choice === stay ? undefined : (choice as Exclude<Choice, typeof stay>);

const draftOf = ({ rows }: SavedReplyListResponse) => ({
  rows: rows.map(
    ({ id, name, body, follow, priority, owner_id, category_id, tag }): ReplyDraft => ({
      key: id,
      id,
      name,
      body,
      after: follow ?? stay,
      priority: priority ?? stay,
      owner: owner_id ?? stay,
      category: category_id ?? stay,
      tag,
    }),
  ),
});

export default function ReplySettings() {
  const known = useRead('saved_reply.list', {}).data;
  return (
    <div className="page">
      <SettingsHead part="saved_replies" />
      {known ? <ReplyForm known={known} /> : null}
    </div>
  );
}

function ReplyForm({ known }: { known: SavedReplyListResponse }) {
  const t = useT();
  const mayWrite = useMay()('settings.write');
  const save = useWrite('saved_reply.save');
  const { draft, set, saved, note } = useKeptEdits('saved_replies', draftOf(known), {
    fixed: !mayWrite,
    lines: ['rows'],
  });
  const owners = useOwners();
  const categories = useCategories() ?? [];
  const asItIs = { id: stay, text: t('saved_reply.as_it_is') };
  const rows = draft.rows.map(({ id, name, body, tag, ...row }) => ({
    id,
    name,
    body,
    tag,
    follow: chosen(row.after),
    priority: chosen(row.priority),
    owner_id: chosen(row.owner),
    category_id: chosen(row.category),
  }));
  return (
    <NamedRows
      part="saved_replies"
      words={{
        name: t('saved_reply.name'),
        nameless: t('saved_reply.new'),
        add: t('saved_reply.add'),
        remove: (name) => t('saved_reply.remove', { name }),
      }}
      rows={draft.rows}
      set={set}
      blank={{ name: '', body: '', after: stay, priority: stay, owner: stay, category: stay, tag: '' }}
      text={t('saved_reply.text', { fields: known.fields.map((field) => `{${field}}`).join(', ') })}
      mayWrite={mayWrite}
      error={save.error}
      note={note}
      onSubmit={() => save.mutate({ rows }, { onSuccess: saved })}
      className="reply-line"
    >
      {(row, path, change) => (
        <>
          <Select
            label={t('ticket.then')}
            options={follows.map((id) => ({ id, text: t(`ticket.then.${id}`) }))}
            value={row.after}
            isDisabled={!mayWrite}
            onChange={(after) => change({ after: after as Follow })}
          />
          <div className="reply-body">
            <TextField
              name={`${path}.body`}
              label={t('saved_reply.body')}
              lines={3}
              value={row.body}
              isDisabled={!mayWrite}
              onChange={(body) => change({ body })}
            />
            <div className="reply-sets">
              <Select
                name={`${path}.priority`}
                label={t('ticket.priority')}
                options={[asItIs, ...priorityOptions(t)]}
                value={row.priority}
                isDisabled={!mayWrite}
                onChange={(priority) => change({ priority: priority as ReplyDraft['priority'] })}
              />
              <Select
                name={`${path}.owner_id`}
                label={t('ticket.owner')}
                options={[asItIs, ...owners]}
                value={row.owner}
                isDisabled={!mayWrite}
                onChange={(owner) => change({ owner })}
              />
              <Select
                name={`${path}.category_id`}
                label={t('ticket.category')}
                options={[asItIs, ...categories]}
                value={row.category}
                isDisabled={!mayWrite}
                onChange={(category) => change({ category })}
              />
              <TextField
                name={`${path}.tag`}
                label={t('saved_reply.tag')}
                value={row.tag}
                isDisabled={!mayWrite}
                onChange={(tag) => change({ tag })}
              />
            </div>
          </div>
        </>
      )}
    </NamedRows>
  );
}
