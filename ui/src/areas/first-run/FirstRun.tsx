/** The first start: a new company in two short steps, the sample firm in one, or a file that is already there. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Button, type Choice, Choices, Form, Icon } from '@/design';
import { Toasts } from '@/design/Toasts';
import { draftKey, useDraft } from '@/host/drafts';
import { useRead, useWrite } from '@/host/queries';
import { manifests } from '..';
import { CompanyFields, type NewCompanyDraft } from './CompanyFields';
import { likelyCountry } from './countries';
import { DemoFields, demoCountry, OpenFile } from './OtherWays';

export type Way = 'new' | 'open' | 'demo';

/** Each with the area that it brings; none is offered for an area without screens in this build. */
const workflows = (
  [
    ['service', 'delivery'],
    ['trading', 'finance'],
    ['support', 'support'],
    ['approval', 'people'],
  ] as const
).flatMap(([id, area]) => (manifests.some((one) => one.area === area) ? [id] : []));
const workflowIcons = {
  service: 'handshake',
  trading: 'package',
  support: 'life-buoy',
  approval: 'calendar-check',
} as const;

function useSetup(onOpened: () => void) {
  const create = useWrite('file.create', { silent: true });
  const demo = useWrite('file.demo', { silent: true });
  const open = useWrite('file.open', { silent: true });
  const restore = useWrite('file.restore', { silent: true });
  const opened = {
    onSuccess: (reply: { result: { opened: boolean } }) => {
      if (reply.result.opened) onOpened();
    },
  };
  return {
    create: (draft: NewCompanyDraft) =>
      create.mutate({ name: draft.name, country: draft.country, workflow: draft.workflow }, opened),
    demo: (country: string) => demo.mutate({ country }, opened),
    open: (path?: string) => open.mutate({ path }, opened),
    restore: () => restore.mutate({}, opened),
    errors: { new: create.error, demo: demo.error, open: open.error ?? restore.error },
    busy: create.isPending || demo.isPending || open.isPending || restore.isPending,
  };
}

export default function FirstRun({ onOpened }: { onOpened: () => void }) {
  const t = useT();
  const recent = useRead('file.recent', {});
  const [way, setWay] = useState<Way>('new');
  const [step, setStep] = useState<1 | 2>(1);
  const initial: NewCompanyDraft = {
    name: '',
    country: likelyCountry(navigator.languages),
    workflow: 'service',
  };
  const { draft, change, settle } = useDraft(draftKey('none', 'none', 'first-run'), initial);
  const set = (part: Partial<NewCompanyDraft>) => change((before) => ({ ...before, ...part }));
  const setup = useSetup(() => {
    settle(initial);
    onOpened();
  });
  const back = () => setStep(1);
  const submit = () => {
    if (setup.busy) return;
    if (way === 'demo') setup.demo(demoCountry(draft.country));
    else if (way === 'open') setup.open();
    else if (step === 1 && draft.name.trim() !== '') setStep(2);
    else setup.create(draft);
  };
  useKeys([
    { keys: 'escape', run: () => (step === 2 ? back() : false) },
    // Between two steps the focus is nowhere for a frame, and a quick Enter must not be lost there.
    { keys: 'enter', run: () => (document.activeElement === document.body ? submit() : false) },
  ]);
  return (
    <main className="first">
      <Side way={way} step={step} />
      <section className="first-main">
        <Form
          label={t('first.title')}
          error={setup.errors[way]}
          onSubmit={submit}
          bodyClass="first-body"
          footer={<Foot way={way} step={step} busy={setup.busy} onBack={back} />}
        >
          <div className="first-column">
            <h1 className="title-xl">{t('first.title')}</h1>
            <p className="mt-0.5 mb-5 text-text-2">{t('first.subtitle')}</p>
            {step === 1 ? (
              <>
                <h2 className="font-semibold">{t('first.how')}</h2>
                <Choices
                  label={t('first.how')}
                  choices={waysOf(t)}
                  value={way}
                  onChange={(next) => setWay(next as Way)}
                />
                {way === 'new' ? <CompanyFields draft={draft} set={set} /> : null}
                {way === 'demo' ? (
                  <DemoFields country={draft.country} onCountry={(country) => set({ country })} />
                ) : null}
                {way === 'open' ? (
                  <OpenFile recent={recent.data?.files ?? []} onOpen={setup.open} onRestore={setup.restore} />
                ) : null}
              </>
            ) : (
              <>
                <h2 className="font-semibold">{t('first.workflow')}</h2>
                <p className="text-text-2">{t('first.workflow_text')}</p>
                <Choices
                  label={t('first.workflow')}
                  columns={2}
                  name="workflow"
                  autoFocus
                  choices={workflows.map((id) => ({
                    id,
                    icon: workflowIcons[id],
                    title: t(`workflow.${id}`),
                    text: t(`workflow.${id}.text`),
                  }))}
                  value={draft.workflow}
                  onChange={(workflow) => set({ workflow })}
                />
              </>
            )}
          </div>
        </Form>
      </section>
      <Toasts />
    </main>
  );
}

function waysOf(t: ReturnType<typeof useT>): Choice[] {
  return [
    { id: 'new', icon: 'file-plus', title: t('first.new'), text: t('first.new_text') },
    { id: 'open', icon: 'folder-open', title: t('first.open'), text: t('first.open_text') },
    { id: 'demo', icon: 'compass', title: t('first.demo'), text: t('first.demo_text') },
  ];
}

function Side({ way, step }: { way: Way; step: 1 | 2 }) {
  const t = useT();
  const steps =
    way === 'new' ? [t('first.step_company'), t('first.step_workflow')] : [t('first.step_company')];
  return (
    <aside className="first-side">
      <div className="row gap-2.5">
        <span className="logo">
          <Icon name="spline" />
        </span>
        <span className="title-lg">{t('product.name')}</span>
      </div>
      <p className="first-promise">{t('product.promise')}</p>
      {way === 'new' ? (
        <ol className="first-steps">
          {steps.map((title, index) => {
            const number = index + 1;
            const state = number < step ? 'done' : number === step ? 'now' : 'todo';
            return (
              <li key={title} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
                <span className="step">{state === 'done' ? <Icon name="check" size={12} /> : number}</span>
                {title}
              </li>
            );
          })}
        </ol>
      ) : null}
      <p className="first-note">
        <Icon name="hard-drive" size={14} />
        <span>{t('product.local')}</span>
      </p>
    </aside>
  );
}

interface FootProps {
  way: Way;
  step: 1 | 2;
  busy: boolean;
  onBack: () => void;
}

function Foot({ way, step, busy, onBack }: FootProps) {
  const t = useT();
  const primary = {
    new: step === 1 ? t('first.continue') : t('first.create'),
    demo: t('first.start_demo'),
    open: t('first.choose_file'),
  }[way];
  return (
    <footer className="sheet-f">
      {step === 2 ? (
        <Button kind="ghost" icon="arrow-left" onPress={onBack}>
          {t('first.back')}
        </Button>
      ) : null}
      <span className="row push-end gap-3">
        {way === 'new' ? (
          <span className="text-xs text-text-3">{t('first.step_of', { step, steps: 2 })}</span>
        ) : null}
        <Button kind="primary" type="submit" keys="enter" isPending={busy}>
          {primary}
        </Button>
      </span>
    </footer>
  );
}
