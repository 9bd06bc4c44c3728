/** What was used beyond what was bought: what is billed nowhere yet, with the one step to its draft invoice, and where the rest stands. */
import { useState } from 'react';
import { useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { AmountField, Button, Callout, FormDialog, Money, Section, Table, When } from '@/design';
import type { OverageToBill, OverageToBillRequest } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { RateField } from '../billing/RateField';
import { quantityText } from './words';

/** What makes it another: papers that come and go, work that is noted, and what was agreed. */
const also = ['entitlement', 'contract', 'ticket', 'time', 'document', 'deal'] as const;

function useBill(of: OverageToBillRequest) {
  const go = useGo();
  const bill = useWrite('overage.bill');
  const run = (said?: { price?: string; rate?: string }) =>
    bill.mutate(
      { ...of, ...said },
      {
        onSuccess: ({ result }) => go(`/invoices/${result.id}`),
        onError: said === undefined ? notifyError : undefined,
      },
    );
  return { run, error: bill.error, isPending: bill.isPending };
}

export function Overage({ of }: { of: OverageToBillRequest }) {
  const t = useT();
  const may = useMay();
  const enabled = useHas()('finance') && may('invoice.read');
  const stands = useRead('overage.to_bill', of, { also, enabled }).data;
  const bill = useBill(of);
  const [isAsking, setAsking] = useState(false);
  if (!stands || stands.rows.length + stands.billed.length === 0) return null;
  const { rows, amount, billed, excess, exchange } = stands;
  // A price that is asked for is that of one thing.
  const isOfOne = rows.every(({ entitlement_id }) => entitlement_id === rows[0]?.entitlement_id);
  return (
    <Section
      title={t('overage.title')}
      action={
        rows.length > 0 && may('invoice.write') && (amount || isOfOne) ? (
          <Button
            icon="receipt"
            isPending={bill.isPending}
            onPress={() => (amount && !exchange ? bill.run() : setAsking(true))}
          >
            {t('overage.bill')}
          </Button>
        ) : null
      }
    >
      {rows.length > 0 ? (
        <Table
          label={t('overage.title')}
          rows={rows}
          rowId={({ entitlement_id, from }) => `${entitlement_id} ${from}`}
          columns={[
            {
              title: t('kind.entitlement'),
              cell: ({ entitlement_id, name }) => (
                <Link to={`/entitlements/${entitlement_id}`}>
                  <span dir="auto">{name}</span>
                </Link>
              ),
            },
            {
              title: t('overage.period'),
              keeps: true,
              cell: ({ from, to }) => (
                <>
                  <When day={from} /> – <When day={to} />
                </>
              ),
            },
            {
              title: t('entitlement.quantity'),
              num: true,
              cell: ({ unit, quantity }) => quantityText(t, unit, quantity),
            },
            {
              title: t('overage.price'),
              num: true,
              cell: ({ price }) => (price ? <Money value={price} /> : '–'),
            },
          ]}
        />
      ) : null}
      {amount || isOfOne ? null : <p className="mt-2 text-text-2">{t('overage.each')}</p>}
      {excess.map(({ name, unit, from, quantity }) => (
        <Callout key={`${name} ${from}`} tone="warn">
          {t('overage.excess', { name, quantity: quantityText(t, unit, quantity) })} {t('overage.from')}{' '}
          <When day={from} />
        </Callout>
      ))}
      {amount && rows.length > 0 ? (
        <p className="mt-2 text-text-2">
          {t('overage.comes_to')} <Money value={amount} />
        </p>
      ) : null}
      {billed.length > 0 ? (
        <ul className="log" aria-label={t('overage.billed')}>
          {billed.map(({ document_id, kind, document, unit, from, quantity }) => (
            <li key={`${document_id} ${from} ${quantity}`}>
              <span className="grow">
                {quantityText(t, unit, quantity)} · {t.by(`kind.${kind}`)}{' '}
                <Link to={`/${kind}s/${document_id}`}>
                  <bdi>{document}</bdi>
                </Link>
              </span>
              <span className="text-xs text-text-3">
                {t('overage.from')} <When day={from} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {isAsking ? <Ask of={of} stands={stands} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

interface AskProps {
  of: OverageToBillRequest;
  stands: OverageToBill;
  onClose: () => void;
}

/** Where no contract says what was paid for an hour or a request, somebody must; and the rate of a foreign currency. */
function Ask({ of, stands: { amount, currency, exchange }, onClose }: AskProps) {
  const t = useT();
  const bill = useBill(of);
  const [price, setPrice] = useState('');
  const [rate, setRate] = useState(exchange?.rate ?? '');
  return (
    <FormDialog
      title={t('overage.bill')}
      error={bill.error}
      action={t('overage.bill')}
      button={{ isPending: bill.isPending }}
      onSubmit={() => bill.run({ price: amount ? undefined : price, rate: exchange ? rate : undefined })}
      onClose={onClose}
    >
      {amount ? null : (
        <>
          <p className="text-text-2">{t('overage.ask')}</p>
          <AmountField
            autoFocus
            name="price"
            label={t('overage.price')}
            currency={currency}
            value={price}
            onChange={setPrice}
          />
        </>
      )}
      {exchange ? (
        <RateField autoFocus={amount !== null} exchange={exchange} value={rate} onChange={setRate} />
      ) : null}
    </FormDialog>
  );
}
