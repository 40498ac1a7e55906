// The procedure builders. A feature's procedure names the permission it needs, so that forgetting one does not compile.
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { WriteContext, Tx } from '../../db/write.ts';
import { write } from '../../db/write.ts';
import { endedByClosing, type Vault } from '../../db/vault/vault.ts';
import type { Role } from '../../domain/accounts.ts';
import { type Failure, Refused } from '../../domain/failure.ts';
import { may, type Permission } from '../../domain/permissions.ts';
import type { Desk } from '../desk.ts';
import { logBug } from '../log.ts';

/** Who sits at the desk now. */
export type SignedIn = { userId: string; role: Role; fullName: string };

/** What one call is made with. The session decides `vault`, `user` and `isLocked`; see electron/session. */
export type ApiContext = {
  /** Null while the clinic is closed (no clinic yet, deep lock). */
  vault: Vault | null;
  user: SignedIn | null;
  /** The screen is locked: everything but the doorstep refuses. */
  isLocked: boolean;
  nowMs: number;
  /** Windows, printing, files and the session itself. */
  desk: Desk;
  /** Aborts when nobody waits for the answer any more: given up, or the person left the desk. */
  signal?: AbortSignal | undefined;
};

export type ErrorData = { failure: Failure } | { reference: string };

/** What the IPC link needs to know of a procedure. */
export type CallMeta = {
  /** The answer is a long list of what JSON can say: it crosses into the page as one text. */
  travelsAsText?: true;
};

const t = initTRPC
  .context<ApiContext>()
  .meta<CallMeta>()
  .create({
    // Nothing of an internal message ever leaves the main process: a failure goes typed, a bug as a reference into the log.
    errorFormatter({ shape, error, path }): { code: typeof shape.code; message: string; data: ErrorData } {
      const failure = failureOf(error);
      if (failure) return { code: shape.code, message: failure.code, data: { failure } };
      return {
        code: shape.code,
        message: 'internal',
        data: { reference: logBug(path ?? 'unknown', error.cause ?? error) },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** The typed refusal inside an error, if it is one: `Refused` and zod's complaints are; everything else is a bug. */
export function failureOf(error: TRPCError): Failure | null {
  if (error.cause instanceof Refused) return error.cause.failure;
  if (error.cause instanceof ZodError) return invalidInput(error.cause);
  if (error.code === 'NOT_FOUND' || error.code === 'METHOD_NOT_SUPPORTED' || error.code === 'PARSE_ERROR') {
    return { code: 'invalid_input', fields: {} };
  }
  return null;
}

export function invalidInput(error: ZodError): Failure {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    (fields[path] ??= []).push(
      issue.message.startsWith('validation.') ? issue.message : 'validation.invalid',
    );
  }
  return { code: 'invalid_input', fields };
}

/** For the doorstep alone: first run, sign-in, unlock, what state the app is in. Everything else says `permit(…)`. */
export const doorstep = t.procedure;

/** For the queue screen alone, which stands in the waiting room: a router of its own serves it (queue-screen.ts), and nobody is asked. */
export const onQueueScreen = t.procedure;

/** A procedure for people who may do `permission`. Its context has an open vault, a signed-in person, and the write door. */
export const permit = (permission: Permission) =>
  t.procedure.use(async ({ ctx, path, next }) => {
    if (!ctx.vault || !ctx.user) throw refused({ code: 'not_signed_in' });
    if (ctx.isLocked) throw refused({ code: 'locked' });
    if (!may(ctx.user.role, permission)) throw refused({ code: 'forbidden', permission });
    const signedIn = signedInContext(ctx, ctx.vault, ctx.user);
    const result = await next({ ctx: signedIn });
    if (result.ok) return result;
    const cause = endedByClosing(ctx.vault, result.error.cause);
    noteClosedChart(signedIn, cause, path);
    return cause === result.error.cause ? result : { ...result, error: refusedFor(cause) };
  });

/** Whoever was refused a closed chart stands in the trail too. The refusal took back its own transaction, so this is one of its own. */
function noteClosedChart(ctx: SignedInContext, cause: unknown, asked: string): void {
  if (!(cause instanceof Refused) || cause.failure.code !== 'chart_closed') return;
  const { patientId } = cause.failure;
  ctx.write('charts.refused', (tx) =>
    tx.about({ entity: 'patients', entityId: patientId, patientId, note: { asked } }),
  );
}

function signedInContext(ctx: ApiContext, vault: Vault, user: SignedIn) {
  return {
    ...ctx,
    vault,
    user,
    /** One write in the name of the person at the desk. `kind` is the use case, `appointments.book`. */
    write<Result>(kind: WriteContext['kind'], work: (tx: Tx) => Result): Result {
      return write(vault, { userId: user.userId, kind, nowMs: ctx.nowMs }, work);
    },
  };
}
export type SignedInContext = ReturnType<typeof signedInContext>;

const refusedFor = (cause: unknown) => new TRPCError({ code: 'FORBIDDEN', cause });
const refused = (failure: Failure) => refusedFor(new Refused(failure));
