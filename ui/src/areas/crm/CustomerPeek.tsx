/** A customer beside the list: who to reach and on which terms. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Fact, Peek, Section } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import type { Customer } from '@/host/generated';
import { useRead } from '@/host/queries';
import { addressLines } from './address-lines';
import { CreditLimit } from './CreditLimit';
import { Person } from './People';
import { termText } from './words';

interface CustomerPeekProps extends PeekPane {
  id: string;
}

export function CustomerPeek({ id, ...pane }: CustomerPeekProps) {
  const t = useT();
  const answer = useRead('customer.get', { id }, { also: ['contact'], keep: true });
  const customer = usePeeked(answer, pane.onClose);
  return (
    <Peek
      {...pane}
      label={t('kind.customer')}
      title={customer ? t('peek.title', { kind: t('kind.customer'), code: customer.code }) : ''}
    >
      {customer ? <Content customer={customer} /> : null}
    </Peek>
  );
}

function Content({ customer }: { customer: Customer }) {
  const t = useT();
  const { company } = useCompany();
  const address = customer.addresses[0];
  return (
    <>
      <div>
        <h2 className="title-lg" dir="auto">
          {customer.name}
        </h2>
        <p className="text-text-2">{t(`customer.kind.${customer.kind}`)}</p>
      </div>
      <div>
        <Fact label={t('customer.phone')}>
          <bdi className="id tn">{customer.phone || '–'}</bdi>
        </Fact>
        <Fact label={t('customer.email')}>
          <bdi className="id">{customer.email || '–'}</bdi>
        </Fact>
        {address ? (
          <Fact label={t('customer.address')}>
            <span dir="auto">{addressLines(address, company.country, t).join(', ')}</span>
          </Fact>
        ) : null}
        <Fact label={t('customer.payment')}>{termText(customer.payment_term, t)}</Fact>
        <Fact label={t('customer.credit_limit')}>
          <CreditLimit customer={customer} />
        </Fact>
        {customer.tax_ids.map((one) => (
          <Fact key={one.id} label={t(`tax_id.${one.scheme}`)}>
            <bdi className="id">{one.number}</bdi>
          </Fact>
        ))}
        <Fact label={t('customer.owner')}>{customer.owner || '–'}</Fact>
      </div>
      {customer.contacts.length > 0 ? (
        <Section title={t('customer.people')} count={customer.contacts.length}>
          {customer.contacts.map((contact) => (
            <div key={contact.id} className="person">
              <Person contact={contact} />
              <bdi className="id tn text-text-2">{contact.phone}</bdi>
            </div>
          ))}
        </Section>
      ) : null}
    </>
  );
}
