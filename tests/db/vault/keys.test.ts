// Who gets in and who does not: slots, the key file, passwords, the recovery code, waits and PINs.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { clearTries } from '../../../db/vault/backoff.ts';
import { VaultDamaged } from '../../../db/vault/damage.ts';
import { heldBy } from '../../../db/vault/held.ts';
import { deriveKey, usualCost } from '../../../db/vault/key-derivation.ts';
import {
  type KeyFile,
  type KeyFileBody,
  readKeyFiles,
  writeKeyFile,
  writeKeyFiles,
} from '../../../db/vault/key-file.ts';
import { checkPin, isWeakPin, setPin } from '../../../db/vault/pins.ts';
import { newRecoveryCode, parseRecoveryCode } from '../../../db/vault/recovery-code.ts';
import { rotateVaultKey } from '../../../db/vault/rotate.ts';
import {
  addStaffSlot,
  changePassword,
  removeStaffSlot,
  renewRecoveryCode,
  setPassword,
  setSlotEmail,
} from '../../../db/vault/staff-slots.ts';
import { checkPassword } from '../../../db/vault/unlock.ts';
import { ADMIN, aVault, CHEAP, NOW_MS, open, refusalOf, type VaultFolder } from './a-vault.ts';

const DOCTOR = {
  userId: 'user-doctor',
  email: 'Minh@HoaSen.example',
  password: 'Lantern-by-the-river-9',
  cost: CHEAP,
};

const keyFileOf = (at: VaultFolder): KeyFile => {
  const copy = readKeyFiles(at.keyFiles)[0];
  if (copy?.state !== 'good') throw new Error('the key file is good');
  return copy.file;
};
/** As somebody with a text editor and our source: the unkeyed checksum is right, the MAC is what it was. */
const forge = (
  at: VaultFolder,
  change: (body: KeyFileBody) => KeyFileBody,
  paths: readonly string[] = at.keyFiles,
) => {
  const { body, mac } = keyFileOf(at);
  for (const path of paths) writeKeyFile(path, { body: change(structuredClone(body)), mac });
};
const forgeSlots = (at: VaultFolder, change: (slots: KeyFileBody['slots']) => KeyFileBody['slots']) =>
  forge(at, (body) => ({ ...body, slots: change(body.slots) }));

