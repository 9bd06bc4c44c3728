/** Templates: what is sold again and again is planned once. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { Button, EmptyState, RecordHead, Table } from '@/design';
import { useRead } from '@/host/queries';
import { TemplateName } from './TemplateName';

export default function TemplateList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('project.write');
  const [making, setMaking] = useState(false);
  const rows = useRead('project_template.list', {}, { also: ['project', 'task', 'item'] }).data?.rows;
  const make = mayWrite ? (
    <Button kind="primary" icon="plus" onPress={() => setMaking(true)}>
      {t('template.new')}
    </Button>
  ) : null;
  return (
    <div className="page">
      <RecordHead above={{ to: '/projects', title: t('nav.projects') }} title={t('template.title')}>
        {rows?.length === 0 ? null : make}
      </RecordHead>
      <div className="page-body">
        {rows?.length === 0 ? <EmptyState text={t('template.none')} action={make} /> : null}
        {rows && rows.length > 0 ? (
          <Table
            label={t('template.title')}
            rows={rows}
            rowId={(row) => row.id}
            columns={[
              {
                title: t('template.name'),
                cell: (row) => (
                  <Link to={`/projects/templates/${row.id}`}>
                    <span dir="auto">{row.name}</span>
                  </Link>
                ),
              },
              { title: t('nav.tasks'), num: true, cell: (row) => row.tasks },
              { title: t('milestone.title'), num: true, cell: (row) => row.milestones },
              { title: t('template.items'), num: true, cell: (row) => row.items },
            ]}
          />
        ) : null}
      </div>
      {making ? (
        <TemplateName onClose={() => setMaking(false)} onMade={(id) => go(`/projects/templates/${id}`)} />
      ) : null}
    </div>
  );
}
