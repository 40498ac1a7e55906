// Opening an account: patients of the web client are in at once, as its contract has it; whoever registers with the app confirms the e-mail
// by a code first, and a doctor waits for an admin as well. What is answered tells nobody whether an e-mail has an account (fault G7).
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { email, phone10 } from '../../domain/accounts.ts';
import { civilDate, wallClock } from '../../domain/civil-date.ts';
import { genders } from '../../domain/patients.ts';
import { requiredText } from '../../domain/row.ts';
import { chosenPassword } from '../accounts/new-password.ts';
import { isCode, issueCode } from '../accounts/one-time-codes.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { type Account, accountByEmail, addAccount, markVerified } from '../accounts/people.ts';
import { openSession } from '../accounts/sessions.ts';
import { userShown } from '../accounts/users.ts';
import { clinicFacts } from '../appointments.ts';
import { sendLater } from '../outbox/outbox.ts';
import { codeWords } from '../outbox/words.ts';
import { credentials, otpPurposes } from '../schema/accounts.ts';
import { type Tx, violatedUnique } from '../transaction.ts';
import { fieldErrors, RestRefusal } from './answers.ts';
import { signedInAnswer } from './auth.ts';
import { appProfileAnswer, profileShown } from './profiles.ts';
import type { App, Centre } from './routing.ts';

const tags = ['auth'];
const fields = z.record(z.string(), z.unknown());
const messageAnswer = z.object({ message: z.string() });
const required = (max: number) => requiredText(max).refine(Boolean, 'This field may not be blank.');
const address = z
  .string('This field is required.')
  .pipe(email.catch(''))
  .refine(Boolean, 'A valid e-mail address is needed.');
const tenDigits = z
  .string('This field is required.')
  .refine((text) => phone10.safeParse(text).success, 'The phone number needs exactly 10 digits.');
const passwords = {
  password: chosenPassword,
  password_confirm: z.string('This field is required.').max(256),
};
const repeated = (body: { password: string; password_confirm: string }) =>
  body.password === body.password_confirm.normalize('NFKC');

/** The web client's form. */
const webForm = z
  .object({
    email: address,
    ...passwords,
    full_name: required(120),
    phone_num: tenDigits,
    role: z.literal('patient', 'Only patients register here.'),
    date_of_birth: z
      .string('This field is required.')
      .refine((text) => civilDate.safeParse(text).success, 'A date is needed as YYYY-MM-DD.'),
    gender: z.enum(genders, 'One of male, female, other.'),
    address: z.string('This field is required.').max(300, 'This is too long.'),
  })
  .refine(repeated, { path: ['password_confirm'], error: 'The passwords are not the same.' });
/** The app's form. */
const appForm = z
  .object({
    email: address,
    mobile_number: tenDigits,
    full_name: required(120),
    role: z.enum(['PATIENT', 'DOCTOR'], 'One of PATIENT, DOCTOR.'),
    ...passwords,
  })
  .refine(repeated, { path: ['password'], error: 'The passwords are not the same.' });
const isAppForm = (body: Record<string, unknown>) => 'mobile_number' in body;
/** Which of the two it is shows in its keys; its errors are those of that form alone. */
const eitherForm = z
  .looseObject({})
  .meta({ oneOf: [webForm, appForm].map((form) => z.toJSONSchema(form, { io: 'input' })) });

const toConfirm = z.object({ message: z.string(), user_id: z.string(), email: z.string() });
const confirmed = z.object({
  message: z.string(),
  access: z.string().optional(),
  refresh: z.string().optional(),
  user: appProfileAnswer.optional(),
});
const known = z.string('This field is required.').max(254, 'This is too long.');
const purpose = z.enum(otpPurposes, `One of ${otpPurposes.join(', ')}.`);

