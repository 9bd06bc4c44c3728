/** An address of a customer, new or changed. */
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { FormDialog, Select, TextField } from '@/design';
import type { Address, AddressRole } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { CountrySelect } from './CountrySelect';

interface AddressDialogProps {
  customerId: string;
  /** That of the customer, to whom addresses belong. */
  version: number;
  /** The country a new address starts with. */
  country: string;
  address?: Address;
  onClose: () => void;
}

const roles: readonly AddressRole[] = ['billing', 'delivery'];

export function AddressDialog(props: AddressDialogProps) {
  const { customerId, country, address, onClose } = props;
  const t = useT();
  const create = useWrite('address.create');
  const update = useWrite('address.update');
  const write = address ? update : create;
  const { version, onNewest } = useSeen(props.version, write.reset);
  const kept = address ? `address.${customerId}.${address.id}` : `address.${customerId}`;
  const { draft, set, done, note } = useKeptEdits(kept, {
    role: address?.role ?? ('billing' as AddressRole),
    label: address?.label ?? '',
    street: address?.street ?? '',
    city: address?.city ?? '',
    postal_code: address?.postal_code ?? '',
    region: address?.region ?? '',
    country: address?.country ?? country,
  });
  const text = (field: 'label' | 'street' | 'city' | 'postal_code' | 'region' | 'country') => ({
    name: `${address ? 'set' : 'address'}.${field}`,
    value: draft[field],
    onChange: (value: string) => set({ [field]: value }),
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = () => {
    const saved = { onSuccess: close };
    if (address) update.mutate({ customer_id: customerId, version, id: address.id, set: draft }, saved);
    else create.mutate({ customer_id: customerId, version, address: draft }, saved);
  };
  const title = address ? t('address.edit') : t('address.new');
  return (
    <FormDialog
      title={title}
      error={write.error}
      onNewest={onNewest}
      action={address ? t('action.save') : t('address.add')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <div className="form-2">
        <Select
          label={t('address.role')}
          options={roles.map((role) => ({ id: role, text: t(`address.role.${role}`) }))}
          value={draft.role}
          onChange={(role) => set({ role: role as AddressRole })}
        />
        <TextField label={t('address.label')} optional {...text('label')} />
        <div className="wide">
          <TextField autoFocus label={t('address.street')} lines={2} {...text('street')} />
        </div>
        <TextField label={t('address.city')} {...text('city')} />
        <TextField label={t('address.postal_code')} optional machine {...text('postal_code')} />
        <TextField label={t('address.region')} optional {...text('region')} />
        <CountrySelect {...text('country')} />
      </div>
    </FormDialog>
  );
}
