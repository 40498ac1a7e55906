// Says each new call aloud, where the clinic wants it and the system has a voice. Calls from before the screen opened stay silent.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { voiceFor } from '../app/voices.ts';
import type { ScreenNow } from './use-screen-now.ts';

const keyOf = ({ ticket, calledAtMs }: ScreenNow['called'][number]) => `${ticket} ${calledAtMs}`;

export function useSpokenCalls(now: ScreenNow | null): void {
  const { t } = useTranslation('queueScreen');
  const heard = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (now === null) return;
    const before = heard.current;
    heard.current = new Set(now.called.map(keyOf));
    if (before === null || !now.queueSpeaks) return;
    const voice = voiceFor(now.locale);
    if (!voice) return;
    for (const call of now.called.filter((one) => !before.has(keyOf(one))).toReversed()) {
      // "A 12" letter by letter and number: a voice would read "A12" as a word.
      const ticket = call.ticket.replace(/(\D+)(\d+)/, '$1 $2');
      const text =
        call.roomNumber === null
          ? t('spokenDoctor', { ticket, name: call.doctorName })
          : t('spoken', { ticket, room: call.roomNumber });
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = 0.9;
      speechSynthesis.speak(utterance);
    }
  }, [now, t]);
}
