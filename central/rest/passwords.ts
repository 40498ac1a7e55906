// Forgotten and changed passwords, in the words of both source systems: by a link in a mail (web client) or by a code (app). Asking answers the
// same whether or not the e-mail has an account (faults F10, G7), and a new password ends the sessions that stood (F12).
import { z } from 'zod';
import { chosenPassword } from '../accounts/new-password.ts';
import { isCode } from '../accounts/one-time-codes.ts';
import { hashPassword, isPassword } from '../accounts/passwords.ts';
import { accountByEmail, accountById, markVerified, setPassword } from '../accounts/people.ts';
import { issueResetLink, standingLink, useResetLink } from '../accounts/reset-links.ts';
import { sendLater } from '../outbox/outbox.ts';
import { linkWords } from '../outbox/words.ts';
import { detailAnswer, RestRefusal } from './answers.ts';
import { sendCode } from './registration.ts';
import { type App, type Centre, everyRole, signedIn } from './routing.ts';

const tags = ['auth'];
const fields = z.record(z.string(), z.unknown());
const done = z.object({ success: z.literal(true), message: z.string() });
const messageAnswer = z.object({ message: z.string() });
const valid = done.extend({ valid: z.literal(true) });
const known = z.string('This field is required.').max(254, 'This is too long.');
const secret = z.string('This field is required.').max(200, 'This is too long.');
const link = z.object({ uid: secret, token: secret });
const notTheSame = 'The passwords are not the same.';
const newByLink = link
  .extend({ new_password: chosenPassword, confirm_password: z.string('This field is required.').max(256) })
  .refine((body) => body.new_password === body.confirm_password.normalize('NFKC'), {
    path: ['confirm_password'],
    error: notTheSame,
  });
const newByCode = z
  .object({
    email: known,
    otp_code: z.string('This field is required.').max(20),
    new_password: chosenPassword,
    new_password_confirm: z.string().max(256).optional(),
  })
  .refine(
    ({ new_password: chosen, new_password_confirm: again }) =>
      again === undefined || again.normalize('NFKC') === chosen,
    { path: ['new_password_confirm'], error: notTheSame },
  );
const newByOld = z
  .object({
    old_password: z.string('This field is required.').max(256),
    new_password: chosenPassword,
    new_password_confirm: z.string('This field is required.').max(256),
  })
  .refine((body) => body.new_password === body.new_password_confirm.normalize('NFKC'), {
    path: ['new_password_confirm'],
    error: notTheSame,
  });

