/** A user: name, to whom they report, and what they may do. */
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { Checkbox, FormDialog, Select, TextField } from '@/design';
import type { PermissionSetRow, UserRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useSetName } from './set-name';

/** Names nobody in the choice of a manager, where an empty id cannot stand. */
const nobody = '-';

interface UserDialogProps {
  /** A new one when absent. */
  user?: UserRow;
  users: readonly UserRow[];
  sets: readonly PermissionSetRow[];
  onClose: () => void;
}

export function UserDialog({ user, users, sets, onClose }: UserDialogProps) {
  const t = useT();
  const create = useWrite('user.create');
  const update = useWrite('user.update');
  const { version, onNewest } = useSeen(user?.version ?? 0, update.reset);
  const nameOf = useSetName();
  const { draft, set, done, note } = useKeptEdits(`user.${user?.id ?? 'new'}`, {
    name: user?.name ?? '',
    email: user?.email ?? '',
    manager_id: user?.manager_id ?? '',
    permission_set_ids: user?.permission_set_ids ?? [],
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = () => {
    const saved = { onSuccess: close };
    if (user) update.mutate({ id: user.id, version, ...draft }, saved);
    else create.mutate({ ...draft, manager_id: draft.manager_id || undefined }, saved);
  };
  const managers = users.filter((one) => one.id !== user?.id && (one.active || one.id === draft.manager_id));
  return (
    <FormDialog
      title={user ? t('user.edit') : t('user.new')}
      error={user ? update.error : create.error}
      onNewest={onNewest}
      action={user ? t('action.save') : t('user.create')}
      onSubmit={submit}
      onClose={close}
      aside={note}
    >
      <TextField
        autoFocus
        name="name"
        label={t('user.name')}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        name="email"
        label={t('customer.email')}
        optional
        machine
        value={draft.email}
        onChange={(email) => set({ email })}
      />
      {managers.length > 0 ? (
        <Select
          name="manager_id"
          label={t('user.manager')}
          optional
          note={t('user.manager_note')}
          options={[
            { id: nobody, text: t('user.manager_none') },
            ...managers.map(({ id, name }) => ({ id, text: name })),
          ]}
          value={draft.manager_id || nobody}
          onChange={(id) => set({ manager_id: id === nobody ? '' : id })}
        />
      ) : null}
      <fieldset>
        <legend className="field-label">{t('user.may')}</legend>
        <div className="flex flex-col">
          {sets.map((one) => (
            <Checkbox
              key={one.id}
              isSelected={draft.permission_set_ids.includes(one.id)}
              onChange={(on) =>
                set({
                  permission_set_ids: on
                    ? [...draft.permission_set_ids, one.id]
                    : draft.permission_set_ids.filter((id) => id !== one.id),
                })
              }
            >
              {nameOf(one)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
