// kill -9 of a real process while it types and signs: what it was told is kept is kept, and a signature is there whole or not at all.
import { expect, test } from 'vitest';
import { newestDraft } from '../../../db/drafts.ts';
import { fill } from '../../../db/write.ts';
import { aDepartment, aDoctor, anAppointment, aPatient, aUser } from '../../support/builders.ts';
import { aClinic } from '../../support/test-vault.ts';
import { aVault, NOW_MS, open } from './a-vault.ts';
import { childSource, kill9, startChild } from './run-child.ts';

const KILLS = 8;
const VISITS = 4_000;

test('kill9-typing, kill9-signing: nothing acknowledged is lost, and no visit is half signed', {
  timeout: 240_000,
}, async () => {
  using at = await aVault();
  const filled = await open(at);
  fill(filled, { userId: null, kind: 'tests.visits', nowMs: NOW_MS }, (tx) => {
    tx.insert('clinics', { ...aClinic, id: tx.clinicId });
    tx.insert('users', aUser());
    tx.insert('departments', aDepartment());
    tx.insert('doctors', aDoctor());
    tx.insert('patients', aPatient());
    for (let visit = 0; visit < VISITS; visit++)
      tx.insert('appointments', anAppointment({ id: `visit-${visit}`, holdsSlot: false }));
  });
  filled.close();

  let [next, pauses, signatures] = [0, 0, 0];
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startChild(childSource('write-visits'), [at.dataDir, String(next)]);
    await child.saidAtLeast(1 + kill);
    await new Promise((later) => setTimeout(later, Math.random() * 60));
    await kill9(child);

    const vault = await open(at);
    const stateOf = (visit: number) =>
      vault.sqlite
        .prepare(
          `SELECT a.status, r.signedAtMs IS NOT NULL AS isSigned, r.diagnosis FROM appointments a
          LEFT JOIN medicalRecords r ON r.appointmentId = a.id WHERE a.id = ?`,
        )
        .get(`visit-${visit}`);
    const draftOf = (visit: number) =>
      newestDraft(vault, { userId: 'user-an', subject: `record:visit-${visit}` });
    const whole = (visit: number) => ({ status: 'completed', isSigned: 1, diagnosis: `of ${visit}` });
    const said = child.lines.map((line) => line.split(' '));
    for (const [what, visit] of said)
      if (what === 'signed') {
        signatures += 1;
        expect(stateOf(Number(visit))).toEqual(whole(Number(visit)));
        expect(draftOf(Number(visit))).toBeNull();
      }
    pauses += said.filter(([what]) => what === 'kept').length;
    const [what, visit, pause] = said.at(-1) ?? [];
    const last = Number(visit);
    if (what === 'kept') {
      const draft = draftOf(last);
      // Killed in the signature: it is in the record, whole, or the typing is still there.
      if (draft) expect(Number(draft.content)).toBeGreaterThanOrEqual(Number(pause));
      else expect(stateOf(last)).toEqual(whole(last));
    }
    const half = vault.sqlite
      .prepare(
        `SELECT count(*) FROM appointments a LEFT JOIN medicalRecords r ON r.appointmentId = a.id
        WHERE (a.status = 'completed') <> (r.signedAtMs IS NOT NULL)`,
      )
      .pluck()
      .get();
    expect(half).toBe(0);
    next = last + 2;
    vault.close();
  }
  process.stdout.write(
    `kill9-typing: ${KILLS} kills, ${pauses} pauses and ${signatures} signatures, 0 lost\n`,
  );
  expect(pauses).toBeGreaterThan(KILLS);
});
