// Types into one visit after another and signs each, saying every pause and signature once it is acknowledged. Lives until it is killed.
import { consultationsRouter } from '../../../../electron/api/consultations.ts';
import { draftsRouter } from '../../../../electron/api/drafts.ts';
import { createCallerFactory, router } from '../../../../electron/api/trpc.ts';
import type { Desk } from '../../../../electron/desk.ts';
import { openFromArguments, say } from './speak.ts';

const { vault } = await openFromArguments();
const desk = new Proxy({} as Desk, {
  get: () => {
    throw new Error('nothing around the vault is touched');
  },
});
const caller = createCallerFactory(router({ consultations: consultationsRouter, drafts: draftsRouter }))(
  () => ({
    vault,
    user: { userId: 'user-an', role: 'doctor', fullName: 'Nguyễn Thị An' } as const,
    isLocked: false,
    nowMs: Date.now(),
    desk,
  }),
);
for (let visit = Number(process.argv[3]); ; visit++) {
  const appointmentId = `visit-${visit}`;
  for (let pause = 1; pause <= 4; pause++) {
    await caller.drafts.keep({ kind: 'record', appointmentId, content: String(pause) });
    say(`kept ${visit} ${pause}`);
  }
  await caller.consultations.sign({ appointmentId, basedOnMs: null, record: { diagnosis: `of ${visit}` } });
  say(`signed ${visit}`);
}
