// What the page may ask of the machine: the camera's picture while a person has it open to take a document, and nothing else. Decisions only.
import { APP_ORIGIN } from './app-protocol.ts';

export type PermissionAsked = {
  permission: string;
  /** The origin that asks, as Electron gives it: with or without the last slash. */
  origin: string;
  /** For `media`: what it wants. Unknown (a plain check before asking) counts as refused, unless it is video. */
  mediaTypes: readonly string[];
  isMainFrame: boolean;
  /** The camera is on the screen and the person opened it. */
  isCameraOpen: boolean;
};

export function mayUse(asked: PermissionAsked): boolean {
  if (asked.permission !== 'media' || !asked.isCameraOpen || !asked.isMainFrame) return false;
  if (asked.origin.replace(/\/$/, '') !== APP_ORIGIN) return false;
  return asked.mediaTypes.length > 0 && asked.mediaTypes.every((type) => type === 'video');
}
