// How texts are found: `npm run i18n:check` fails on a key without words, words without a use, and a language that lags.
import { defineConfig } from 'i18next-cli';

export default defineConfig({
  locales: ['en', 'vi'],
  extract: {
    input: ['renderer/**/*.{ts,tsx}'],
    output: 'renderer/locales/{{language}}/{{namespace}}.json',
    defaultNS: 'common',
    removeUnusedKeys: true,
    sort: false,
    // Keys that are chosen at run time from a closed list in domain/ (typed, so each still has to exist).
    preservePatterns: [
      'failures:*',
      'common:validation.*',
      'common:subject.*',
      'common:role.*',
      'common:nav.*',
    ],
  },
});
