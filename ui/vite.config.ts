import { fileURLToPath } from 'node:url';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A parsed message as it is shipped: words stand as they are, which most messages are nothing but. */
function packed(text: string) {
  const parts = parse(text, { captureLocation: false }).map((part) =>
    part.type === TYPE.literal ? part.value : part,
  );
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : parts;
}

/** Turns each catalogue into parsed messages, so that no ICU parser is shipped and no message is parsed at start. */
function messageCatalogues(): Plugin {
  return {
    name: 'message-catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/locales\/[\w.-]+\.json(?:\?|$)/.test(id)) return null;
      const parsed = Object.fromEntries(
        Object.entries(JSON.parse(code) as Record<string, string>).map(([key, text]) => [key, packed(text)]),
      );
      // JSON.parse of one string is faster to start than a large object literal.
      return {
        code: `export default JSON.parse(${JSON.stringify(JSON.stringify(parsed))});`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}

/** React Aria carries its own strings in 34 languages; the window speaks four, so the others are left out. */
function keepOurLanguages(): Plugin {
  const unused = /[\\/]intl[\\/].*[\\/](?!(?:en-US|fr-FR|ar-AE)\.)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: 'keep-our-languages',
    enforce: 'pre',
    load: (id) => (unused.test(id) ? 'export default {};' : null),
  };
}

export default defineConfig({
  plugins: [messageCatalogues(), keepOurLanguages(), react(), tailwindcss()],
  base: './',
  resolve: {
    alias: [
      { find: /^@(?=\/)/, replacement: here('./src') },
      { find: '@locales', replacement: here('./locales') },
      // Messages arrive parsed, so the library's own parser stays out of the build.
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    ],
  },
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  build: {
    target: ['safari18', 'chrome130'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
