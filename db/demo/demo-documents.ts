// A few papers of the demo clinic, in the charts of patients its first doctor sees today: lab reports as analysers print them, in the codes
// that every language shares. Sealed as real ones are.
import { randomBytes } from 'node:crypto';
import { lookAtDocument } from '../../domain/document-content.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { addDays } from '../../domain/civil-date.ts';
import { documentsFolder, keepFile, placeFile } from '../document-files.ts';
import { sealBytes, sha256 } from '../sealing/document-sealing.ts';
import { fill } from '../write.ts';
import type { Vault } from '../vault/vault.ts';
import { demoPeople } from './demo-people.ts';

type Paper = { title: Record<Locale, string>; daysAgo: number; source: string; lines: string[] };

const PAPERS: Paper[] = [
  {
    title: { en: 'Blood count', vi: 'Công thức máu' },
    daysAgo: 12,
    source: 'Medlab',
    lines: [
      'HEMATOLOGY  CBC',
      '',
      'WBC      6.8   10^9/L     4.0 - 10.0',
      'RBC      4.71  10^12/L    3.9 - 5.8',
      'HGB    139     g/L       120 - 165',
      'HCT      0.42  L/L       0.36 - 0.50',
      'MCV     88.9   fL         80 - 100',
      'PLT    251     10^9/L    150 - 400',
    ],
  },
  {
    title: { en: 'Blood sugar and lipids', vi: 'Đường huyết và mỡ máu' },
    daysAgo: 90,
    source: 'Medlab',
    lines: [
      'BIOCHEMISTRY',
      '',
      'GLU      6.4   mmol/L     3.9 - 6.1   H',
      'HbA1c    6.1   %          4.0 - 5.6   H',
      'CHOL     5.3   mmol/L         < 5.2   H',
      'TG       1.6   mmol/L         < 1.7',
      'HDL-C    1.2   mmol/L         > 1.0',
      'LDL-C    3.3   mmol/L         < 3.4',
    ],
  },
];

export async function fillDemoDocuments(
  vault: Vault,
  { locale, today, nowMs }: { locale: Locale; today: string; nowMs: number },
): Promise<void> {
  const doctor = demoPeople().find(({ role }) => role === 'doctor');
  const patients = vault.sqlite
    .prepare(
      `SELECT patientId FROM appointments WHERE doctorId = ? AND appointmentDate = ? AND status <> 'cancelled'
       GROUP BY patientId ORDER BY min(appointmentTime) LIMIT 3`,
    )
    .pluck()
    .all(doctor?.userId, today) as string[];
  const folder = documentsFolder(vault.dataDir);
  for (const [index, patientId] of patients.entries()) {
    const paper = PAPERS[index % PAPERS.length];
    if (!paper) continue;
    const dateOfRecord = addDays(today, -paper.daysAgo);
    const bytes = printout([...paper.lines, '', `${dateOfRecord}  #${4_100 + index}`]);
    const { sealed, ...key } = await sealBytes(bytes);
    const storedName = randomBytes(16).toString('hex');
    placeFile(folder, storedName, sealed);
    fill(vault, { userId: null, kind: 'demo.fill', nowMs }, (tx) =>
      tx.insert('healthDocuments', {
        id: tx.newId(),
        patientId,
        appointmentId: null,
        fileName: `${paper.title[locale]}.pdf`,
        fileSizeBytes: bytes.length,
        ...lookAtDocument(bytes, () => null),
        documentType: 'LAB_REPORT',
        title: paper.title[locale],
        sourceDoctor: paper.source,
        dateOfRecord,
        notes: '',
        storedName,
        ...key,
        contentHash: sha256(bytes),
        addedById: doctor?.userId ?? '',
        isArchived: false,
        deletedAtMs: null,
      }),
    );
    keepFile(folder, storedName);
  }
}

/** One A4 page in a typewriter's letters. */
function printout(lines: readonly string[]): Uint8Array {
  const text = lines.map((line) => `(${line.replace(/[()\\]/g, '')}) '`).join('\n');
  const content = `BT /F1 12 Tf 18 TL 60 780 Td\n${text}\nET`;
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
  ];
  let pdf = '%PDF-1.4\n';
  const places = bodies.map((body, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = bodies.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  pdf += `${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}
