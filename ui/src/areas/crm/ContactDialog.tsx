/** A person at a customer, new or changed. */
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { Checkbox, FormDialog, TextField } from '@/design';
import type { Contact, ContactRole } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { contactRoles } from './words';

interface ContactDialogProps {
  customerId: string;
  contact?: Contact;
  onClose: () => void;
}

export function ContactDialog({ customerId, contact, onClose }: ContactDialogProps) {
  const t = useT();
  const create = useWrite('contact.create');
  const update = useWrite('contact.update');
  const { version, onNewest } = useSeen(contact?.version ?? 0, update.reset);
  const kept = contact ? `contact.${customerId}.${contact.id}` : `contact.${customerId}`;
  const { draft, set, done, note } = useKeptEdits(kept, {
    name: contact?.name ?? '',
    job: contact?.job ?? '',
    roles: contact?.roles ?? [],
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    notes: contact?.notes ?? '',
  });
  const path = (field: string) => `${contact ? 'set' : 'contact'}.${field}`;
  const text = (field: 'name' | 'job' | 'phone' | 'email' | 'notes') => ({
    name: path(field),
    value: draft[field],
    onChange: (value: string) => set({ [field]: value }),
  });
  const toggle = (role: ContactRole, on: boolean) =>
    set({ roles: on ? [...draft.roles, role] : draft.roles.filter((one) => one !== role) });
  const close = () => {
    done();
    onClose();
  };
  const submit = () => {
    const saved = { onSuccess: close };
    if (contact) update.mutate({ id: contact.id, version, set: draft }, saved);
    else create.mutate({ customer_id: customerId, contact: draft }, saved);
  };
  const title = contact ? t('contact.edit') : t('contact.new');
  return (
    <FormDialog
      title={title}
      error={contact ? update.error : create.error}
      onNewest={onNewest}
      action={contact ? t('action.save') : t('contact.add')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <div className="form-2">
        <TextField autoFocus label={t('contact.name')} {...text('name')} />
        <TextField label={t('contact.job')} optional {...text('job')} />
        <TextField label={t('customer.phone')} optional machine type="tel" {...text('phone')} />
        <TextField label={t('customer.email')} optional machine inputMode="email" {...text('email')} />
        <fieldset className="wide">
          <legend className="field-label">{t('contact.roles')}</legend>
          <div className="flex flex-wrap gap-x-5">
            {contactRoles.map((role) => (
              <Checkbox
                key={role}
                isSelected={draft.roles.includes(role)}
                onChange={(on) => toggle(role, on)}
              >
                {t(`contact.role.${role}`)}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <div className="wide">
          <TextField label={t('customer.notes')} optional lines={2} {...text('notes')} />
        </div>
      </div>
    </FormDialog>
  );
}
