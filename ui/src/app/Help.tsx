/** All keys on one sheet. */
import { Button, KeysOf, Sheet } from '@/design';
import { type AreaManifest, useOpens } from './areas';
import { useMay } from './company';
import { useT } from './i18n';
import { keyboardPath, keySections } from './keymap';
import { useLetterKeys } from './keys';
import { useGo } from './router';

export function Help({ areas, onClose }: { areas: readonly AreaManifest[]; onClose: () => void }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const [letters] = useLetterKeys();
  const opens = useOpens();
  const change = () => {
    onClose();
    go(keyboardPath);
  };
  return (
    <Sheet title={t('help.title')} isOpen onClose={onClose}>
      <div className="sheet-b">
        {opens(keyboardPath) ? (
          <div className="mb-4">
            <Button size="sm" icon="keyboard" onPress={change}>
              {t('keys.change_all')}
            </Button>
          </div>
        ) : null}
        {letters ? null : <p className="mb-4 text-text-2">{t('help.letters_off')}</p>}
        <div className="help-columns">
          {keySections(areas, may).map(({ title, lines }) => (
            <section key={title}>
              <h2 className="mb-1 font-semibold">{t(title)}</h2>
              <ul>
                {lines.map((line) => (
                  <li key={line.keys}>
                    <span>{t(line.text)}</span>
                    <span className="row push-end">
                      <KeysOf line={line} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Sheet>
  );
}
