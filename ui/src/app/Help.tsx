/** All keys on one sheet. */
import { Button, KeyHint, Sheet, useSayKeys } from '@/design';
import type { AreaManifest } from './areas';
import { useMay } from './company';
import { useT } from './i18n';
import { keySections } from './keymap';
import { keysIn, ownKeys, useLetterKeys } from './keys';
import { useGo } from './router';
import { useStore } from './store';

/** Where keys are changed. */
const keyboardPath = '/settings/keyboard';

export function Help({ areas, onClose }: { areas: readonly AreaManifest[]; onClose: () => void }) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const sayKeys = useSayKeys();
  const own = useStore(ownKeys);
  const [letters] = useLetterKeys();
  const changeable = areas.some(({ routes }) => routes.some(({ path }) => path === keyboardPath));
  const change = () => {
    onClose();
    go(keyboardPath);
  };
  return (
    <Sheet title={t('help.title')} isOpen onClose={onClose}>
      <div className="sheet-b">
        {changeable ? (
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
                {lines.map(({ keys, or, text }) => (
                  <li key={keys}>
                    <span>{t(text)}</span>
                    <span className="row push-end">
                      <KeyHint keys={keys} />
                      {or ? <KeyHint keys={or} /> : null}
                      <span className="sr-only">
                        {[keysIn(own, keys), ...(or ? [or] : [])].map(sayKeys).join(', ')}
                      </span>
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
