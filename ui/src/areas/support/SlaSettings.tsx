/** Service levels: what is promised for each priority, and which tickets have which. The first whose rule fits is taken. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { type Translate, useT } from '@/app/i18n';
import { Badge, Button, durationText, IconButton, Reorder } from '@/design';
import type { SlaPolicy, SlaRule } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { SettingsHead } from '../settings/SettingsHead';
import { PolicyDialog } from './PolicyDialog';
import { RenewalSettings } from './RenewalSettings';
import { priorities } from './words';

export default function SlaSettings() {
  const t = useT();
  const mayWrite = useMay()('settings.write');
  const [edited, setEdited] = useState<SlaPolicy | 'new' | null>(null);
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const arrange = useWrite('sla_policy.arrange');
  const remove = useWrite('sla_policy.delete');
  const known = useRead('sla_policy.list', {}, { also: ['customer', 'ticket_category'] }).data?.rows ?? [];
  // What others made meanwhile stands last.
  const place = ({ id }: SlaPolicy) => (order?.indexOf(id) ?? 0) >>> 0;
  const rows = order ? [...known].sort((one, other) => place(one) - place(other)) : known;
  return (
    <div className="page">
      <SettingsHead part="service_levels">
        {mayWrite ? (
          <Button kind="primary" icon="plus" onPress={() => setEdited('new')}>
            {t('sla.new')}
          </Button>
        ) : null}
      </SettingsHead>
      <div className="settings">
        <p className="settings-text">{t('sla.text')}</p>
        <Reorder
          label={t('settings.service_levels')}
          items={rows}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          onChange={(next) => (mayWrite ? setOrder(next.map(({ id }) => id)) : undefined)}
        >
          {(policy) => (
            <div className="grow">
              <div className="row">
                <b className="cut font-semibold" dir="auto">
                  {policy.name}
                </b>
                {policy.is_default ? (
                  <Badge value={{ tone: 'info', icon: 'check', key: 'sla.default' }} />
                ) : null}
                <span className="text-xs text-text-2">{t(`sla.hours.${policy.hours}`)}</span>
                {mayWrite ? (
                  <span className="row push-end">
                    <IconButton
                      icon="pencil"
                      size="sm"
                      label={t('sla.edit_of', { name: policy.name })}
                      onPress={() => setEdited(policy)}
                    />
                    {policy.is_default ? null : (
                      <IconButton
                        icon="trash-2"
                        size="sm"
                        label={t('sla.delete_of', { name: policy.name })}
                        onPress={() =>
                          remove.mutate({ id: policy.id, version: policy.version }, { onError: notifyError })
                        }
                      />
                    )}
                  </span>
                ) : null}
              </div>
              <Targets policy={policy} />
              <p className="text-xs text-text-2">
                {policy.rules.length === 0
                  ? t(policy.is_default ? 'sla.rules_default' : 'sla.rules_none')
                  : policy.rules.map((rule) => ruleText(t, rule)).join(' · ')}
                {policy.steps.length > 0
                  ? ` · ${t('sla.steps_count', { count: policy.steps.length })}`
                  : null}
              </p>
            </div>
          )}
        </Reorder>
        {order ? (
          <div className="row">
            <Button
              kind="primary"
              onPress={() =>
                arrange.mutate(
                  { ids: rows.map(({ id }) => id) },
                  { onSuccess: () => setOrder(null), onError: notifyError },
                )
              }
            >
              {t('sla.save_order')}
            </Button>
            <Button onPress={() => setOrder(null)}>{t('action.cancel')}</Button>
          </div>
        ) : null}
        <RenewalSettings mayWrite={mayWrite} />
      </div>
      {edited ? (
        <PolicyDialog policy={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />
      ) : null}
    </div>
  );
}

/** Everything that a rule names. */
const ruleText = (t: Translate, { customer, category, priority }: SlaRule): string =>
  [customer, category, priority === null ? '' : t(`ticket.priority.${priority}`)].filter(Boolean).join(' + ');

function Targets({ policy }: { policy: SlaPolicy }) {
  const t = useT();
  const span = (minutes: number | null | undefined) => (minutes ? durationText(t, minutes) : '–');
  return (
    <ul className="sla-targets">
      {priorities.map((priority) => {
        const target = policy.targets.find((one) => one.priority === priority);
        return (
          <li key={priority}>
            <span className="text-xs text-text-3">{t(`ticket.priority.${priority}`)}</span>
            <span>
              {t('sla.within', {
                response: span(target?.response_minutes),
                resolution: span(target?.resolution_minutes),
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
