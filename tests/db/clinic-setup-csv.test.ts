// Lists through CSV on a real vault: what goes out comes back as no change, and a dry run never promises more than the import keeps.
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { allDoctors, departmentsOf, roomsOf, servicesOf, workingHoursOf } from '../../db/clinic-setup.ts';
import { checkCsv, type CsvReport, exportCsv, importCsv } from '../../db/csv-import.ts';
import { fill } from '../../db/write.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { type CsvListName, csvListNames } from '../../domain/csv-lists.ts';
import { aDepartment, aDoctor, aPatient, aService, aUser } from '../support/builders.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const by = { userId: 'user-admin', nowMs: NOW_MS + 1 };

let vault: TestVault;
beforeEach(() => {
  vault = openTestVault();
  return () => vault[Symbol.dispose]();
});

function fillClinic() {
  fill(vault, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
    tx.insert('departments', aDepartment());
    tx.insert(
      'departments',
      aDepartment({ id: 'department-heart', name: '=Tim, "mạch"\r\n(2)', isActive: false }),
    );
    tx.insert('services', aService());
    const usual = {
      usualDose: '-1 viên',
      usualRoute: 'uống',
      usualFrequency: '3 lần',
      usualDuration: '7 ngày',
    };
    for (const [id, name, strength, isActive] of [
      ['medicine-1', 'Amoxicilin', '500 mg', true],
      ['medicine-2', '=Paracetamol; "sủi"', '', false],
    ] as const) {
      const medicine = {
        id,
        name,
        strength,
        isActive,
        ingredients: 'amoxicillin; +clavulanic',
        form: 'viên',
      };
      tx.insert('medicines', { ...medicine, ...usual, usualInstructions: 'sau ăn\nuống nhiều nước' });
    }
    tx.insert('diagnosisCodes', { id: 'code-1', code: 'J02.9', text: 'Viêm họng cấp', isActive: true });
    tx.insert('diagnosisCodes', { id: 'code-2', code: '-I10', text: '=Tăng, "huyết áp"', isActive: false });
    for (const [id, roomNumber] of [
      ['room-1', '101'],
      ['room-2', '-102'],
    ] as const) {
      tx.insert('rooms', { id, roomNumber, floor: '1', departmentId: null, isActive: true });
    }
    tx.insert('users', aUser());
    tx.insert('users', aUser({ id: 'user-binh', fullName: 'Lê Bình' }));
    tx.insert('doctors', aDoctor({ roomId: 'room-1', bio: 'Dòng một\nDòng hai', licenseNumber: '+012' }));
    tx.insert('doctors', aDoctor({ id: 'user-binh', roomId: 'room-2' }));
    for (const [weekday, fromTime, toTime] of [
      [1, '08:00', '12:00'],
      [1, '13:00', '16:30'],
      [2, '08:00', '12:00'],
    ] as const) {
      tx.insert('workingHours', {
        id: `hours-${weekday}-${fromTime}`,
        doctorId: 'user-an',
        weekday,
        fromTime,
        toTime,
      });
    }
    const leave = {
      scope: 'doctor',
      doctorId: 'user-an',
      roomId: null,
      kind: 'leave',
      fromDate: '2026-12-01',
      toDate: '2026-12-02',
    } as const;
    const whole = { fromTime: null, toTime: null, archivedAtMs: null };
    tx.insert('timeOff', { id: 'off-1', ...leave, ...whole, reason: '@họp' });
    tx.insert('timeOff', { id: 'off-2', ...leave, ...whole, reason: '@họp' });
    tx.insert('timeOff', {
      id: 'off-3',
      ...leave,
      ...whole,
      scope: 'clinic',
      doctorId: null,
      kind: 'holiday',
      reason: '',
      fromTime: '08:00',
      toTime: '12:00',
    });
    tx.insert('patients', aPatient({ allergies: '=penicillin', address: '12 Lê Lợi, Q.1' }));
    tx.insert(
      'patients',
      aPatient({ id: 'p-2', recordNumber: 'A-000002', phone: '+84 90-1', dateOfBirth: null }),
    );
  });
}

async function check(list: CsvListName, text: string, locale: Locale = 'vi'): Promise<CsvReport> {
  const steps = checkCsv(vault, { list, text, locale }, by);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}
const take = (list: CsvListName, text: string, skipBad = false) =>
  importCsv(vault, { list, text, locale: 'vi' }, { by, skipBad });
const auditCount = () =>
  (vault.sqlite.prepare('SELECT COUNT(*) AS n FROM auditLog').get() as { n: number }).n;
const unchanged = { added: 0, changed: 0, removed: 0, problemCount: 0, problems: [], ignored: [] };

