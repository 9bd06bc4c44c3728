/**
 * Words and formats. Ids are typed from `locales/en.json`; ids that the core sends at run time come from
 * `locales/en.core.json` and are looked up in the same place.
 */
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type en from '@locales/en.json';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl';

/** Every message the page itself says. */
export type MessageId = keyof typeof en;

/** Parsed messages; the build parses them, so no parser is shipped. */
export type Catalogue = Record<string, MessageFormatElement[]>;

export type Values = Record<string, unknown>;

/** Says a message by id. `by` is for ids that the core chose; an unknown one gives the general sentence. */
export interface Translate {
  (id: MessageId, values?: Values): string;
  by(id: string, values?: Values | null): string;
  has(id: string): boolean;
}

/** How this company writes: language and region, digits and calendar already chosen. */
export interface Locale {
  /** The language of words, such as `en`. */
  language: string;
  /** The tag for numbers and dates, such as `en-IN-u-ca-gregory`. */
  format: string;
  direction: 'ltr' | 'rtl';
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** Dates always follow the Gregorian calendar: some regions would otherwise default to another. */
export function localeOf(tag: string): Locale {
  const language = tag.split('-')[0] ?? 'en';
  return {
    language,
    // Bare English has no region; day before month is what every document of ours prints.
    format: `${tag === 'en' ? 'en-GB' : tag}-u-ca-gregory`,
    direction: rightToLeft.has(language) || tag === 'ar-XB' ? 'rtl' : 'ltr',
  };
}

const LocaleContext = createContext<Locale>(localeOf('en'));

export const useFormatLocale = (): Locale => useContext(LocaleContext);

interface ProviderProps {
  locale: Locale;
  messages: Catalogue;
  children: ReactNode;
}

const cache = createIntlCache();

export function WordsProvider({ locale, messages, children }: ProviderProps) {
  const intl = useMemo(
    () =>
      createIntl(
        // A message the catalogue lacks is handled by `by`, so the library need not report it. Counts are written with the digits
        // of the amounts beside them, whatever the language would take.
        { locale: `${locale.language}-u-nu-latn`, messages, onError: () => undefined },
        cache,
      ),
    [locale.language, messages],
  );
  return (
    <LocaleContext value={locale}>
      <RawIntlProvider value={intl}>
        <I18nProvider locale={locale.direction === 'rtl' ? 'ar-AE-u-ca-gregory-nu-latn' : locale.format}>
          {children}
        </I18nProvider>
      </RawIntlProvider>
    </LocaleContext>
  );
}

const translators = new WeakMap<IntlShape, Translate>();

function translatorOf(intl: IntlShape): Translate {
  const known = translators.get(intl);
  if (known) return known;
  const say = (id: string, values?: Values | null) =>
    intl.formatMessage({ id }, (values ?? undefined) as Record<string, string>);
  const has = (id: string) => id in intl.messages;
  const translate: Translate = Object.assign((id: MessageId, values?: Values) => say(id, values), {
    by: (id: string, values?: Values | null) =>
      say(has(id) ? id : 'error.unknown_message', { ...values, id }),
    has,
  });
  translators.set(intl, translate);
  return translate;
}

export const useT = (): Translate => translatorOf(useIntl());