export const registrationRoutes = (centre: Centre) => async (app: App) => {
  const { SIGN_IN_RATE_LIMIT } = centre.configuration;
  const config = { access: 'anyone', rateLimit: { max: SIGN_IN_RATE_LIMIT } } as const;
  const { door, clinicId } = centre;

  app.post(
    '/auth/register',
    {
      config,
      schema: {
        summary: 'Open an account',
        tags,
        body: eitherForm,
        response: { 201: z.union([signedInAnswer, toConfirm]), 400: fields },
      },
    },
    async ({ body, ip }, reply) => {
      const answered = isAppForm(body)
        ? await registerToConfirm(centre, parsed(appForm, body), ip)
        : await registerAtOnce(centre, parsed(webForm, body), ip);
      return reply.status(201).send(answered);
    },
  );
  app.post(
    '/auth/verify-otp',
    {
      config,
      schema: {
        summary: 'Bring back a code',
        tags,
        body: z.object({
          email: known,
          otp_code: z.string('This field is required.').regex(/^\d{6}$/, 'The code has six digits.'),
          purpose,
        }),
        response: { 200: confirmed, 400: fields },
      },
    },
    async ({ body, ip }) => {
      const account = await door.read(clinicId, (reader) => accountByEmail(reader, body.email));
      const context = { userId: null, kind: 'accounts.codeTried', nowMs: centre.nowMs(), ipAddress: ip };
      const answered = await door.write(clinicId, context, async (tx) => {
        tx.about({ entity: 'users', entityId: account?.id ?? null, patientId: null });
        return account && confirm(centre, tx, { account, code: body.otp_code, purpose: body.purpose });
      });
      if (answered) return answered;
      throw new RestRefusal(400, { otp_code: ['This code is not right, was used, or is too old.'] });
    },
  );
  app.post(
    '/auth/resend-otp',
    {
      config,
      schema: {
        summary: 'Ask for a new code',
        tags,
        body: z.object({ email: known, purpose: purpose.default('REGISTRATION') }),
        response: { 200: messageAnswer, 400: fields },
      },
    },
    async ({ body, ip }) => {
      await sendCode(centre, { ...body, ip });
      return { message: 'If the account may have a code, one is on its way.' };
    },
  );
};

/** Sends a code to whoever may use one, and tells the caller nothing. */
export async function sendCode(
  centre: Centre,
  asked: { email: string; purpose: (typeof otpPurposes)[number]; ip: string },
): Promise<void> {
  const { door, clinicId } = centre;
  const account = await door.read(clinicId, (reader) => accountByEmail(reader, asked.email));
  const context = { userId: null, kind: 'accounts.codeAsked', nowMs: centre.nowMs(), ipAddress: asked.ip };
  // Written for an unknown e-mail too: what takes longer tells as much as what is said.
  await door.write(clinicId, context, async (tx) => {
    tx.about({ entity: 'users', entityId: account?.id ?? null, patientId: null });
    if (account && mayHaveCode(account, asked.purpose)) await writeCode(centre, tx, account, asked.purpose);
  });
}

/** A code never opens what an admin closed (fault G5), and alone it signs nobody in who has confirmed before. */
const mayHaveCode = (account: Account, asked: (typeof otpPurposes)[number]): boolean =>
  asked === 'REGISTRATION'
    ? account.isPending
    : account.isActive && (asked === 'PASSWORD_RESET' || account.mobileNumber !== null);

async function writeCode(
  centre: Centre,
  tx: Tx,
  account: Pick<Account, 'id' | 'email' | 'mobileNumber' | 'locale'>,
  asked: (typeof otpPurposes)[number],
): Promise<void> {
  const issued = await issueCode(centre.keys, tx, { userId: account.id, purpose: asked });
  if (!issued) return;
  const { code, expiresAtMs } = issued;
  const way =
    asked === 'MOBILE_NUMBER'
      ? ({ channel: 'sms', to: account.mobileNumber ?? '' } as const)
      : ({ channel: 'email', to: account.email } as const);
  await sendLater(centre, tx, { content: { ...way, ...codeWords(account.locale, code), code }, expiresAtMs });
}