describe('slots and the key file', () => {
  test('the usual cost is Argon2id with 64 MiB and three passes, and it opens', async () => {
    using at = await aVault();
    const vault = await open(at);
    await addStaffSlot(vault, { ...DOCTOR, cost: usualCost });
    expect(heldBy(vault).keyFile.body.slots.at(-1)?.cost).toEqual({ memoryKiB: 65536, passes: 3, lanes: 1 });
    vault.close();
    expect((await open(at, { credentials: DOCTOR })).clinicId).toBe('clinic-test');
  });

  test('keyslot-param-downgrade: a lowered cost in the file opens nothing', async () => {
    using at = await aVault();
    const vault = await open(at);
    await addStaffSlot(vault, { ...DOCTOR, cost: { ...CHEAP, passes: 3 } });
    vault.close();
    forgeSlots(at, (slots) => slots.map((slot) => ({ ...slot, cost: CHEAP })));
    expect(await refusalOf(() => open(at, { credentials: DOCTOR }))).toEqual({ code: 'wrong_password' });
    // Below the bounds it is not even computed.
    for (const cost of [
      { ...CHEAP, memoryKiB: 8 },
      { ...CHEAP, passes: 0 },
    ]) {
      rewriteText(at, (text) =>
        text
          .replaceAll('"memoryKiB": 19456', `"memoryKiB": ${cost.memoryKiB}`)
          .replaceAll('"passes": 1', `"passes": ${cost.passes}`),
      );
      expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'key_file' });
    }
  });

  test('keyslot-memory-bomb: a cost of a terabyte is refused before any memory is taken', async () => {
    using at = await aVault();
    const original = readFileSync(at.keyFiles[0], 'utf8');
    for (const bomb of [
      '"memoryKiB": 1073741824',
      '"memoryKiB": 1e300',
      '"memoryKiB": "19456"',
      '"memoryKiB": -1',
    ]) {
      writeFileSync(at.keyFiles[0], original);
      rewriteText(at, () => original.replaceAll('"memoryKiB": 19456', bomb));
      const before = process.memoryUsage().rss;
      expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'key_file' });
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    }
    writeFileSync(at.keyFiles[1], Buffer.alloc(3 * 1024 * 1024, 0x20));
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'key_file' });
  });

  test("keyslot-user-swap: a slot renamed to another person's is worth nothing", async () => {
    using at = await aVault();
    const vault = await open(at);
    await addStaffSlot(vault, DOCTOR);
    vault.close();
    const original = readFileSync(at.keyFiles[0]);
    const [admin, , doctor] = keyFileOf(at).body.slots;
    forgeSlots(at, (slots) =>
      slots.map((slot) =>
        slot.slotId === doctor?.slotId
          ? { ...slot, userId: ADMIN.userId }
          : slot.userId === ADMIN.userId
            ? { ...slot, userId: DOCTOR.userId }
            : slot,
      ),
    );
    expect(await refusalOf(() => open(at, { credentials: DOCTOR }))).toEqual({ code: 'wrong_password' });
    // Swapping only the e-mails changes no key, and is still seen: the file's MAC no longer fits.
    for (const path of at.keyFiles) writeFileSync(path, original);
    forgeSlots(at, (slots) =>
      slots.map((slot) => ({
        ...slot,
        emailTag:
          slot.type === 'staff'
            ? slot.userId === ADMIN.userId
              ? (doctor?.emailTag ?? null)
              : (admin?.emailTag ?? null)
            : null,
      })),
    );
    const credentials = { email: ADMIN.email, password: DOCTOR.password };
    expect(await refusalOf(() => open(at, { credentials }))).toEqual({
      code: 'vault_damaged',
      what: 'key_file',
    });
  });

  test('keyslot-user-swap: a public key put into a slot would take the next vault key with it, and is seen', async () => {
    using at = await aVault();
    const foreign = Buffer.alloc(32, 9).toString('base64');
    forgeSlots(at, (slots) =>
      slots.map((slot) => (slot.type === 'recovery' ? { ...slot, publicKey: foreign } : slot)),
    );
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'key_file' });
  });

  test('keyfile-torn-write: with one copy torn, missing or forged the other opens, and the bad one is kept', async () => {
    using at = await aVault();
    const whole = readFileSync(at.keyFiles[0]);
    const spoil: ((path: string) => void)[] = [
      (path) => writeFileSync(path, whole.subarray(0, 700)),
      (path) => writeFileSync(path, ''),
      (path) =>
        writeFileSync(path, Buffer.concat([whole.subarray(0, 300), Buffer.from([0]), whole.subarray(301)])),
      (path) => rmSync(path),
      (path) => forge(at, (body) => ({ ...body, epoch: 99, slots: body.slots.slice(0, 1) }), [path]),
    ];
    for (const path of at.keyFiles) {
      for (const [i, spoilIt] of spoil.entries()) {
        spoilIt(path);
        (await open(at, { nowMs: NOW_MS + i })).close();
        for (const copy of at.keyFiles) expect(readFileSync(copy).equals(whole)).toBe(true);
      }
    }
  });

  test('keyfile-torn-write: a kill between the two copies leaves the newer one valid', async () => {
    using at = await aVault();
    const vault = await open(at);
    const older = readFileSync(at.keyFiles[1]);
    await addStaffSlot(vault, DOCTOR);
    vault.close();
    writeFileSync(at.keyFiles[1], older);
    const again = await open(at, { credentials: DOCTOR });
    expect(again.clinicId).toBe('clinic-test');
    again.close();
    expect(readFileSync(at.keyFiles[1]).equals(readFileSync(at.keyFiles[0]))).toBe(true);
  });

  test('keyfile-torn-write: a MAC of the right number of letters and the wrong number of bytes is a damaged copy, not a crash', async () => {
    using at = await aVault();
    const { body } = keyFileOf(at);
    writeKeyFile(at.keyFiles[0], { body: { ...body, epoch: 99 }, mac: 'ữ'.repeat(43) });
    (await open(at)).close();
    for (const path of at.keyFiles) writeKeyFile(path, { body, mac: 'ữ'.repeat(43) });
    expect(await refusalOf(() => open(at))).toEqual({ code: 'vault_damaged', what: 'key_file' });
  });

  test('keyslot-user-swap: who kept an earlier vault key cannot sign a key file for the vault after its rotation', async () => {
    using at = await aVault();
    let vault = await open(at);
    await addStaffSlot(vault, DOCTOR);
    const { keyring, keyFile: before } = heldBy(vault);
    const keptKey = Buffer.from(keyring.vaultKey);
    const { vaultId } = vault;
    removeStaffSlot(vault, DOCTOR.userId);
    vault = await rotateVaultKey(vault, { nowMs: NOW_MS, userId: ADMIN.userId });
    vault.close();
    const { slots } = keyFileOf(at).body;
    const signingKey = deriveKey(keptKey, vaultId, 'header');
    const [doctor] = before.body.slots.filter(({ userId }) => userId === DOCTOR.userId);
    if (!doctor) throw new Error('the doctor has a slot');
    // The colleague's slots as they are now, the own old one beside them: the next rotation would seal the new key to it.
    const body = { ...keyFileOf(at).body, generation: 1, retired: [], epoch: 99, slots: [...slots, doctor] };
    writeKeyFiles([at.keyFiles[0]], body, signingKey);
    const again = await open(at);
    expect(heldBy(again).keyFile.body.slots.map(({ userId }) => userId)).not.toContain(DOCTOR.userId);
    again.close();
  });

  test('keyfile-both-bad: damage with a report, never a wrong password and never a new clinic', async () => {
    using at = await aVault();
    for (const path of at.keyFiles) writeFileSync(path, 'not a key file');
    const error = await open(at).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(VaultDamaged);
    expect((error as VaultDamaged).failure).toEqual({ code: 'vault_damaged', what: 'key_file' });
    expect((error as VaultDamaged).report.keyFiles.map(({ state }) => state)).toEqual(['damaged', 'damaged']);
    expect(readFileSync(at.keyFiles[0], 'utf8')).toBe('not a key file');
  });

  test('the key file names nobody', async () => {
    using at = await aVault();
    const text = readFileSync(at.keyFiles[0], 'utf8').toLowerCase();
    for (const word of ['linh', 'hoasen', '@']) expect(text).not.toContain(word);
  });
});

