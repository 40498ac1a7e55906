// Finds text that was written into a component instead of a language file (`npm run i18n:check`). That no key lacks words or a use,
// in either language, is held by the compiler and tests/renderer/locales.test.ts.
import { defineConfig } from 'i18next-cli';

export default defineConfig({
  locales: ['en', 'vi'],
  extract: {
    input: ['renderer/**/*.{ts,tsx}'],
    output: 'renderer/locales/{{language}}/{{namespace}}.json',
    defaultNS: 'common',
  },
  // The names of keys on the keyboard are the same in both languages.
  lint: { ignoredTags: ['Kbd', 'KeyHint', 'script', 'style', 'code'] },
});
