import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { startCutTitles } from '@/app/cut';
import { startFocus } from '@/app/focus';
import { startKeys } from '@/app/keys';
import { exposeMarks, mark } from '@/app/perf';
import { startSize } from '@/app/size';
import { startTheme } from '@/app/theme';
import { manifests } from '@/areas';
import { refuseOtherDrops } from '@/design/file-drop';
import { sweepDrafts } from '@/host/drafts';
import { createQueryClient } from '@/host/queries';

mark('boot:eval');
exposeMarks();
startTheme();
startSize();
startKeys();
startFocus();
startCutTitles();
refuseOtherDrops();
sweepDrafts();

const { english } = await import('@/app/messages');
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App client={createQueryClient()} messages={english} manifests={manifests} />
    </StrictMode>,
  );
  mark('boot:shell');
}