const rewriteText = (at: VaultFolder, change: (text: string) => string) => {
  const text = change(readFileSync(at.keyFiles[0], 'utf8'));
  for (const path of at.keyFiles) writeFileSync(path, text);
};

describe('people', () => {
  test('deactivated-user-login: a removed slot opens nothing at once', async () => {
    using at = await aVault();
    const vault = await open(at);
    await addStaffSlot(vault, DOCTOR);
    await setPin(vault, { userId: DOCTOR.userId, pin: '407182' }, CHEAP);
    removeStaffSlot(vault, DOCTOR.userId);
    expect(await refusalOf(() => checkPassword(at.dataDir, DOCTOR))).toEqual({ code: 'wrong_password' });
    expect(await refusalOf(() => checkPin(vault, { userId: DOCTOR.userId, pin: '407182' }))).toEqual({
      code: 'pin_missing',
    });
    vault.close();
    expect(await refusalOf(() => open(at, { credentials: DOCTOR }))).toEqual({ code: 'wrong_password' });
  });

  test('deactivated-user-login: nor with one or both key files put back from before', async () => {
    using at = await aVault();
    const vault = await open(at);
    await addStaffSlot(vault, DOCTOR);
    const before = readFileSync(at.keyFiles[0]);
    removeStaffSlot(vault, DOCTOR.userId);
    vault.close();
    const after = readFileSync(at.keyFiles[0]);
    writeFileSync(at.keyFiles[1], before);
    expect(await refusalOf(() => open(at, { credentials: DOCTOR }))).toEqual({ code: 'wrong_password' });
    writeFileSync(at.keyFiles[0], before);
    expect(await refusalOf(() => open(at, { credentials: DOCTOR }))).toEqual({
      code: 'vault_damaged',
      what: 'key_file',
    });
    // Only the recovery code vouches for an older key file (it may be all that is left).
    (await open(at, { credentials: { recoveryCode: at.recoveryCode } })).close();
    expect(after.equals(before)).toBe(false);
  });

  test('deactivated-user-login: nor after a rotation, with the copy from before it beside the new one', async () => {
    using at = await aVault();
    let vault = await open(at);
    await addStaffSlot(vault, DOCTOR);
    const before = readFileSync(at.keyFiles[1]);
    removeStaffSlot(vault, DOCTOR.userId);
    vault = await rotateVaultKey(vault, { nowMs: NOW_MS, userId: ADMIN.userId });
    vault.close();
    writeFileSync(at.keyFiles[1], before);
    expect(await refusalOf(() => open(at, { credentials: DOCTOR }))).toEqual({ code: 'wrong_password' });
    (await open(at)).close();
  });

  test('a member changes the own password; an admin sets one; an e-mail changes; each at once', async () => {
    using at = await aVault();
    const vault = await open(at);
    await addStaffSlot(vault, DOCTOR);
    const next = 'Umbrella-over-the-bridge-3';
    const change = { userId: DOCTOR.userId, password: next, cost: CHEAP };
    expect(
      await refusalOf(() => changePassword(vault, { ...change, oldPassword: 'not this one at all' })),
    ).toEqual({ code: 'wrong_password' });
    await changePassword(vault, { ...change, oldPassword: DOCTOR.password });
    expect(await refusalOf(() => checkPassword(at.dataDir, DOCTOR))).toEqual({ code: 'wrong_password' });
    expect(await checkPassword(at.dataDir, { ...DOCTOR, password: next })).toEqual({ userId: DOCTOR.userId });
    await setPassword(vault, { userId: DOCTOR.userId, password: DOCTOR.password, cost: CHEAP });
    setSlotEmail(vault, DOCTOR.userId, 'minh.new@hoasen.example');
    expect(
      await refusalOf(() => checkPassword(at.dataDir, { email: DOCTOR.email, password: DOCTOR.password })),
    ).toEqual({ code: 'wrong_password' });
    const renamed = { email: ' MINH.NEW@hoasen.example ', password: DOCTOR.password };
    expect(await checkPassword(at.dataDir, renamed)).toEqual({ userId: DOCTOR.userId });
    vault.close();
  });

  test('a weak password is refused with a hint, and changes nothing', async () => {
    using at = await aVault();
    const vault = await open(at);
    const add = (password: string) =>
      refusalOf(() => addStaffSlot(vault, { ...DOCTOR, password, passwordMustNotBe: ['Phạm Quang Minh'] }));
    expect(await add('Short-1!')).toEqual({ code: 'weak_password', hint: 'short' });
    expect(await add('x'.repeat(257))).toEqual({ code: 'weak_password', hint: 'tooLong' });
    expect(await add('password1234')).toMatchObject({ code: 'weak_password' });
    expect(await add('aaaaaaaaaaaaaa')).toEqual({ code: 'weak_password', hint: 'repeats' });
    expect(await add('qwertyuiop[]')).toMatchObject({ code: 'weak_password' });
    expect(await add('minh@hoasen.example')).toMatchObject({ code: 'weak_password' });
    expect(heldBy(vault).keyFile.body.slots).toHaveLength(2);
    vault.close();
  });

  test('unicode-password-nfd: the same password from a keyboard that composes letters otherwise', async () => {
    using at = await aVault();
    const vault = await open(at);
    const password = 'Mưa rơi trên phố Huế ﬁne';
    await addStaffSlot(vault, { ...DOCTOR, password: password.normalize('NFC') });
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
      const typed = { ...DOCTOR, password: password.normalize(form) };
      expect(await checkPassword(at.dataDir, typed)).toEqual({ userId: DOCTOR.userId });
    }
    vault.close();
  });

  test('password-oversize: ten million letters are refused at once, and count as a try', async () => {
    using at = await aVault();
    const startedAtMs = performance.now();
    const credentials = { ...ADMIN, password: 'x'.repeat(10_000_000) };
    expect(await refusalOf(() => open(at, { credentials }))).toEqual({ code: 'wrong_password' });
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    expect(JSON.parse(readFileSync(at.tries, 'utf8')).counters[`user:${ADMIN.userId}`].tries).toBe(1);
  });
});

