// The visit on the screen and its guided finish, for what stands inside it: the form offers how it is signed, the follow-up field books.
import { createContext, useContext, useEffect } from 'react';
import type { Chart } from '../chart.ts';

export type Sign = () => Promise<boolean>;
export type FinishContext = {
  chart: Chart;
  /** The form being written says how it is signed; null when it leaves the screen. */
  offerSign: (sign: Sign | null) => void;
  /** The bar is on the screen and has the keyboard. */
  isOpen: boolean;
  /** Begins, or goes on where it stopped. */
  begin: () => void;
};
const Context = createContext<FinishContext | null>(null);
export const FinishContextProvider = Context.Provider;
export const useFinish = (): FinishContext | null => useContext(Context);

/** The form's own signing becomes the first step. `sign` answers whether it was signed; the form says itself why not. */
export function useFinishSign(sign: Sign): void {
  const finish = useFinish();
  useEffect(() => {
    finish?.offerSign(sign);
    return () => finish?.offerSign(null);
  });
}
