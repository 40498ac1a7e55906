/** Knows the types of browser.mjs, which is plain JavaScript because it runs before anything is installed. */
export function findBrowser(): string | undefined;
export function ensureBrowser(): string;
