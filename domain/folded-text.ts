// How names are folded so that a search forgives: no accents, đ as d, lower case, single spaces. Never shown to anyone.

/** "Nguyễn Đức  Anh" → "nguyen duc anh". Idempotent. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Only the digits of a phone or record number. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');
