// Why an export of a clinic is not brought in. A list of words and nothing else.

export const importRefusals = [
  'not_an_export',
  'passphrase_needed',
  'wrong_passphrase',
  'unsafe_path',
  'unknown_file',
  'unknown_table',
  'missing_file',
  'damaged',
  'bad_row',
  'newer_schema',
  'older_schema',
  'no_admin',
] as const;
export type ImportRefusal = (typeof importRefusals)[number];
