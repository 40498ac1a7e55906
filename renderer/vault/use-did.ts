// What an entry of the trail says somebody did, in plain words. A use case without words shows its own name.
import { useTranslation } from 'react-i18next';

export function useDid(): (action: string) => string {
  const { i18n } = useTranslation('vault');
  return (action) => {
    const key = `vault:did.${action}`;
    // The trail outlives versions of the app: an action may be older or newer than these texts.
    return i18n.exists(key) ? String(i18n.t(key as 'vault:did.session.signIn')) : action;
  };
}
