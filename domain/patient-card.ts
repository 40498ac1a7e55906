// What the QR code on a patient's card says: which record, and nothing about the person. See docs/decisions/0018-patient-card.md.
//
// Forty digits: a 7, then the patient's uuid as a decimal number of 39. A hand scanner types what it reads as a keyboard would, wherever the
// keyboard is: letters would be changed by Telex (`dd` becomes `đ`) or press the keys of a page; digits do neither. Nothing else at a desk
// is that long, so they need no words around them.

const MARK = '7';
const DIGITS = 39;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null for a record from elsewhere whose uuid is none: such a card would not scan. */
export const cardText = (patientUuid: string): string | null =>
  uuid.test(patientUuid)
    ? MARK +
      BigInt(`0x${patientUuid.replaceAll('-', '')}`)
        .toString()
        .padStart(DIGITS, '0')
    : null;

/** The uuid in a scanned card text; null for anything else. */
export function scannedCard(typed: string): string | null {
  const digits = /^7(\d{39})$/.exec(typed.trim())?.[1];
  if (digits === undefined) return null;
  const hex = BigInt(digits).toString(16).padStart(32, '0');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
