// The call list of a leave, made by a real Chromium and read back: whom to ring about what.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from '../../../electron/api/router.ts';
import { createCallerFactory } from '../../../electron/api/trpc.ts';
import { fill } from '../../../db/write.ts';
import type { TimeOffInput } from '../../../domain/clinic-setup-input.ts';
import { aDesk, atTheDesk, receptionistLan } from '../../support/at-the-desk.ts';
import { anAppointment } from '../../support/builders.ts';
import { type ChromiumPrinting, chromiumPrinting } from '../../support/chromium-printing.ts';
import { fillFrontDesk } from '../../support/front-desk-clinic.ts';
import { readPdf } from '../../support/pdf-text.ts';
import { NOW_MS, openTestVault } from '../../support/test-vault.ts';

let printing: ChromiumPrinting;
beforeAll(async () => {
  printing = await chromiumPrinting();
});
afterAll(() => printing.close());

const entry: TimeOffInput = {
  scope: 'doctor',
  doctorId: 'user-an',
  roomId: null,
  kind: 'leave',
  fromDate: '2026-11-24',
  toDate: '2026-11-24',
  fromTime: null,
  toTime: null,
  reason: 'Hội nghị',
};

test.each([
  ['en', 'Call list', 'to be agreed'],
  ['vi', 'Danh sách gọi điện', 'gọi để hẹn lại'],
] as const)(
  'who moved has the old and the new time, who did not is to be called (%s)',
  async (locale, title, toCall) => {
    using vault = openTestVault();
    fillFrontDesk(vault, (tx) => {
      const on24 = { appointmentDate: '2026-11-24' };
      tx.insert('appointments', anAppointment({ id: 'visit-binh', ...on24 }));
      tx.insert(
        'appointments',
        anAppointment({ id: 'visit-cuc', patientId: 'patient-cuc', ...on24, appointmentTime: '10:00' }),
      );
    });
    fill(vault, { userId: null, kind: 'test.fill', nowMs: NOW_MS }, (tx) =>
      tx.update('users', 'user-lan', { locale }),
    );
    const lan = createCallerFactory(appRouter)(
      atTheDesk(vault, receptionistLan, { desk: aDesk({ printing }) }),
    );
    const { visits } = await lan.leave.plan({ entry });
    const moves = visits
      .filter(({ appointmentId }) => appointmentId === 'visit-binh')
      .map(({ appointmentId, seenMs }) => ({
        appointmentId,
        seenMs,
        doctorId: 'user-hung',
        date: '2026-11-25',
        time: '08:30',
      }));
    const saved = await lan.leave.save({ edit: { id: null, updatedAtMs: null }, entry, moves });
    if (!saved.isDone) throw new Error('nothing clashes here');
    const { pdf } = await lan.printing.callList.preview({
      timeOffId: saved.timeOff.id,
      movedIds: ['visit-binh'],
    });
    const page = readPdf(pdf);
    expect([Math.round(page.width), Math.round(page.height), page.pages]).toEqual([595, 842, 1]);
    for (const part of [
      title,
      'Nguyễn Thị An',
      'Hội nghị',
      'Trần Văn Bình',
      '0901234567',
      '24/11/2026 09:00',
      '25/11/2026 08:30',
      'Lê Hùng',
      'Phạm Thị Cúc',
      '24/11/2026 10:00',
      toCall,
    ])
      expect(page.text).toContain(part);
  },
);
