/** The page of one record: what is said while it is not there, its head, its tabs. */
import type { ReactNode } from 'react';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useForgotten, useVisited } from '@/app/recent';
import { useAddress, useGo } from '@/app/router';
import type { ApiError } from '@/host/contract';
import { useReason } from './Badge';
import { EmptyState } from './Blocks';
import { Button, InHead } from './Button';
import { Icon } from './icons';
import { type TabSpec, Tabs } from './Tabs';

/** Where a record belongs, such as its list. */
export interface Above {
  to: string;
  title: string;
}

/** In the place of a record that cannot be shown. */
export function NoRecord({ text, above }: { text: string; above: Above }) {
  const go = useGo();
  return (
    <div className="page">
      <EmptyState text={text} action={<Button onPress={() => go(above.to)}>{above.title}</Button>} />
    </div>
  );
}

interface RecordPageProps<Value> {
  answer: { data: Value | undefined; error: ApiError | null };
  above: Above;
  children: (record: Value) => ReactNode;
}

/** Shows a record once it is read, or why it cannot be. */
export function RecordPage<Value>({ answer, above, children }: RecordPageProps<Value>) {
  const reason = useReason();
  const { data, error } = answer;
  useForgotten(error?.code === 'not_found');
  if (error) return <NoRecord text={reason(error)} above={above} />;
  return data === undefined ? <div className="page" /> : children(data);
}

interface RecordHeadProps {
  /** The crumb leads there, and so does Escape. */
  above: Above;
  /** What follows in the crumb: its code or its kind. */
  crumb?: ReactNode;
  title: string;
  /** The title is a number, which keeps its direction in any language. */
  machine?: boolean;
  /** Beside the title, such as its state. */
  badge?: ReactNode;
  /** What can be done with it. */
  children?: ReactNode;
}

export function RecordHead({ above, crumb, title, machine, badge, children }: RecordHeadProps) {
  const go = useGo();
  useVisited(title);
  useKeys([{ keys: 'escape', run: () => go(above.to) }]);
  return (
    <header className="head">
      <div className="grow">
        <div className="crumb">
          <Link to={above.to} className="">
            <span dir="auto">{above.title}</span>
          </Link>
          {crumb ? (
            <>
              <Icon name="chevron-right" size={12} />
              {crumb}
            </>
          ) : null}
        </div>
        <div className="row">
          {machine ? (
            <h1 className="title-xl">
              <bdi className="id">{title}</bdi>
            </h1>
          ) : (
            <h1 className="title-xl cut" dir="auto">
              {title}
            </h1>
          )}
          {badge}
        </div>
      </div>
      <div className="acts">
        <InHead value={true}>{children}</InHead>
      </div>
    </header>
  );
}

const readTab = (raw: Record<string, unknown>) => ({ tab: raw.tab });

/** The parts of a record beside its facts; which of them is open stands in the address. */
export function RecordTabs({ label, tabs }: { label: string; tabs: readonly TabSpec[] }) {
  const [{ tab }, setAddress] = useAddress(readTab);
  const open = tabs.find(({ id }) => id === tab) ?? tabs[0];
  return (
    <div className="record-main">
      <Tabs
        label={label}
        value={open?.id ?? ''}
        onChange={(next) => setAddress({ tab: next })}
        panelClass="record-body"
        tabs={tabs}
      />
    </div>
  );
}
