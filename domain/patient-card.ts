// What the QR code on a patient's card says: which record, and nothing about the person. See docs/decisions/0012-patient-card.md.
//
// `CDP:` and the patient's uuid as a decimal number. A hand scanner types what it reads as a keyboard would, and desks in Vietnam type with
// Telex on, which turns `dd` into `đ` and `as` into `á`: the letters of a uuid would arrive changed. Digits after letters without a vowel
// pass every way of typing, and a QR code holds them in fewer dots.

const PREFIX = 'CDP:';
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null for a record from elsewhere whose uuid is none: such a card would not scan. */
export const cardText = (patientUuid: string): string | null =>
  uuid.test(patientUuid) ? PREFIX + BigInt(`0x${patientUuid.replaceAll('-', '')}`).toString() : null;

/** The uuid in a scanned or typed card text; null for anything else. */
export function scannedCard(typed: string): string | null {
  const digits = /^cdp:(\d{1,39})$/i.exec(typed.trim())?.[1];
  if (digits === undefined) return null;
  const hex = BigInt(digits).toString(16).padStart(32, '0');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
