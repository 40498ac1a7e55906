// Which voice this PC speaks a language with, if it has one. Only voices of the machine itself: nothing said leaves it.
import { useSyncExternalStore } from 'react';
import type { Locale } from '../../domain/clinic-setup.ts';

export function voiceFor(locale: Locale): SpeechSynthesisVoice | null {
  const voices = 'speechSynthesis' in globalThis ? speechSynthesis.getVoices() : [];
  return (
    voices.find(({ lang, localService }) => localService && lang.toLowerCase().startsWith(locale)) ?? null
  );
}

/** Voices are known a moment after the page has begun. */
export const useHasVoice = (locale: Locale): boolean =>
  useSyncExternalStore(watchVoices, () => voiceFor(locale) !== null);

function watchVoices(changed: () => void): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', changed);
  return () => speechSynthesis.removeEventListener('voiceschanged', changed);
}
