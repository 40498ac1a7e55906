// A pattern for LIKE that finds a text anywhere: what is a sign to LIKE is taken for itself: `%` finds a per cent sign.
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
