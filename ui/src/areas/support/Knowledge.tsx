/** What is known about requests like this one, and what colleagues should know next time. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { Button, EmptyState, FormDialog, IconButton, Section, Select, TextField } from '@/design';
import type { KnowledgeListRequest, KnowledgeNote, Ticket } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { standing } from '../standing';
import { useCategories } from './categories';
import { nobody, ownerSent } from './nobody';

export function Knowledge({ ticket }: { ticket: Ticket }) {
  const note = useNewNote(ticket.row.category_id ?? nobody);
  return (
    <>
      <KnownNotes of={{ category_id: ticket.row.category_id ?? undefined }} onNew={note.begin} />
      {note.dialog}
    </>
  );
}

/** Begins another note, where somebody may, and asks what it says. */
export function useNewNote(category: string) {
  const mayWrite = useMay()('ticket.write');
  const [isOpen, setOpen] = useState(false);
  return {
    begin: mayWrite ? () => setOpen(true) : undefined,
    dialog: isOpen ? <NoteDialog category={category} onClose={() => setOpen(false)} /> : null,
  };
}

interface KnownNotesProps {
  /** Which notes. */
  of: KnowledgeListRequest;
  /** Begins another, unless the head of the page does. */
  onNew?: () => void;
  title?: string;
  /** Said when there is none. */
  none?: string;
}

/** Notes, each with its category where it has one. */
export function KnownNotes({ of, onNew, title, none }: KnownNotesProps) {
  const t = useT();
  const categories = useCategories() ?? [];
  const mayWrite = useMay()('ticket.write');
  const remove = useWrite('knowledge_note.delete');
  const [edited, setEdited] = useState<KnowledgeNote | null>(null);
  const rows = useRead('knowledge_note.list', of, { also: ['ticket_category'], keep: true }).data?.rows;
  const add = onNew ? (
    <Button size="sm" icon="plus" onPress={onNew}>
      {t('knowledge.new')}
    </Button>
  ) : null;
  return (
    <Section
      title={title ?? t('knowledge.title')}
      count={rows?.length}
      action={rows?.length === 0 ? null : add}
    >
      {rows?.length === 0 ? <EmptyState text={none ?? t('knowledge.none')} action={add} /> : null}
      <ul className="flex flex-col gap-2">
        {rows?.map((note) => (
          <li key={note.id} className="known">
            <div className="row">
              <b className="grow font-medium" dir="auto">
                {note.title}
              </b>
              <span className="text-xs text-text-3" dir="auto">
                {categories.find(({ id }) => id === note.category_id)?.text ?? t('knowledge.any')}
              </span>
              {mayWrite ? (
                <>
                  <IconButton
                    icon="pencil"
                    size="sm"
                    label={t('knowledge.edit_of', { title: note.title })}
                    onPress={() => setEdited(note)}
                  />
                  <IconButton
                    icon="trash-2"
                    size="sm"
                    label={t('knowledge.delete_of', { title: note.title })}
                    onPress={() =>
                      remove.mutate({ id: note.id, version: note.version }, { onError: notifyError })
                    }
                  />
                </>
              ) : null}
            </div>
            <p className="whitespace-pre-line" dir="auto">
              {note.body}
            </p>
          </li>
        ))}
      </ul>
      {edited ? <NoteDialog note={standing(edited, rows ?? [])} onClose={() => setEdited(null)} /> : null}
    </Section>
  );
}

interface NoteDialogProps {
  /** A new one when absent. */
  note?: KnowledgeNote;
  /** With which a new one begins. */
  category?: string;
  onClose: () => void;
}

function NoteDialog({ note: known, category = nobody, onClose }: NoteDialogProps) {
  const t = useT();
  const save = useWrite('knowledge_note.save');
  const categories = useCategories() ?? [];
  const { version, onNewest } = useSeen(known?.version ?? 0, save.reset);
  const { draft, set, done, note } = useKept(`knowledge.${known?.id ?? 'new'}`, {
    title: known?.title ?? '',
    body: known?.body ?? '',
    category: known ? (known.category_id ?? nobody) : category,
  });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t(known ? 'knowledge.edit' : 'knowledge.new')}
      error={save.error}
      onNewest={onNewest}
      action={t('action.save')}
      aside={note}
      onSubmit={() =>
        save.mutate(
          {
            id: known?.id,
            version: known ? version : undefined,
            title: draft.title,
            body: draft.body,
            category_id: ownerSent(draft.category) || undefined,
          },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <TextField
        autoFocus
        name="title"
        label={t('knowledge.about')}
        value={draft.title}
        onChange={(title) => set({ title })}
      />
      <TextField
        name="body"
        label={t('knowledge.body')}
        lines={6}
        value={draft.body}
        onChange={(body) => set({ body })}
      />
      <Select
        name="category_id"
        label={t('ticket.category')}
        options={[{ id: nobody, text: t('knowledge.any') }, ...categories]}
        value={draft.category}
        onChange={(category) => set({ category })}
      />
    </FormDialog>
  );
}
