/** Saved replies: what is said often, with words that are filled in and what follows from saying it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Button, IconButton, Reorder, Section, Select, TextField } from '@/design';
import type { SavedReplyListResponse, Then } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { SettingsForm } from '../settings/SettingsForm';
import { SettingsHead } from '../settings/SettingsHead';

const stay = 'stay';
const follows = [stay, 'open', 'wait', 'resolve'] as const satisfies readonly (Then | typeof stay)[];
type Follow = (typeof follows)[number];

interface ReplyDraft {
  key: string;
  id?: string;
  name: string;
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
  const { rows } = draft;
  const change = (key: string, part: Partial<ReplyDraft>) =>
    set({ rows: rows.map((row) => (row.key === key ? { ...row, ...part } : row)) });
  const sent = rows.map(({ id, name, body, after }) => {
    return { id, name, body, follow: after === stay ? undefined : after };
  });
  return (
    <div className="settings">
      <SettingsForm
        label={t('settings.saved_replies')}
        error={save.error}
        mayWrite={mayWrite}
        note={note}
        onSubmit={() => save.mutate({ rows: sent }, { onSuccess: saved })}
      >
        <Section title={t('settings.saved_replies')}>
          <p className="text-text-2">
            {t('saved_reply.text', { fields: known.fields.map((field) => `{${field}}`).join(', ') })}
          </p>
          <Reorder
            label={t('settings.saved_replies')}
            items={rows}
            keyOf={({ key }) => key}
            nameOf={({ name }) => name || t('saved_reply.new')}
            onChange={(next) => set({ rows: next })}
          >
            {(row, index) => (
              <div className="reply-line">
                <TextField
                  name={`rows[${index}].name`}
                  label={t('saved_reply.name')}
                  value={row.name}
                  isDisabled={!mayWrite}
                  onChange={(name) => change(row.key, { name })}
                />
                <Select
                  label={t('ticket.then')}
                  options={follows.map((id) => ({ id, text: t(`ticket.then.${id}`) }))}
                  value={row.after}
                  isDisabled={!mayWrite}
                  onChange={(after) => change(row.key, { after: after as Follow })}
                />
                {mayWrite ? (
                  <IconButton
                    icon="x"
                    label={t('saved_reply.remove', { name: row.name || t('saved_reply.new') })}
                    onPress={() => set({ rows: rows.filter(({ key }) => key !== row.key) })}
                  />
                ) : null}
                <div className="reply-body">
                  <TextField
                    name={`rows[${index}].body`}
                    label={t('saved_reply.body')}
                    lines={3}
                    value={row.body}
                    isDisabled={!mayWrite}
                    onChange={(body) => change(row.key, { body })}
                  />
                </div>
              </div>
            )}
          </Reorder>
          {mayWrite ? (
            <Button
              kind="ghost"
              icon="plus"
              onPress={() =>
                set({ rows: [...rows, { key: crypto.randomUUID(), name: '', body: '', after: stay }] })
              }
            >
              {t('saved_reply.add')}
            </Button>
          ) : null}
        </Section>
      </SettingsForm>
    </div>
  );
}
