/** A place that the rights of who works here do not reach, and who can change that. */
import { EmptyState } from '@/design';
import { useReadable } from '@/design/Badge';
import { useCompany } from './company';
import { useT } from './i18n';

export function NotAllowed({ permission }: { permission: string }) {
  const t = useT();
  const readable = useReadable();
  const { user } = useCompany();
  return (
    <div className="page">
      <EmptyState text={t.by('error.forbidden', readable({ user: user.name, permission }))} />
    </div>
  );
}
