// What an entry of the trail says somebody did, in plain words. A use case without words shows its own name.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import texts from '../locales/en/vault.json';

export function useDid(): (action: string) => string {
  const { i18n } = useTranslation('vault');
  return (action) => {
    const key = `vault:did.${action}`;
    return hasWords(key) ? i18n.t(key) : action;
  };
}

// The trail outlives versions of the app: an action may be older or newer than these texts.
const hasWords = (key: string): key is 'vault:did.session.signIn' => i18next.exists(key);

/**
 * Every use case there are words for, for the filter. Which of them occur is not asked: to know, the whole trail would be read, and that
 * takes seconds after some years.
 */
export const knownActions = Object.entries(texts.did).flatMap(([feature, verbs]) =>
  Object.keys(verbs).map((verb) => `${feature}.${verb}`),
);
