// Texts used again: what placeholders become, which snippets a slash finds, whose template may be changed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fillPlaceholders,
  refuseForeignTemplate,
  snippetsFor,
  templateInput,
} from '../../domain/templates.ts';
import { refusalIn } from '../support/refusal-in.ts';

describe('placeholders', () => {
  test('become what they stand for; what is unknown or not measured stays visible', () => {
    const text = '{{patient.name}}, {{ patient.age }}: {{vitals.bp}}, {{patient.shoe}}';
    const values = { 'patient.name': 'Bình', 'patient.age': '46 tuổi', 'vitals.bp': '' };
    expect(fillPlaceholders(text, values)).toBe('Bình, 46 tuổi: {{vitals.bp}}, {{patient.shoe}}');
  });

  test('a value is never read as a placeholder again', () => {
    expect(fillPlaceholders('{{patient.name}}', { 'patient.name': '{{today}} $1', today: 'x' })).toBe(
      '{{today}} $1',
    );
  });

  test('a text without braces stays as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => fillPlaceholders(text, { today: 'x' }) === text,
      ),
    );
  });
});

test('a slash finds by shortcut, then by name, one’s own before the clinic’s', () => {
  const snippet = (name: string, shortcut: string, doctorId: string | null) => ({ name, shortcut, doctorId });
  const all = [
    snippet('Uống nhiều nước', 'nuoc', null),
    snippet('Nước muối sinh lý', '', 'user-an'),
    snippet('Nghỉ ngơi', 'n', 'user-an'),
    snippet('Tái khám', 'tk', null),
  ];
  const namesFor = (typed: string) => snippetsFor(all, typed).map(({ name }) => name);
  expect(namesFor('n')).toEqual(['Nghỉ ngơi', 'Uống nhiều nước', 'Nước muối sinh lý']);
  expect(namesFor('NƯỚC')).toEqual(['Uống nhiều nước', 'Nước muối sinh lý']);
  expect(namesFor('xyz')).toEqual([]);
});

test('a template is changed by its doctor, the clinic’s by everybody who manages templates', () => {
  const by = { userId: 'user-an', role: 'doctor' as const };
  expect(refusalIn(() => refuseForeignTemplate({ doctorId: 'user-an' }, by))).toBeNull();
  expect(refusalIn(() => refuseForeignTemplate({ doctorId: null }, by))).toBeNull();
  expect(refusalIn(() => refuseForeignTemplate({ doctorId: 'user-khoa' }, by))).toEqual({
    code: 'not_your_template',
  });
});

test('a record’s template is texts, a prescription’s is lines, and nothing else is taken', () => {
  const template = { name: 'x', shortcut: '', isShared: false };
  const isTaken = (kind: string, content: string) =>
    templateInput.safeParse({ ...template, kind, content }).success;
  expect(isTaken('record', '{"diagnosis":"Cúm"}')).toBe(true);
  expect(isTaken('record', 'Cúm')).toBe(false);
  expect(isTaken('prescription', '[]')).toBe(true);
  expect(isTaken('prescription', '{"diagnosis":"Cúm"}')).toBe(false);
  expect(isTaken('snippet', 'Uống nhiều nước')).toBe(true);
});
