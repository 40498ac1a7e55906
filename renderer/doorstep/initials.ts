// The letters of a face without a picture.

/** The first and the last word's, the way Vietnamese and Western names are both recognised. */
export const initialsOf = (fullName: string): string => {
  const words = fullName.split(/\s+/);
  return words.length > 1 ? `${words[0]} ${words.at(-1)}` : fullName;
};
