// How a suggested file name becomes one that every system takes. It knows no folder.
export type FileKind = 'csv' | 'pdf' | 'zip';

/** A patient's name may be part of a suggestion: nothing in it may be read as a folder or a device. */
export function safeName(suggestedName: string, kind: FileKind): string {
  const stem = suggestedName
    .replace(new RegExp(`\\.${kind}$`, 'i'), '')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
  return `${stem || 'clinic-desk'}.${kind}`;
}
