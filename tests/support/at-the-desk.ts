// A person at the desk for tests of routers: the context a call is made with, over a real vault. What the machine around it offers
// (printing, files, session) is given by the test that needs it; anything else that is touched throws.
import type { ApiContext, SignedIn } from '../../electron/api/trpc.ts';
import type { Desk } from '../../electron/desk.ts';
import { NOW_MS, type TestVault } from './test-vault.ts';

export const doctorAn: SignedIn = { userId: 'user-an', role: 'doctor', fullName: 'Nguyễn Thị An' };
export const doctorKhoa: SignedIn = { userId: 'user-khoa', role: 'doctor', fullName: 'Lê Minh Khoa' };
export const receptionistLan: SignedIn = {
  userId: 'user-lan',
  role: 'receptionist',
  fullName: 'Phạm Ngọc Lan',
};
export const adminHa: SignedIn = { userId: 'user-ha', role: 'admin', fullName: 'Đỗ Thu Hà' };

/** A desk with the parts a test gives; any other part throws when it is touched. */
export const aDesk = (given: Partial<Desk> = {}): Desk =>
  new Proxy(given as Desk, {
    get(desk, name) {
      if (name in desk) return Reflect.get(desk, name);
      throw new Error(`this test gives the desk no ${String(name)}`);
    },
  });

export const atTheDesk = (
  vault: TestVault,
  user: SignedIn | null,
  given: Partial<ApiContext> = {},
): ApiContext => ({
  vault,
  user,
  isLocked: false,
  nowMs: NOW_MS,
  desk: aDesk(),
  ...given,
});
