/** The papers of a sale: the accepted estimate, and the files of deal and estimate, opened here; others are added to the deal. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, Icon } from '@/design';
import { choose } from '@/host';
import type { HandoverSheet } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { openFile, savePaper } from '../files/papers';

/** `sheet` is the newest: what is added stands there at once. */
export function Files({ sheet }: { sheet: HandoverSheet }) {
  const t = useT();
  const may = useMay();
  const add = useWrite('attachment.add');
  const ask = async () => {
    try {
      const files = await choose(false);
      if (files.length === 0) return;
      await add.mutateAsync({
        record_id: sheet.deal_id,
        files: files.map(({ name, hash }) => ({ name, hash })),
      });
    } catch (cause) {
      notifyError(cause);
    }
  };
  const papers = may('estimate.read') ? sheet.sold.accepted : [];
  return (
    <>
      <div className="sec-h">
        <h2 className="title-lg">{t('handover.files')}</h2>
        {may('deal.write') ? (
          <span className="push-end">
            <Button kind="ghost" size="sm" icon="paperclip" onPress={() => void ask()}>
              {t('files.add')}
            </Button>
          </span>
        ) : null}
      </div>
      {papers.length + sheet.files.length === 0 ? <p className="text-text-3">{t('files.none')}</p> : null}
      <ul className="hand-files">
        {papers.map(({ estimate_id: id, code, version_no: no }) => (
          <File
            key={id}
            icon="download"
            name={t('handover.paper', { code, no })}
            onPress={() => savePaper(id)}
          />
        ))}
        {sheet.files.map(({ id, name, picture }) => (
          <File key={id} icon={picture ? 'camera' : 'file-text'} name={name} onPress={() => openFile(id)} />
        ))}
      </ul>
    </>
  );
}

function File({ icon, name, onPress }: { icon: string; name: string; onPress: () => Promise<void> }) {
  return (
    <li>
      <Icon name={icon} />
      <button type="button" className="link cut" dir="auto" onClick={() => void onPress()}>
        {name}
      </button>
    </li>
  );
}
