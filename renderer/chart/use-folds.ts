// What of the consultation page is folded away: at once on the screen, and remembered on this PC for the next patient.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../app/desk-context.tsx';
import { showFailure } from '../app/notify.tsx';
import { useTRPC } from '../app/trpc.ts';

export type Folds = {
  isFolded: (name: string) => boolean;
  toggle: (name: string) => void;
  unfold: (name: string) => void;
};

export function useFolds(): Folds {
  const trpc = useTRPC();
  const [folded, setFolded] = useState(useDesk().folded);
  const prefer = useMutation(trpc.doorstep.prefer.mutationOptions({ onError: showFailure }));
  const isFolded = (name: string) => folded.includes(name);
  const toggle = (name: string) => {
    const next = isFolded(name) ? folded.filter((other) => other !== name) : [...folded, name];
    setFolded(next);
    prefer.mutate({ folded: next });
  };
  return { isFolded, toggle, unfold: (name) => isFolded(name) && toggle(name) };
}
