/** Logo and signature of a letterhead. Papers that went out keep the ones they were issued with. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { LoadedPicture } from '@/areas/files/LoadedPicture';
import { Button } from '@/design';
import { choose } from '@/host';
import type { Branch, LetterheadPicture } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import '@/areas/files/files.css';

const pictures: readonly LetterheadPicture[] = ['logo', 'signature'];

export function BranchPictures({ branch }: { branch: Branch }) {
  const t = useT();
  return (
    <section className="settings-form" aria-labelledby="branch-pictures">
      <fieldset>
        <legend id="branch-pictures">{t('branch.group.pictures')}</legend>
        <div className="letterhead-pictures">
          {pictures.map((which) => (
            <OnePicture key={which} branch={branch} which={which} />
          ))}
        </div>
      </fieldset>
    </section>
  );
}

function OnePicture({ branch, which }: { branch: Branch; which: LetterheadPicture }) {
  const t = useT();
  const mayWrite = useMay()('settings.write');
  const set = useWrite('branch.set_picture');
  const [busy, setBusy] = useState(false);
  const hash = which === 'logo' ? branch.logo_hash : branch.signature_hash;
  const save = async (file?: { name: string; hash: string }) => {
    await set.mutateAsync({ id: branch.id, version: branch.version, which, ...(file ? { file } : {}) });
  };
  const ask = async () => {
    setBusy(true);
    try {
      const [first] = await choose(true);
      if (first) await save({ name: first.name, hash: first.hash });
    } catch (cause) {
      notifyError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <span className="field-label">{t(`branch.${which}`)}</span>
      <div className="on-paper">
        {hash ? (
          <LoadedPicture
            command="branch.picture"
            request={{ id: branch.id, which }}
            version={hash}
            alt={t(`branch.${which}`)}
          />
        ) : (
          <p>{t('branch.no_picture')}</p>
        )}
      </div>
      <p className="text-xs text-text-3">{t(`branch.${which}_hint`)}</p>
      {mayWrite ? (
        <div className="row">
          <Button isDisabled={busy} onPress={() => void ask()}>
            {hash ? t(`branch.change.${which}`) : t(`branch.choose.${which}`)}
          </Button>
          {hash ? (
            <Button kind="ghost" onPress={() => void save().catch(notifyError)}>
              {t(`branch.remove.${which}`)}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
