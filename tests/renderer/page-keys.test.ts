import { afterEach, describe, expect, it } from 'vitest';
import { capsOf, forgetKeys, keysNow, type PageKey, tellKeys } from '../../renderer/app/page-keys.ts';

const owners: object[] = [];
const tell = (keys: PageKey[], title: string | null = null, isEverywhere = false) => {
  const owner = {};
  owners.push(owner);
  tellKeys(owner, { title, isEverywhere, keys });
  return owner;
};
afterEach(() => owners.splice(0).forEach(forgetKeys));

const labels = () => keysNow().map(({ title, keys }) => [title, ...keys.map(({ label }) => label)]);

describe('what may be pressed now', () => {
  it('is told page first, then its panels, then what works everywhere', () => {
    tell([{ keys: 'mod+L', label: 'Lock' }], null, true);
    tell([{ keys: 'C', label: 'Confirm' }], 'Appointment');
    tell([{ keys: 'N', label: 'New' }]);
    expect(labels()).toEqual([
      [null, 'New'],
      ['Appointment', 'Confirm'],
      [null, 'Lock'],
    ]);
  });

  it('puts what several components tell of one thing together', () => {
    tell([{ keys: 'N', label: 'New' }]);
    tell([{ keys: 'mod+P', label: 'Print' }]);
    expect(labels()).toEqual([[null, 'New', 'Print']]);
  });

  it('leaves out what does not exist here now, and keeps what is only off for a reason', () => {
    tell([
      { keys: 'Escape', label: 'Put down', when: false },
      { keys: 'C', label: 'Confirm', whyOff: 'It is confirmed already.' },
    ]);
    expect(labels()).toEqual([[null, 'Confirm']]);
  });

  it('is gone with the panel that listened', () => {
    forgetKeys(tell([{ keys: 'C', label: 'Confirm' }], 'Appointment'));
    expect(labels()).toEqual([]);
  });
});

describe('a key as its caps say it', () => {
  it.each([
    ['T', ['T']],
    ['mod+P', ['Ctrl', 'P']],
    ['mod+shift+P', ['Ctrl', 'Shift', 'P']],
    ['alt+ArrowLeft', ['Alt', '←']],
    ['shift+?', ['?']],
    ['/', ['/']],
    ['F8', ['F8']],
    ['Delete', ['Del']],
    ['PageDown', ['PageDown']],
  ])('%s', (key, caps) => {
    expect(capsOf(key)).toEqual(caps);
  });
});
