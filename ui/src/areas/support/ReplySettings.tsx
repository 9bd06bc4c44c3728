/** Saved replies: what is said often, with words that are filled in and what follows from saying it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Select, TextField } from '@/design';
import type { SavedReplyListResponse, Then } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { SettingsHead } from '../settings/SettingsHead';
import { type NamedRow, NamedRows } from './NamedRows';

const stay = 'stay';
const follows = [stay, 'open', 'wait', 'resolve'] as const satisfies readonly (Then | typeof stay)[];
type Follow = (typeof follows)[number];

interface ReplyDraft extends NamedRow {
  body: string;
  after: Follow;
}

const draftOf = ({ rows }: SavedReplyListResponse) => ({
  rows: rows.map(
    ({ id, name, body, follow }): ReplyDraft => ({ key: id, id, name, body, after: follow ?? stay }),
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
  const rows = draft.rows.map(({ id, name, body, after }) => {
    return { id, name, body, follow: after === stay ? undefined : after };
  });
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
      blank={{ name: '', body: '', after: stay }}
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
          </div>
        </>
      )}
    </NamedRows>
  );
}
