/** The files of one record: added from this computer, opened with the system's own program, taken out again. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, Icon, IconButton, Section, useFileDrop, When } from '@/design';
import { choose, type StagedFile, stage } from '@/host';
import type { Attachment } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import './files.css';
import { ByteSize, LoadedPicture } from './LoadedPicture';
import { openFile } from './papers';

interface AttachmentsProps {
  recordId: string;
  /** Whether files may be added and taken out. */
  mayWrite: boolean;
  /** Only pictures are asked for: a visit's photos. */
  pictures?: boolean;
}

export function Attachments({ recordId, mayWrite, pictures = false }: AttachmentsProps) {
  const t = useT();
  const rows = useRead('attachment.list', { record_id: recordId }).data?.rows ?? [];
  const add = useWrite('attachment.add');
  const take = async (staged: Promise<StagedFile[]>) => {
    try {
      const files = await staged;
      if (files.length === 0) return;
      await add.mutateAsync({
        record_id: recordId,
        files: files.map(({ name, hash }) => ({ name, hash })),
      });
    } catch (cause) {
      notifyError(cause);
    }
  };
  const drop = useFileDrop(mayWrite ? (files) => void take(stage(files)) : undefined);
  const title = pictures ? t('files.photos') : t('files.title');
  if (!mayWrite && rows.length === 0) return null;
  return (
    <div className="drop-area" data-over={drop.over} {...drop.props}>
      <Section
        title={title}
        count={rows.length}
        action={
          mayWrite ? (
            <Button
              size="sm"
              icon={pictures ? 'camera' : 'paperclip'}
              onPress={() => void take(choose(pictures))}
            >
              {pictures ? t('files.add_photos') : t('files.add')}
            </Button>
          ) : null
        }
      >
        {rows.length === 0 ? (
          <p className="text-text-3">{pictures ? t('files.no_photos') : t('files.none')}</p>
        ) : (
          <ul className="files">
            {rows.map((row) => (
              <FileCard key={row.id} row={row} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
        {mayWrite ? <p className="drop-hint">{pictures ? t('files.drop_photos') : t('files.drop')}</p> : null}
      </Section>
    </div>
  );
}

function FileCard({ row, mayWrite }: { row: Attachment; mayWrite: boolean }) {
  const t = useT();
  const { today } = useCompany();
  const withdraw = useWrite('attachment.withdraw');
  const open = () => void openFile(row.id);
  return (
    <li>
      {row.picture ? (
        <LoadedPicture command="attachment.picture" request={{ id: row.id }} alt="" />
      ) : (
        <span className="file-icon">
          <Icon name="file-text" />
        </span>
      )}
      <div className="grow cut">
        <div className="cut font-medium" dir="auto">
          {row.name}
        </div>
        <div className="cut text-xs text-text-3">
          <ByteSize bytes={row.size} /> · <When at={row.added_ms} today={today} />
          {row.added_by ? <span dir="auto"> · {row.added_by}</span> : null}
        </div>
      </div>
      <IconButton icon="external-link" size="sm" label={t('files.open', { name: row.name })} onPress={open} />
      {mayWrite ? (
        <IconButton
          icon="x"
          size="sm"
          label={t('files.withdraw', { name: row.name })}
          onPress={() => withdraw.mutate({ id: row.id }, { onError: notifyError })}
        />
      ) : null}
    </li>
  );
}
