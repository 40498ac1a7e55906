// A file sent as the app sends it.
import { aPdf } from '../../support/document-files.ts';
import type { Answer } from './calls.ts';
import type { TestCentre } from './test-centre.ts';

export type SentFile = { name: string; bytes: Uint8Array<ArrayBuffer>; type?: string };
export const labReport = {
  document_type: 'LAB_REPORT',
  source_doctor: 'BS. Lan',
  date_of_record: '2026-11-01',
  notes: 'Bụng đói',
};

export async function sendRecord(
  it: Pick<TestCentre, 'address'>,
  sent: { file: SentFile | null; fields?: Record<string, string>; access: string | null },
): Promise<Answer> {
  const { file, fields = labReport, access } = sent;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file)
    form.set('file', new Blob([file.bytes], { type: file.type ?? 'application/octet-stream' }), file.name);
  const response = await fetch(`${it.address}/api/v1/records/`, {
    method: 'POST',
    ...(access !== null && { headers: { authorization: `Bearer ${access}` } }),
    body: form,
  });
  return { status: response.status, body: await response.json() };
}

export const aPdfFile = (name = 'ket qua.pdf', pages = ['x']): SentFile => ({ name, bytes: aPdf({ pages }) });

/** Somebody who registers with the web client; answers the access token. */
export const webForm = (email: string, phone_num: string) => ({
  email,
  password: 'con mèo tam thể',
  password_confirm: 'con mèo tam thể',
  full_name: 'Phạm Thu Hằng',
  phone_num,
  role: 'patient',
  date_of_birth: '1990-04-02',
  gender: 'female',
  address: '',
});