describe('the recovery code', () => {
  test('is read as people write it, and a slip of the pen is no try', () => {
    for (let i = 0; i < 200; i++) {
      const code = newRecoveryCode();
      const digits = code.replaceAll('-', '').slice(0, 32);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z*~$=U]$/);
      expect(parseRecoveryCode(code)).toBe(digits);
      expect(
        parseRecoveryCode(
          ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
        ),
      ).toBe(digits);
      expect(parseRecoveryCode(code.replaceAll('-', '–').replaceAll('1', 'I'))).toBe(digits);
      // One digit mistyped, or two neighbours swapped: the check character sees every such slip.
      const at = i % 32;
      const other = digits[at] === '7' ? '8' : '7';
      const check = code.at(-1);
      expect(parseRecoveryCode(digits.slice(0, at) + other + digits.slice(at + 1) + check)).toBeUndefined();
      const [a, b] = [digits[at % 31], digits[(at % 31) + 1]];
      const swapped = digits.slice(0, at % 31) + b + a + digits.slice((at % 31) + 2);
      if (a !== b) expect(parseRecoveryCode(swapped + check)).toBeUndefined();
    }
  });

  test('opens the vault for a new password, and after a renewal only the new one does', async () => {
    using at = await aVault();
    const vault = await open(at, { credentials: { recoveryCode: at.recoveryCode.toLowerCase() } });
    await setPassword(vault, { userId: ADMIN.userId, password: DOCTOR.password, cost: CHEAP });
    const renewed = await renewRecoveryCode(vault, { cost: CHEAP });
    vault.close();
    expect(await refusalOf(() => open(at, { credentials: { recoveryCode: at.recoveryCode } }))).toEqual({
      code: 'wrong_recovery_code',
    });
    (await open(at, { credentials: { recoveryCode: renewed } })).close();
    (await open(at, { credentials: { ...ADMIN, password: DOCTOR.password } })).close();
  });

  test('recovery-code-bruteforce: five codes at once, then the waits grow, and the right one must wait too', async () => {
    using at = await aVault();
    let up = 1_000_000;
    const enter = (recoveryCode: string) =>
      refusalOf(async () => (await open(at, { credentials: { recoveryCode }, uptimeMs: () => up })).close());
    for (let i = 0; i < 5; i++)
      expect(await enter(newRecoveryCode())).toEqual({ code: 'wrong_recovery_code' });
    expect(await enter(at.recoveryCode)).toEqual({ code: 'too_many_tries', retryAfterMs: 30_000 });
    up += 30_000;
    expect(await enter(newRecoveryCode())).toEqual({ code: 'wrong_recovery_code' });
    expect(await enter(at.recoveryCode)).toEqual({ code: 'too_many_tries', retryAfterMs: 60_000 });
    // A password is another door and is not held up by it.
    (await open(at, { uptimeMs: () => up })).close();
    up += 60_000;
    expect(await enter(at.recoveryCode)).toBe('not refused');
  });
});

