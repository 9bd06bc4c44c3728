/** Pictures that the core answers as octets, and sizes of files in words. */
import { useEffect, useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { formatBytes } from '@/design/format';
import { bytes } from '@/host';
import type { ByteCommands } from '@/host/generated';

type PictureCommand = 'attachment.picture' | 'attachment.bytes' | 'branch.picture';

interface LoadedPictureProps<Name extends PictureCommand> {
  command: Name;
  request: ByteCommands[Name]['request'];
  alt: string;
  /** Changes when the picture may have: it is asked for again. */
  version?: string;
}

export function LoadedPicture<Name extends PictureCommand>({
  command,
  request,
  alt,
  version = '',
}: LoadedPictureProps<Name>) {
  const [address, setAddress] = useState<string | null>(null);
  const signature = JSON.stringify([command, request, version]);
  useEffect(() => {
    const abort = new AbortController();
    let made: string | null = null;
    const [name, asked] = JSON.parse(signature) as [Name, ByteCommands[Name]['request']];
    // What cannot be shown leaves its place empty; the name beside it says what it is.
    bytes(name, asked, abort.signal).then(
      (blob) => {
        if (abort.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setAddress(made);
      },
      () => setAddress(null),
    );
    return () => {
      abort.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [signature]);
  return address ? (
    <img className="file-picture" src={address} alt={alt} />
  ) : (
    <span className="file-picture" aria-hidden="true" />
  );
}

export function ByteSize({ bytes: size }: { bytes: number }) {
  const { format } = useFormatLocale();
  return <bdi className="tn">{formatBytes(size, format)}</bdi>;
}

/** The signature somebody gave, on the white of paper. */
export function Signature({ id, by }: { id: string; by: string }) {
  const t = useT();
  return (
    <div className="on-paper">
      <LoadedPicture command="attachment.bytes" request={{ id }} alt={t('signature.of', { name: by })} />
    </div>
  );
}
