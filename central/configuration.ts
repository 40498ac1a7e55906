// Every setting of the server comes in by the environment and is parsed here, once. What is wrong is named; nothing is guessed.
import { z } from 'zod';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
const number = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const settings = z.object({
  /** A Postgres of yours; without it one is started in the data folder. Its user owns the tables and migrates. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATABASE_POOL: number(2, 200).default(20),
  HOST: z.string().default('127.0.0.1'),
  PORT: number(0, 65_535).default(8080),
  /** What links and page addresses begin with; never taken from a request (reset-host-header). */
  PUBLIC_URL: z.url().optional(),
  /** Where the web client lives: reset links lead there, and it may call from the browser. */
  FRONTEND_URL: z.url().default('http://localhost:5173'),
  CORS_ORIGINS: list.prefault('http://localhost:5173,http://localhost:3000,http://localhost:5174'),
  /** The clinic that is served. Needed as soon as the database holds more than one. */
  CLINIC_ID: z.string().min(1).max(64).optional(),
  /** 32 bytes in base64 that every other key comes from; the same for all instances. Without it, a file in the data folder. */
  ROOT_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64')
    .optional(),
  /** Requests a minute and address. */
  RATE_LIMIT: number(1, 1_000_000).default(300),
  /** Tries to sign in a minute and address. */
  SIGN_IN_RATE_LIMIT: number(1, 1_000_000).default(20),
  /** Where the sealed files of documents lie; the same for all instances. Without it, `files` in the data folder. */
  FILES_FOLDER: z.string().min(1).optional(),
  /** A bucket that speaks S3, in place of the folder. */
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().default(''),
  S3_SECRET_ACCESS_KEY: z.string().default(''),
  /** The mail server, `smtp://user:password@host:587` or `smtps://…:465`. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().default('Clinic Desk <no-reply@localhost>'),
  /** Takes `POST {to, text}` and answers 2xx once it has taken over. */
  SMS_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Sent to the webhook as a bearer token. */
  SMS_WEBHOOK_TOKEN: z.string().optional(),
  TRUST_PROXY: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
export type Configuration = z.infer<typeof settings>;

/** The settings, or an error that names each variable that is wrong. Empty counts as not set. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The server cannot start with these settings:\n  ${wrong.join('\n  ')}`);
}