describe('waits', () => {
  const wrong = { ...ADMIN, password: 'Evening-tea-42-river' };

  test('five tries are free, then 30 s, 1, 2, 5, 15, 15 minutes: never for ever', async () => {
    using at = await aVault();
    let up = 50_000_000;
    const sign = (credentials: typeof ADMIN) =>
      refusalOf(async () => (await open(at, { credentials, uptimeMs: () => up })).close());
    for (let i = 0; i < 4; i++) expect(await sign(wrong)).toEqual({ code: 'wrong_password' });
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      expect(await sign(wrong)).toEqual({ code: 'wrong_password' });
      const refused = await sign(ADMIN);
      if (refused === 'not refused' || refused.code !== 'too_many_tries') throw new Error('it must wait');
      waits.push(refused.retryAfterMs / 1000);
      up += refused.retryAfterMs;
    }
    expect(waits).toEqual([30, 60, 120, 300, 900, 900, 900]);
    expect(await sign(ADMIN)).toBe('not refused');
    expect(await sign(wrong)).toEqual({ code: 'wrong_password' });
  });

  test('backoff-clock-rollback: neither a clock set back or forward nor a restart of the app shortens a wait', async () => {
    using at = await aVault();
    let up = 5_000_000;
    const sign = (nowMs: number) =>
      refusalOf(async () => (await open(at, { nowMs, uptimeMs: () => up })).close());
    for (let i = 0; i < 5; i++) await refusalOf(() => open(at, { credentials: wrong, uptimeMs: () => up }));
    for (const nowMs of [0, NOW_MS - 9e9, NOW_MS + 9e9]) {
      expect(await sign(nowMs)).toEqual({ code: 'too_many_tries', retryAfterMs: 30_000 });
    }
    up += 10_000;
    expect(await sign(NOW_MS)).toEqual({ code: 'too_many_tries', retryAfterMs: 20_000 });
    // The machine was restarted: its uptime begins anew, and what it shows has passed at least.
    up = 12_000;
    expect(await sign(NOW_MS)).toEqual({ code: 'too_many_tries', retryAfterMs: 18_000 });
    up = 30_000;
    expect(await sign(NOW_MS)).toBe('not refused');
  });

  test('many tries at once are all counted, and somebody unknown waits as somebody known does', async () => {
    using at = await aVault();
    const vault = await open(at);
    const credentials = { email: 'nobody@hoasen.example', password: 'Evening-tea-42-river' };
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => refusalOf(() => checkPassword(at.dataDir, credentials, () => 1))),
    );
    const codes = answers.map((answer) => (answer === 'not refused' ? answer : answer.code));
    expect(codes.filter((code) => code === 'wrong_password')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too_many_tries')).toHaveLength(4);
    vault.close();
  });

  test('one password tried on everybody is slowed too', async () => {
    using at = await aVault();
    const vault = await open(at);
    const spray = (i: number) =>
      refusalOf(() =>
        checkPassword(at.dataDir, { userId: `user-${i}`, password: 'Spring-time-2026!' }, () => 1),
      );
    for (let i = 0; i < 20; i++) expect(await spray(i)).toEqual({ code: 'wrong_password' });
    expect(await spray(20)).toMatchObject({ code: 'too_many_tries' });
    vault.close();
  });

  test('a torn or deleted count of tries keeps nobody out', async () => {
    using at = await aVault();
    writeFileSync(at.tries, '{"counters": {"everyo');
    (await open(at)).close();
    rmSync(at.tries, { force: true });
    (await open(at)).close();
  });
});