async function registerAtOnce(centre: Centre, form: z.infer<typeof webForm>, ipAddress: string) {
  const { timeZone } = await centre.door.read(centre.clinicId, clinicFacts);
  if (form.date_of_birth > wallClock(centre.nowMs(), timeZone).date)
    throw new RestRefusal(400, { date_of_birth: ['This day is still to come.'] });
  const passwordHash = await hashPassword(form.password);
  const { date_of_birth: dateOfBirth, gender } = form;
  const patient = { dateOfBirth, gender, address: form.address.trim() || null };
  return saved({ centre, ipAddress, mobileField: 'phone_num' }, async (tx) => {
    const account = await addAccount(tx, {
      email: form.email,
      fullName: form.full_name,
      mobileNumber: form.phone_num,
      role: 'patient',
      isPending: false,
      passwordHash,
      patient,
    });
    const tokens = await openSession(centre, tx, account);
    const user = await userShown(tx, account.id);
    const message = 'Welcome. You are signed in.';
    return {
      success: true as const,
      message,
      user,
      tokens,
      ...tokens,
      user_id: account.restId,
      email: form.email,
    };
  });
}

async function registerToConfirm(centre: Centre, form: z.infer<typeof appForm>, ipAddress: string) {
  const passwordHash = await hashPassword(form.password);
  return saved({ centre, ipAddress, mobileField: 'mobile_number' }, async (tx) => {
    const { email: to, mobile_number: mobileNumber } = form;
    const { id } = await addAccount(tx, {
      email: to,
      fullName: form.full_name,
      mobileNumber,
      role: form.role === 'DOCTOR' ? 'doctor' : 'patient',
      isPending: true,
      passwordHash,
    });
    await writeCode(centre, tx, { id, email: to, mobileNumber, locale: 'vi' }, 'REGISTRATION');
    return { message: 'A code is on its way to your e-mail.', user_id: id, email: to };
  });
}

/** In one transaction; a taken e-mail or number is told under its field (fault F9). */
async function saved<Result>(
  { centre, ipAddress, mobileField }: { centre: Centre; ipAddress: string; mobileField: string },
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const context = { userId: null, kind: 'accounts.register', nowMs: centre.nowMs(), ipAddress };
  try {
    return await centre.door.write(centre.clinicId, context, work);
  } catch (error) {
    const index = violatedUnique(error);
    const place = { users_email: 'email', users_mobile_number: mobileField }[index ?? ''];
    if (place === undefined) throw error;
    const text =
      place === 'email' ? 'This e-mail has an account already.' : 'This number has an account already.';
    throw new RestRefusal(400, { success: false, message: text, error: text, [place]: [text] });
  }
}

type Confirming = { account: Account; code: string; purpose: (typeof otpPurposes)[number] };

async function confirm(
  centre: Centre,
  tx: Tx,
  asked: Confirming,
): Promise<z.infer<typeof confirmed> | undefined> {
  const { account, code, purpose: of } = asked;
  if (!mayHaveCode(account, of)) return undefined;
  // The code of a new password is only looked at here: it is used with the password (fault G5).
  const use = of !== 'PASSWORD_RESET';
  if (!(await isCode(centre.keys, tx, { userId: account.id, purpose: of, code, use }))) return undefined;
  if (of === 'PASSWORD_RESET') return { message: 'The code is right.' };
  if (of === 'MOBILE_NUMBER') {
    await markVerified(tx, account.id, 'mobileNumber');
    return { message: 'The number is confirmed.' };
  }
  await markVerified(tx, account.id, 'email');
  await tx.db
    .update(credentials)
    .set({ isPending: false })
    .where(and(eq(credentials.clinicId, tx.clinicId), eq(credentials.userId, account.id)));
  const isPatient = account.role === 'patient';
  await tx.update('users', account.id, { isVerified: true, isActive: isPatient });
  const user = await profileShown(tx, account.id);
  if (!isPatient)
    return { message: 'The e-mail is confirmed. An admin of the clinic opens the account.', user };
  return { message: 'The e-mail is confirmed.', user, ...(await openSession(centre, tx, account)) };
}

/** The form, or its errors by field. */
function parsed<Form extends z.ZodType>(form: Form, body: unknown): z.output<Form> {
  const { data, error } = form.safeParse(body);
  if (error) throw new RestRefusal(400, fieldErrors(error.issues));
  return data;
}
