/** A screen that failed says so, keeps everything else alive and loses nothing: drafts are on disk already. */
import { Component, type ReactNode } from 'react';
import { Button } from '@/design/Button';
import { useT } from './i18n';

interface Props {
  children: ReactNode;
}

interface State {
  failure: Error | null;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(failure: unknown): State {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override render() {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return <Failure detail={failure.message} onRetry={() => this.setState({ failure: null })} />;
  }
}

export function Failure({ detail, onRetry }: { detail: string; onRetry: () => void }) {
  const t = useT();
  return (
    <div className="failure page" role="alert">
      <div>
        <h1 className="title-xl">{t('failure.title')}</h1>
        <p>{t('failure.text')}</p>
        <Button kind="primary" onPress={onRetry}>
          {t('failure.retry')}
        </Button>
        <pre>{detail}</pre>
      </div>
    </div>
  );
}