describe('csv-formula-export', () => {
  test.each(csvListNames)(
    '%s: what was exported comes back as no change, in either language',
    async (list) => {
      fillClinic();
      for (const locale of ['vi', 'en'] as const) {
        const { text, rows } = await exportCsv(vault, list, locale);
        expect(rows).toBeGreaterThan(0);
        expect(await check(list, text.slice(1), locale)).toEqual({ ...unchanged, total: rows, same: rows });
      }
    },
  );

  test('any department, whatever its letters, comes back as no change', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Ễ', '=', '+', '-', '@', "'", '"', ',', ';', '\n', ' ', '\t', '\r'),
      minLength: 1,
      maxLength: 12,
    });
    const rows = fc.uniqueArray(
      fc.record({
        name: text.filter((name) => name.trim() !== ''),
        description: text,
        examinationFeeMinor: fc.nat(),
      }),
      {
        selector: ({ name }) => name.trim().toLowerCase().replace(/\s+/g, ' '),
        minLength: 1,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (departments) => {
        using fresh = openTestVault();
        fill(fresh, { userId: null, kind: 'test', nowMs: NOW_MS }, (tx) => {
          for (const row of departments) tx.insert('departments', aDepartment({ ...row, id: tx.newId() }));
        });
        const { text: file } = await exportCsv(fresh, 'departments', 'vi');
        const report = await importCsv(
          fresh,
          { list: 'departments', text: file.slice(1), locale: 'vi' },
          { by, skipBad: false },
        );
        expect(report).toMatchObject({ ...unchanged, same: departments.length, isImported: true });
      }),
      { numRuns: 25 },
    );
  });
});

describe('A dry run', () => {
  const file =
    'Tên khoa;Phí khám;Đang hoạt động\nDa liễu;150.000;có\n\nTim mạch;nhiều;có\n;1;có\nda  LIỄU;5;có\nMắt;1;có lẽ';

  test('names each bad row by line, column and what stands there, and changes nothing', async () => {
    const before = auditCount();
    const report = await check('departments', file);
    expect(report).toMatchObject({ total: 5, added: 1, changed: 0, same: 0, problemCount: 4 });
    expect(report.problems).toEqual([
      { line: 4, column: 'Phí khám', value: 'nhiều', what: { kind: 'field', key: 'validation.money' } },
      { line: 5, column: 'Tên khoa', value: '', what: { kind: 'field', key: 'validation.required' } },
      { line: 6, column: null, value: '', what: { kind: 'csv', problem: 'twice' } },
      { line: 7, column: 'Đang hoạt động', value: 'có lẽ', what: { kind: 'csv', problem: 'not_yes_or_no' } },
    ]);
    expect(departmentsOf(vault)).toEqual([]);
    expect(auditCount()).toBe(before);
  });

  test('a file with a bad row imports nothing, unless the bad rows are to be left out', async () => {
    expect(await take('departments', file)).toMatchObject({ isImported: false, problemCount: 4 });
    expect(departmentsOf(vault)).toEqual([]);
    expect(await take('departments', file, true)).toMatchObject({ isImported: true, added: 1 });
    expect(departmentsOf(vault).map((row) => [row.name, row.examinationFeeMinor])).toEqual([
      ['Da liễu', 150_000],
    ]);
  });

  test('a file without the name column is refused, and the missing column is named', async () => {
    await expect(check('departments', 'Phí khám\n5')).rejects.toThrow(
      expect.objectContaining({ failure: { code: 'csv_columns_missing', columns: ['Tên khoa'] } }),
    );
    await expect(check('departments', '')).rejects.toThrow(
      expect.objectContaining({ message: 'csv_columns_missing' }),
    );
  });

  test('a row with more cells than the header has a comma too many', async () => {
    const { problems } = await check('departments', 'name,description\nMắt,sáng, chiều');
    expect(problems.map(({ what }) => what)).toEqual([{ kind: 'csv', problem: 'too_many_cells' }]);
  });
});

