/** A set of rights: for each thing that can be done, whose records it reaches. */
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { FormSheet, Select, TextField } from '@/design';
import { type PermissionSetRow, permissions, type Scope } from '@/host/generated';
import { useWrite } from '@/host/queries';

const scopes: readonly Scope[] = ['own', 'team', 'all'];

/** Every set holds it: without it a user could not open the company. */
const always = 'company.read';

/** Rights that are about the company as a whole and reach everything or nothing. */
const whole = /^(company|settings|user|item|tax_class|inbox|pipeline)\./;

/** What reaches nothing. */
const none = 'none';

/** How far each right reaches, so that each is an edit of its own. */
const reachOf = (set: PermissionSetRow | undefined) => {
  const scopeOf = new Map<string, string>(set?.grants.map(({ permission, scope }) => [permission, scope]));
  return Object.fromEntries(permissions.map((one) => [one, scopeOf.get(one) ?? none])) as Record<
    (typeof permissions)[number],
    string
  >;
};

interface SetSheetProps {
  /** A new one when absent. */
  set?: PermissionSetRow;
  /** Its name in the reader's language. */
  name: string;
  onClose: () => void;
}

export function SetSheet({ set, name, onClose }: SetSheetProps) {
  const t = useT();
  const save = useWrite('permission_set.save');
  const { version, onNewest } = useSeen(set?.version ?? 0, save.reset);
  const {
    draft,
    set: edit,
    done,
    note,
  } = useKeptEdits(`permission_set.${set?.id ?? 'new'}`, {
    title: name,
    ...reachOf(set),
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = () => {
    const grants = permissions.flatMap((permission) => {
      const scope = scopes.find((one) => one === draft[permission]);
      return scope ? [{ permission, scope }] : [];
    });
    // A preset whose words stay as they are is not renamed into the language of the reader.
    const kept = set && draft.title === name ? set.name : draft.title;
    save.mutate({ id: set?.id, version: set && version, name: kept, grants }, { onSuccess: close });
  };
  const heading = set ? t('user.edit_set') : t('user.new_set');
  return (
    <FormSheet
      title={heading}
      error={save.error}
      onNewest={onNewest}
      action={t('action.save')}
      button={{ isPending: save.isPending }}
      onSubmit={submit}
      onClose={close}
      aside={note}
    >
      <TextField
        autoFocus
        name="name"
        label={t('user.set_name')}
        value={draft.title}
        onChange={(title) => edit({ title })}
      />
      <p className="text-text-2">{t('user.set_text')}</p>
      <ul className="rights">
        {permissions
          .filter((permission) => permission !== always)
          .map((permission) => (
            <li key={permission}>
              <span className="grow">{t.by(`permission.${permission}`)}</span>
              <Select
                quiet
                label={t.by(`permission.${permission}`)}
                options={[
                  { id: none, text: t('user.reach.none') },
                  ...scopes
                    .filter((scope) => scope === 'all' || !whole.test(permission))
                    .map((scope) => ({
                      id: scope,
                      text: t(whole.test(permission) ? 'user.reach.yes' : `user.reach.${scope}`),
                    })),
                ]}
                value={draft[permission]}
                onChange={(id) => edit({ [permission]: id })}
              />
            </li>
          ))}
      </ul>
    </FormSheet>
  );
}