describe('PINs', () => {
  const pin = { userId: ADMIN.userId, pin: '407182' };

  test('pin-bruteforce: five wrong ones, then it waits; the right one must wait too; a password frees it', async () => {
    using at = await aVault();
    const vault = await open(at);
    await setPin(vault, pin, CHEAP);
    const enter = (digits: string) => refusalOf(() => checkPin(vault, { ...pin, pin: digits }, () => 1));
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await enter('000001')).toEqual({ code: 'wrong_pin', triesLeft });
    expect(await enter(pin.pin)).toEqual({ code: 'too_many_tries', retryAfterMs: 30_000 });
    await checkPassword(at.dataDir, ADMIN, () => 1);
    expect(await enter(pin.pin)).toBe('not refused');
    expect(await enter('40718')).toMatchObject({ code: 'wrong_pin' });
    expect(await enter("' OR 1=1 --")).toMatchObject({ code: 'wrong_pin' });
    vault.close();
    clearTries(at.tries, [`pin:${pin.userId}`]);
  });

  test("pin-cross-user: one person's PIN, or a copy of its verifier, lets nobody else in", async () => {
    using at = await aVault();
    const vault = await open(at);
    await setPin(vault, pin, CHEAP);
    const other = { userId: 'user-doctor', pin: pin.pin };
    expect(await refusalOf(() => checkPin(vault, other))).toEqual({ code: 'pin_missing' });
    await setPin(vault, { ...other, pin: '938251' }, CHEAP);
    expect(await refusalOf(() => checkPin(vault, other))).toMatchObject({ code: 'wrong_pin' });
    vault.sqlite
      .prepare(
        'UPDATE staffPins SET verifier = (SELECT verifier FROM staffPins WHERE userId = ?) WHERE userId = ?',
      )
      .run(pin.userId, other.userId);
    expect(await refusalOf(() => checkPin(vault, other))).toMatchObject({ code: 'wrong_pin' });
    vault.close();
  });

  test.each([
    '000000',
    '111111',
    '123456',
    '654321',
    '121212',
    '123123',
    '112233',
    '000111',
    '345678',
    '890123',
    '12345',
    '1234567',
    '12345a',
    '',
    '１２３４５７',
  ])('the PIN %j is too easy to guess or no PIN', async (weak) => {
    expect(isWeakPin(weak)).toBe(true);
  });
  test.each(['407182', '938251', '190875'])('the PIN %j is taken', (good) =>
    expect(isWeakPin(good)).toBe(false),
  );
});