describe('Imports', () => {
  beforeEach(fillClinic);

  test('only the columns of the file change; the rest of the row stays', async () => {
    expect(await take('departments', 'name,examination fee,Ghi chú\nnội tổng quát,180000,x')).toMatchObject({
      changed: 1,
      ignored: ['Ghi chú'],
    });
    expect(departmentsOf(vault).find((row) => row.id === 'department-general')).toMatchObject({
      examinationFeeMinor: 180_000,
      isActive: true,
      name: 'nội tổng quát',
    });
  });

  test('a service finds its department by name; a department nobody knows is named', async () => {
    const report = await take(
      'services',
      'department,name,price\nNội tổng quát,Siêu âm,200000\nNha khoa,Nhổ răng,1',
      true,
    );
    expect(report).toMatchObject({ added: 1, problemCount: 1 });
    expect(report.problems[0]).toEqual({
      line: 3,
      column: 'department',
      value: 'Nha khoa',
      what: { kind: 'csv', problem: 'unknown_department' },
    });
    expect(servicesOf(vault).map((row) => row.name)).toContain('Siêu âm');
  });

  test('two doctors swap rooms in one file; a third who wants a taken room is refused in the dry run already', async () => {
    const swap = 'e-mail,room\nuser-an@hoasen.test,-102\nuser-binh@hoasen.test,101';
    expect(await take('doctors', swap)).toMatchObject({ isImported: true, changed: 2 });
    expect(allDoctors(vault).map((doctor) => [doctor.id, doctor.roomId])).toEqual([
      ['user-binh', 'room-1'],
      ['user-an', 'room-2'],
    ]);
    const { problems } = await check('doctors', 'e-mail,room\nuser-an@hoasen.test,101');
    expect(problems[0]?.what).toMatchObject({
      kind: 'refused',
      failure: { code: 'room_has_doctor', doctorName: 'Lê Bình' },
    });
    expect(roomsOf(vault)).toHaveLength(2);
  });

  test('the rows of a doctor are the whole week; an overlap is refused and the old week stays', async () => {
    const head = 'Bác sĩ (e-mail),Thứ,Từ giờ,Đến giờ\n';
    const week = `${head}user-an@hoasen.test,Thứ Hai,08:00,12:00\nuser-an@hoasen.test,T4,8:00,11:00`;
    expect(await check('workingHours', week)).toMatchObject({ added: 1, same: 1, removed: 2 });
    const overlap = `${week}\nuser-an@hoasen.test,Thứ Hai,11:00,13:00`;
    expect(await take('workingHours', overlap, true)).toMatchObject({ isImported: false });
    expect(workingHoursOf(vault)).toHaveLength(3);
    expect(await take('workingHours', week)).toMatchObject({ isImported: true });
    expect(workingHoursOf(vault).map((row) => `${row.weekday} ${row.fromTime}`)).toEqual([
      '1 08:00',
      '3 08:00',
    ]);
  });

  test('a week cannot be half imported: a bad row refuses the file even when bad rows may be left out', async () => {
    const text =
      'Bác sĩ (e-mail),Thứ,Từ giờ,Đến giờ\nuser-an@hoasen.test,2,08:00,12:00\nuser-an@hoasen.test,T4,8:00,11:00';
    expect(await take('workingHours', text, true)).toMatchObject({ isImported: false, problemCount: 1 });
  });

  test('an import is one audit entry with its counts', async () => {
    await take('departments', 'name\nMắt\nTai mũi họng');
    const last = vault.sqlite
      .prepare('SELECT action, entity, detail FROM auditLog ORDER BY seq DESC LIMIT 1')
      .get() as Record<string, string>;
    expect(last).toMatchObject({ action: 'setup.importCsv', entity: 'departments' });
    expect(JSON.parse(last.detail ?? '')).toMatchObject({ note: { added: 2, changed: 0, removed: 0 } });
  });
});

describe('Patients by CSV', () => {
  const recordNumbers = () =>
    vault.sqlite.prepare('SELECT recordNumber FROM patients ORDER BY rowid').pluck().all() as string[];
  const head = 'Số hồ sơ,Họ và tên,Ngày sinh,Điện thoại\n';

  test('a new patient gets this PC’s next number; one from an older system keeps its own', async () => {
    expect(
      await take('patients', `${head},Nguyễn Thị Hoa,17/05/1990,0901 234 567\nHS-9,Trần Nam,,`),
    ).toMatchObject({ added: 2 });
    expect(recordNumbers()).toEqual(['A-000001', 'HS-9']);
  });

  test('a file imported twice doubles nobody', async () => {
    const text = `${head},Nguyễn Thị Hoa,1990-05-17,0901 234 567\nHS-9,Trần Nam,,`;
    await take('patients', text);
    expect(await take('patients', text)).toMatchObject({ added: 0, changed: 0, same: 2 });
  });

  test('a number of our own kind that nobody has, and a birth tomorrow, are refused in the dry run', async () => {
    const { problems, added } = await check(
      'patients',
      `${head}A-000777,Ai Đó,,\n,Bé Mai,2026-11-23,0901234567\n,Bé Lan,2026-11-22,0901234567`,
    );
    expect(added).toBe(1);
    expect(problems).toMatchObject([
      { line: 2, column: 'Số hồ sơ', what: { kind: 'field', key: 'validation.recordNumber' } },
      { line: 3, column: 'Ngày sinh', what: { kind: 'field', key: 'validation.dateInFuture' } },
    ]);
  });

  test('three thousand patients come in whole, and while they are read others get their turn', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, i) => `,Bệnh Nhân Số ${i},1990-01-01,09${String(i).padStart(8, '0')}`,
    );
    // Turns, not milliseconds: this machine is shared. A portion of 100 rows is about 10 ms of work.
    let turns = 0;
    let isReading = true;
    const takeTurns = () => {
      turns += 1;
      if (isReading) setImmediate(takeTurns);
    };
    setImmediate(takeTurns);
    const report = await check('patients', head + rows.join('\r\n'));
    isReading = false;
    expect(report).toMatchObject({ total: 3_000, added: 3_000, problemCount: 0 });
    expect(turns).toBeGreaterThanOrEqual(30);
    expect(await take('patients', head + rows.join('\r\n'))).toMatchObject({
      isImported: true,
      added: 3_000,
    });
    expect(recordNumbers()).toHaveLength(3_000);
  });
});
