/** The name of a new template: an empty one, or one from a project as it stands. */
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { FormDialog, TextField } from '@/design';
import { useWrite } from '@/host/queries';

interface TemplateNameProps {
  /** The project it is made from; absent: it begins empty. */
  projectId?: string;
  /** A name to begin with. */
  name?: string;
  onClose: () => void;
  onMade: (id: string) => void;
}

export function TemplateName({ projectId, name = '', onClose, onMade }: TemplateNameProps) {
  const t = useT();
  const create = useWrite('project_template.create');
  const copy = useWrite('project_template.from_project');
  const { draft, set, done, note } = useKept(`template.new.${projectId ?? ''}`, { name });
  const close = () => {
    done();
    onClose();
  };
  const made = {
    onSuccess: ({ result }: { result: { id: string } }) => {
      close();
      onMade(result.id);
    },
  };
  return (
    <FormDialog
      title={t(projectId ? 'template.from_project' : 'template.new')}
      error={copy.error ?? create.error}
      action={t('template.create')}
      aside={note}
      onSubmit={() =>
        projectId
          ? copy.mutate({ project_id: projectId, name: draft.name }, made)
          : create.mutate({ name: draft.name }, made)
      }
      onClose={close}
    >
      {projectId ? <p className="text-text-2">{t('template.from_project_text')}</p> : null}
      <TextField
        autoFocus
        name="name"
        label={t('template.name')}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
    </FormDialog>
  );
}
