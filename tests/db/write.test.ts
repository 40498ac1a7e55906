import { describe, expect, it } from 'vitest';
import { auditHead, verifyAuditChain } from '../../db/audit.ts';
import { write } from '../../db/write.ts';
import type { RowChange } from '../../domain/outbox.ts';
import { NOW_MS, openTestVault, type TestVault } from '../support/test-vault.ts';

const by = (kind: string) => ({ userId: 'user-1', kind, nowMs: NOW_MS });
const aDepartment = (name: string) => ({
  id: `dep-${name}`,
  name,
  icon: 'heart',
  description: '',
  isActive: true,
  examinationFeeMinor: 150_000,
});
const outboxOf = (vault: TestVault) =>
  vault.sqlite.prepare('SELECT deviceSeq, kind, changes FROM outbox ORDER BY deviceSeq').all() as {
    deviceSeq: number;
    kind: string;
    changes: string;
  }[];
const changesOf = (entry: { changes: string } | undefined) =>
  JSON.parse(entry?.changes ?? '[]') as RowChange[];

describe('the write door', () => {
  it('saves a row, its outbox entry and its audit entry together', () => {
    using vault = openTestVault();
    const saved = write(vault, by('departments.create'), (tx) =>
      tx.insert('departments', aDepartment('Nhi')),
    );
    expect(saved).toMatchObject({
      name: 'Nhi',
      clinicId: vault.clinicId,
      createdAtMs: NOW_MS,
      rowVersion: 0,
      isActive: true,
    });
    expect(outboxOf(vault)).toMatchObject([{ deviceSeq: 1, kind: 'departments.create' }]);
    expect(
      vault.sqlite.prepare('SELECT action, entity, entityId FROM auditLog ORDER BY seq DESC').get(),
    ).toEqual({
      action: 'departments.create',
      entity: 'departments',
      entityId: 'dep-Nhi',
    });
    expect(vault.heads.at(-1)).toEqual(auditHead(vault));
  });

  it('leaves nothing behind when the work refuses half-way', () => {
    using vault = openTestVault();
    const before = auditHead(vault);
    expect(() =>
      write(vault, by('departments.create'), (tx) => {
        tx.insert('departments', aDepartment('Nhi'));
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(vault.sqlite.prepare('SELECT count(*) AS n FROM departments').get()).toEqual({ n: 0 });
    expect(outboxOf(vault)).toEqual([]);
    expect(auditHead(vault)).toEqual(before);
  });

  it('sends on only the fields that really changed', () => {
    using vault = openTestVault();
    write(vault, by('departments.create'), (tx) => tx.insert('departments', aDepartment('Nhi')));
    write(vault, by('departments.edit'), (tx) =>
      tx.update('departments', 'dep-Nhi', { name: 'Nhi', examinationFeeMinor: 200_000 }),
    );
    expect(changesOf(outboxOf(vault).at(-1))).toEqual([
      {
        table: 'departments',
        id: 'dep-Nhi',
        op: 'update',
        baseRowVersion: 0,
        fields: { examinationFeeMinor: 200_000 },
      },
    ]);
  });

  it('audits a look at a chart without sending anything on', () => {
    using vault = openTestVault();
    write(vault, by('records.read'), (tx) =>
      tx.about({ entity: 'medicalRecords', entityId: 'r1', patientId: 'p1' }),
    );
    expect(outboxOf(vault)).toEqual([]);
    expect(vault.sqlite.prepare('SELECT action, patientId FROM auditLog ORDER BY seq DESC').get()).toEqual({
      action: 'records.read',
      patientId: 'p1',
    });
  });

  it('numbers its outbox without a gap, also after a refused write', () => {
    using vault = openTestVault();
    for (const name of ['Nhi', 'refused', 'Mắt', 'Tim']) {
      try {
        write(vault, by('departments.create'), (tx) => {
          tx.insert('departments', aDepartment(name));
          if (name === 'refused') throw new Error('no');
        });
      } catch {}
    }
    expect(outboxOf(vault).map((entry) => entry.deviceSeq)).toEqual([1, 2, 3]);
  });

  it('refuses a write inside a write', () => {
    using vault = openTestVault();
    expect(() => write(vault, by('outer'), () => write(vault, by('inner'), () => 0))).toThrow(
      'never runs inside another',
    );
  });
});

describe('the audit chain', () => {
  const threeEntries = () => {
    const vault = openTestVault();
    for (const name of ['Nhi', 'Mắt', 'Tim'])
      write(vault, by('departments.create'), (tx) => tx.insert('departments', aDepartment(name)));
    return vault;
  };

  const triggersOf = (vault: TestVault) =>
    vault.sqlite
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'auditLog'")
      .pluck()
      .all() as string[];

  it('is whole after ordinary work', () => {
    using vault = threeEntries();
    expect(verifyAuditChain(vault)).toEqual({ ok: true, head: auditHead(vault) });
  });

  it('never holds a value of the clinic, only the names of fields', () => {
    using vault = threeEntries();
    const text = JSON.stringify(vault.sqlite.prepare('SELECT * FROM auditLog').all());
    expect(text).not.toContain('heart');
    expect(text).not.toContain('150000');
    expect(text).toContain('examinationFeeMinor');
  });

  it('audit-row-edit: an entry cannot be changed, and a forced change is found', () => {
    using vault = threeEntries();
    expect(() => vault.sqlite.exec("UPDATE auditLog SET userId = 'somebody else' WHERE seq = 2")).toThrow(
      'never changed',
    );
    vault.sqlite.exec(
      "DROP TRIGGER audit_no_update; UPDATE auditLog SET userId = 'somebody else' WHERE seq = 2",
    );
    expect(verifyAuditChain(vault)).toEqual({ ok: false, brokenAtSeq: 2 });
  });

  it('audit-row-delete: an entry cannot be deleted, and a forced gap is found', () => {
    using vault = threeEntries();
    expect(() => vault.sqlite.exec('DELETE FROM auditLog WHERE seq = 3')).toThrow('never deleted');
    vault.sqlite.exec('DROP TRIGGER audit_no_delete; DELETE FROM auditLog WHERE seq = 3');
    expect(verifyAuditChain(vault)).toEqual({ ok: false, brokenAtSeq: 3 });
  });

  it('audit-trigger-drop: without its triggers the chain still shows an entry that was slipped in, swapped or rewritten', () => {
    const forgeries = [
      "UPDATE auditLog SET detail = '{}' WHERE seq = 3",
      'UPDATE auditLog SET mac = (SELECT mac FROM auditLog WHERE seq = 2) WHERE seq = 3',
      'UPDATE auditLog SET seq = 99 WHERE seq = 3',
      `INSERT INTO auditLog (seq, atMs, userId, action, detail, mac)
        SELECT 5, atMs, userId, action, detail, mac FROM auditLog WHERE seq = 4`,
    ];
    for (const forgery of forgeries) {
      using vault = threeEntries();
      for (const trigger of triggersOf(vault)) vault.sqlite.exec(`DROP TRIGGER ${trigger}`);
      vault.sqlite.exec(forgery);
      expect(verifyAuditChain(vault)).toMatchObject({ ok: false });
    }
  });

  it('audit-write-fails: when the entry cannot be written the change fails too', () => {
    using vault = threeEntries();
    vault.sqlite.exec(
      "CREATE TRIGGER full BEFORE INSERT ON auditLog BEGIN SELECT RAISE(ABORT, 'no room for audit'); END",
    );
    expect(() =>
      write(vault, by('departments.create'), (tx) => tx.insert('departments', aDepartment('Da liễu'))),
    ).toThrow('no room');
    expect(
      vault.sqlite.prepare("SELECT count(*) AS n FROM departments WHERE name = 'Da liễu'").get(),
    ).toEqual({ n: 0 });
  });
});
