/** Knows the types of electron-binary.mjs, which is plain JavaScript because it runs before anything is installed. */
export const standInDist: string;
export function findElectron(): string | undefined;
export function fetchElectron(nowMs?: number): string | undefined;
export function hasDisplay(): boolean;
