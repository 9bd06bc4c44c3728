/** Who works here, and what each may do. */
import { Fragment, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Avatar, Badge, Button, IconButton, Section, Table } from '@/design';
import type { Grant, PermissionSetRow, UserRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { standing } from '../standing';
import { PassOn } from './PassOn';
import { SetSheet } from './SetSheet';
import { SettingsHead } from './SettingsHead';
import { useSetName } from './set-name';
import { UserDialog } from './UserDialog';

/** What may be done with one thing stands on one line. */
function bySubject({ grants }: PermissionSetRow): Grant[][] {
  const lines = new Map<string, Grant[]>();
  for (const grant of grants) {
    const [subject = ''] = grant.permission.split('.');
    lines.set(subject, [...(lines.get(subject) ?? []), grant]);
  }
  return [...lines.values()];
}

export default function UserSettings() {
  const t = useT();
  const mayWrite = useMay()('user.write');
  const [edited, setEdited] = useState<UserRow | 'new' | null>(null);
  const [editedSet, setEditedSet] = useState<PermissionSetRow | 'new' | null>(null);
  const [passing, passOn] = useState<{ user: UserRow; leaving: boolean } | null>(null);
  const update = useWrite('user.update');
  const users = useRead('user.list', {}).data?.rows ?? [];
  const sets = useRead('permission_set.list', {}, { also: ['user'] }).data?.rows ?? [];
  const nameOf = useSetName();
  const right = (permission: string) => {
    const id = `permission.${permission}`;
    return t.has(id) ? t.by(id) : permission;
  };
  const said = ({ permission, scope }: Grant) => (
    <>
      {right(permission)}
      {scope === 'all' ? null : <span className="text-text-3"> {t(`user.scope.${scope}`)}</span>}
    </>
  );
  return (
    <div className="page">
      <SettingsHead part="users">
        {mayWrite ? (
          <Button kind="primary" icon="user-plus" onPress={() => setEdited('new')}>
            {t('user.new')}
          </Button>
        ) : null}
      </SettingsHead>
      <div className="settings">
        <Table
          rows={users}
          rowId={(user) => user.id}
          columns={[
            {
              title: t('user.name'),
              width: '30%',
              cell: (user) => (
                <span className="row">
                  <Avatar name={user.name} />
                  <span className="cut" dir="auto">
                    {user.name}
                  </span>
                  {user.active ? null : (
                    <Badge value={{ tone: 'neutral', icon: 'user-x', key: 'user.inactive' }} />
                  )}
                </span>
              ),
            },
            ...(users.some(({ email }) => email)
              ? [
                  {
                    title: t('customer.email'),
                    cell: (user: UserRow) => <bdi className="id">{user.email}</bdi>,
                  },
                ]
              : []),
            {
              title: t('user.manager'),
              cell: (user) => (
                <span className="cut" dir="auto">
                  {users.find(({ id }) => id === user.manager_id)?.name ?? '–'}
                </span>
              ),
            },
            {
              title: t('user.may'),
              cell: (user) => (
                <span className="text-text-2">
                  {sets
                    .filter((one) => user.permission_set_ids.includes(one.id))
                    .map(nameOf)
                    .join(', ')}
                </span>
              ),
            },
          ]}
          acts={(user) =>
            mayWrite ? (
              <span className="row justify-end">
                <IconButton
                  icon="pencil"
                  size="sm"
                  label={t('user.edit_of', { name: user.name })}
                  onPress={() => setEdited(user)}
                />
                {users.length > 1 ? (
                  <IconButton
                    icon="arrow-right-left"
                    size="sm"
                    label={t('user.pass_on_of', { name: user.name })}
                    onPress={() => passOn({ user, leaving: false })}
                  />
                ) : null}
                <IconButton
                  icon={user.active ? 'user-x' : 'undo'}
                  size="sm"
                  label={t(user.active ? 'user.stop_of' : 'user.start_of', { name: user.name })}
                  onPress={() =>
                    update.mutate(
                      { id: user.id, version: user.version, active: !user.active },
                      {
                        onError: notifyError,
                        onSuccess: () => (user.active ? passOn({ user, leaving: true }) : undefined),
                      },
                    )
                  }
                />
              </span>
            ) : null
          }
        />
        <Section
          title={t('user.sets')}
          count={sets.length}
          action={
            mayWrite ? (
              <Button size="sm" icon="plus" onPress={() => setEditedSet('new')}>
                {t('user.new_set')}
              </Button>
            ) : undefined
          }
        >
          <ul className="area-list">
            {sets.map((one) => (
              <li key={one.id} className="card">
                <span className="row justify-between">
                  <b className="font-semibold">{nameOf(one)}</b>
                  {mayWrite && one.preset !== 'owner' ? (
                    <IconButton
                      icon="pencil"
                      size="sm"
                      label={t('user.edit_set_of', { name: nameOf(one) })}
                      onPress={() => setEditedSet(one)}
                    />
                  ) : null}
                </span>
                <ul className="text-xs text-text-2">
                  {bySubject(one).map(([first, ...others]) => (
                    <li key={first?.permission}>
                      {first ? said(first) : null}
                      {others.map((grant) => (
                        <Fragment key={grant.permission}> · {said(grant)}</Fragment>
                      ))}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      {editedSet ? (
        <SetSheet
          set={editedSet === 'new' ? undefined : standing(editedSet, sets)}
          name={editedSet === 'new' ? '' : nameOf(standing(editedSet, sets))}
          onClose={() => setEditedSet(null)}
        />
      ) : null}
      {passing ? <PassOn {...passing} onClose={() => passOn(null)} /> : null}
      {edited ? (
        <UserDialog
          user={edited === 'new' ? undefined : standing(edited, users)}
          users={users}
          sets={sets}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </div>
  );
}
