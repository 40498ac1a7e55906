// Makes the demo clinic while the window shows how far it is. Made under another name and renamed: killed or cancelled, nothing is left.
import { rmSync } from 'node:fs';
import { createDemo, type DemoSignIn, demoSignIns } from '../../db/demo/create-demo.ts';
import { renameDurably } from '../../db/vault/durable-file.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { Refused } from '../../domain/failure.ts';
import { placeFolder, unfinishedFolder } from './places.ts';
import type { Session } from './session.ts';

const running = new WeakMap<Session, AbortController>();

/** Ends at the closed door of the demo clinic, or, cancelled, where it began. */
export async function makeDemo(session: Session, locale: Locale): Promise<void> {
  if (running.has(session)) return;
  const stop = new AbortController();
  running.set(session, stop);
  try {
    await session.inTurn(async () => {
      await fillAndRename(session, { locale, signal: stop.signal });
      session.choosePlace('demo');
    });
  } catch (error) {
    session.lookAgain();
    if (!stop.signal.aborted) throw error;
  } finally {
    running.delete(session);
  }
}

export const cancelDemo = (session: Session): void => running.get(session)?.abort();

async function fillAndRename(
  session: Session,
  { locale, signal }: { locale: Locale; signal: AbortSignal },
): Promise<void> {
  const folder = placeFolder(session.rootDir, 'demo');
  const unfinished = unfinishedFolder(session.rootDir);
  if (session.kind !== 'no_clinic' && session.kind !== 'closed') throw new Refused({ code: 'busy' });
  session.makingDemo(0, 1);
  rmSync(unfinished, { recursive: true, force: true });
  try {
    const onProgress = (done: number, total: number) => session.makingDemo(done, total);
    const { vault } = await createDemo({
      dataDir: unfinished,
      locale,
      nowMs: session.clock.nowMs(),
      onProgress,
      signal,
    });
    vault.close();
    signal.throwIfAborted();
    renameDurably(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** One of each kind for the buttons; the others sign in with the same password. */
export function demoSignInsShown(): Pick<DemoSignIn, 'email' | 'fullName' | 'role' | 'password'>[] {
  const people = demoSignIns();
  const doctors = people.filter(({ role }) => role === 'doctor').slice(0, 2);
  const desk = ['admin', 'receptionist'].flatMap(
    (role) => people.find((person) => person.role === role) ?? [],
  );
  return [...desk, ...doctors].map(({ email, fullName, role, password }) => ({
    email,
    fullName,
    role,
    password,
  }));
}
