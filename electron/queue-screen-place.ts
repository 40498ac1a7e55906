// On which monitor the queue screen opens. A decision only; queue-window.ts acts on it.
import type { Rectangle } from 'electron';

/** Where the screen goes: it fills a monitor of its own, or is a window beside the desk where there is only one. */
export type ScreenPlace = Rectangle & { isFullScreen: boolean };
type Display = { id: number; bounds: Rectangle };

export function placeOfScreen(displays: readonly Display[], deskDisplayId: number): ScreenPlace {
  const other = displays.find(({ id }) => id !== deskDisplayId);
  if (other) return { ...other.bounds, isFullScreen: true };
  const { x = 0, y = 0 } = displays[0]?.bounds ?? {};
  return { x: x + 60, y: y + 60, width: 1280, height: 720, isFullScreen: false };
}