export const passwordRoutes = (centre: Centre) => async (app: App) => {
  const { FRONTEND_URL, SIGN_IN_RATE_LIMIT } = centre.configuration;
  const config = { access: 'anyone', rateLimit: { max: SIGN_IN_RATE_LIMIT } } as const;
  const { door, clinicId } = centre;
  const contextOf = (kind: string, ipAddress: string, userId: string | null = null) => ({
    userId,
    kind,
    nowMs: centre.nowMs(),
    ipAddress,
  });

  app.post(
    '/auth/forgot-password',
    {
      config,
      schema: {
        summary: 'Ask for a link',
        tags,
        body: z.object({ email: known }),
        response: { 200: done, 400: fields },
      },
    },
    async ({ body, ip }) => {
      const account = await door.read(clinicId, (reader) => accountByEmail(reader, body.email));
      // Written for an unknown e-mail too: what takes longer tells as much as what is said.
      await door.write(clinicId, contextOf('accounts.resetAsked', ip), async (tx) => {
        tx.about({ entity: 'users', entityId: account?.id ?? null, patientId: null });
        if (!account?.isActive) return;
        const { uid, token, expiresAtMs } = await issueResetLink(tx, account);
        // The address is of the settings, never of the request (reset-host-header).
        const address = `${FRONTEND_URL.replace(/\/$/, '')}/reset-password/${uid}/${token}`;
        const words = linkWords(account.locale, address);
        const content = { channel: 'email', to: account.email, ...words, link: address } as const;
        await sendLater(centre, tx, { content, expiresAtMs });
      });
      return { success: true as const, message: 'If the e-mail has an account, a link is on its way.' };
    },
  );
  app.post(
    '/auth/verify-reset-token',
    {
      config,
      schema: {
        summary: 'Is the link still good?',
        tags,
        body: link,
        response: { 200: valid, 400: fields },
      },
    },
    async ({ body }) => {
      const asked = { ...body, nowMs: centre.nowMs() };
      if (!(await door.read(clinicId, (reader) => standingLink(reader, asked)))) throw deadLink();
      return { success: true as const, message: 'The link is good.', valid: true as const };
    },
  );
  app.post(
    '/auth/reset-password',
    {
      config,
      schema: {
        summary: 'Set a new password by the link',
        tags,
        body: newByLink,
        response: { 200: done, 400: fields },
      },
    },
    async ({ body, ip }) => {
      const passwordHash = await hashPassword(body.new_password);
      const isSet = await door.write(clinicId, contextOf('accounts.resetPassword', ip), async (tx) => {
        const standing = await standingLink(tx, { ...body, nowMs: tx.nowMs });
        const account = standing && (await accountById(tx, standing.userId));
        if (!standing || !account) return false;
        await useResetLink(tx, standing);
        await markVerified(tx, account.id, 'email');
        await setPassword(centre, tx, { account, passwordHash });
        return true;
      });
      if (!isSet) throw deadLink();
      return { success: true as const, message: 'The new password is set. Please sign in.' };
    },
  );
  app.post(
    '/auth/password-reset/request',
    {
      config,
      schema: {
        summary: 'Ask for a code',
        tags,
        body: z.object({ email: known }),
        response: { 200: messageAnswer, 400: fields },
      },
    },
    async ({ body, ip }) => {
      await sendCode(centre, { email: body.email, purpose: 'PASSWORD_RESET', ip });
      return { message: 'If the e-mail has an account, a code is on its way.' };
    },
  );
  app.post(
    '/auth/password-reset',
    {
      config,
      schema: {
        summary: 'Set a new password by the code',
        tags,
        body: newByCode,
        response: { 200: messageAnswer, 400: fields },
      },
    },
    async ({ body, ip }) => {
      const passwordHash = await hashPassword(body.new_password);
      // Whether the code was right or not, the try is counted: the transaction commits.
      const isSet = await door.write(clinicId, contextOf('accounts.resetPassword', ip), async (tx) => {
        const account = await accountByEmail(tx, body.email);
        tx.about({ entity: 'users', entityId: account?.id ?? null, patientId: null });
        if (!account?.isActive) return false;
        const asked = {
          userId: account.id,
          purpose: 'PASSWORD_RESET',
          code: body.otp_code,
          use: true,
        } as const;
        if (!(await isCode(centre.keys, tx, asked))) return false;
        await markVerified(tx, account.id, 'email');
        await setPassword(centre, tx, { account, passwordHash });
        return true;
      });
      if (!isSet)
        throw new RestRefusal(400, { otp_code: 'This code is not right, was used, or is too old.' });
      return { message: 'The new password is set. Please sign in.' };
    },
  );
  app.post(
    '/auth/change-password',
    {
      config: { access: everyRole, rateLimit: { max: SIGN_IN_RATE_LIMIT } },
      schema: {
        summary: 'Change my password',
        tags,
        body: newByOld,
        response: { 200: messageAnswer, 400: fields, 401: detailAnswer },
      },
    },
    async (request) => {
      const { userId, familyId } = signedIn(request);
      const { body, ip } = request;
      const account = await door.read(clinicId, (reader) => accountById(reader, userId));
      if (!account || !(await isPassword(account.passwordHash, body.old_password)))
        throw new RestRefusal(400, { old_password: 'This is not your password.' });
      const passwordHash = await hashPassword(body.new_password);
      await door.write(clinicId, contextOf('accounts.changePassword', ip, userId), (tx) =>
        setPassword(centre, tx, { account, passwordHash, keepFamilyId: familyId }),
      );
      return { message: 'The password is changed. Your other sessions have ended.' };
    },
  );
};

const deadLink = () => {
  const text = 'This link is not right, was used, or is too old. Please ask for a new one.';
  return new RestRefusal(400, {
    success: false,
    message: text,
    error: text,
    valid: false,
    errors: { token: [text] },
  });
};