describe('key-in-log', () => {
  test('key-in-log: no key, password or code in anything that could be logged: errors, refusals, reports, the vault itself', async () => {
    using at = await aVault();
    const said: string[] = [];
    const log = (value: unknown) =>
      said.push(
        inspect(value, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null }),
        JSON.stringify(value) ?? '',
        String(value),
      );
    const original = {
      log: console.log,
      error: console.error,
      warn: console.warn,
    };
    console.log = console.error = console.warn = (...values: unknown[]) => values.forEach(log);
    let secrets: Buffer[] = [];
    try {
      const vault = await open(at);
      const held = heldBy(vault);
      secrets = [held.keyring.vaultKey, ...Object.values(vault.keys)].map((key) => Buffer.from(key));
      log({ vault: { ...vault, sqlite: undefined, db: undefined }, keys: vault.keys, keyring: held.keyring });
      for (const work of [
        () => open(at),
        () => checkPassword(at.dataDir, { ...ADMIN, password: 'Secret-wrong-password-5' }),
        () => setPin(vault, { userId: 'u', pin: '123456' }),
        () => addStaffSlot(vault, { ...DOCTOR, password: 'weak-secret' }),
        () => vault.sqlite.prepare('SELECT * FROM nowhere').get(),
        () => open(at, { credentials: { recoveryCode: `${at.recoveryCode.slice(0, -1)}X` } }),
      ]) {
        await Promise.resolve().then(work).catch(log);
      }
      vault.close();
      rmSync(at.database);
      await open(at).catch(log);
    } finally {
      Object.assign(console, { log: original.log, error: original.error, warn: original.warn });
    }
    const text = said.join('\n');
    expect(text.length).toBeGreaterThan(1_000);
    for (const secret of secrets) {
      expect(secret.some((byte) => byte !== 0)).toBe(true);
      const bytes = [...secret].slice(0, 6);
      for (const form of [
        secret.toString('hex'),
        secret.toString('base64'),
        secret.toString('base64url'),
        bytes.join(', '),
        bytes.join(','),
        secret.toString('hex').slice(0, 12).replace(/(..)/g, '$1 ').trim(),
      ]) {
        expect(text).not.toContain(form);
      }
    }
    for (const word of [
      ADMIN.password,
      'Secret-wrong-password-5',
      'weak-secret',
      at.recoveryCode.slice(0, 9),
    ])
      expect(text).not.toContain(word);
  });

  test('key-in-log: after closing, the keys are zeros', async () => {
    using at = await aVault();
    const vault = await open(at);
    const { keyring } = heldBy(vault);
    vault.close();
    for (const key of [...Object.values(vault.keys), keyring.vaultKey])
      expect(key.every((byte) => byte === 0)).toBe(true);
  });
});
