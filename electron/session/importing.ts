// Bringing a clinic in from an export: by whom, which file, and when it takes its place. What an export is, electron/leaving knows.
import { basename } from 'node:path';
import { Refused } from '../../domain/failure.ts';
import type { ExportSummary } from '../../domain/leaving.ts';
import { refused } from '../leaving/read-export.ts';
import { runLeaving } from '../leaving/leaving-jobs.ts';
import { confirmedCode, forgetCode } from './first-run.ts';
import { finishImport, markComplete } from './import-swap.ts';
import { importFolder } from './places.ts';
import type { Session } from './session.ts';
import { signIn } from './sign-in.ts';

// The file a person chose in the system's dialog, and what was seen in it. The window names no path.
type Chosen = { path: string; passphrase: string | null; summary: ExportSummary | null };
const chosen = new WeakMap<Session, Chosen>();

export function chooseExport(session: Session, path: string): { name: string } {
  chosen.set(session, { path, passphrase: null, summary: null });
  return { name: basename(path) };
}

/** Reads all of it. Refuses with `import_refused`. */
export async function lookThrough(session: Session, passphrase: string | null): Promise<ExportSummary> {
  const file = chosen.get(session);
  if (!file) throw refused('not_an_export');
  const summary = await runLeaving({ task: 'inspect', source: file.path, passphrase });
  chosen.set(session, { ...file, passphrase, summary });
  return summary;
}

export type BringIn = { adminUserId: string; password: string; typedGroups: readonly string[] };

/** Ends with the admin at the desk of the clinic that came in. What was here before is kept aside. */
export async function bringClinicIn(
  session: Session,
  { adminUserId, password, typedGroups }: BringIn,
): Promise<void> {
  const file = chosen.get(session);
  const admin = file?.summary?.admins.find(({ userId }) => userId === adminUserId);
  if (!file?.summary || !admin) throw refused('no_admin');
  const recoveryCode = confirmedCode(session, typedGroups);
  if (session.place !== 'clinic') throw new Refused({ code: 'busy' });
  await runLeaving({
    task: 'importClinic',
    source: file.path,
    passphrase: file.passphrase,
    clinic: file.summary,
    admin: { ...admin, password },
    dataDir: importFolder(session.rootDir),
    recoveryCode,
    nowMs: session.clock.nowMs(),
  });
  markComplete(session.rootDir);
  const wasHere = session.kind === 'open';
  await session.closeNow('signed_out');
  await session.inTurn(async () => {
    finishImport(session.rootDir, session.clock.nowMs());
    chosen.delete(session);
    forgetCode(session);
    // The copies of another clinic lie there: a place for the new one's is chosen anew.
    if (wasHere) session.prefer({ secondPlace: null });
    session.lookAgain();
  });
  await signIn(session, { email: admin.email, password });
}
