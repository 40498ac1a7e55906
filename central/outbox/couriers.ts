// How a message leaves: by SMTP, by the SMS webhook, or into a folder where a demo is tried. Words of an error stay here: they quote
// addresses.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Configuration } from '../configuration.ts';
import type { Message } from './outbox.ts';

/** Resolves once the message is taken over; throws to be tried again. `id` is the same at each try. */
export type Courier = (id: string, message: Message) => Promise<void>;

/** Thrown to the queue, which logs it: says what kind of thing went wrong, never to whom. */
class NotDelivered extends Error {}

const WEBHOOK_TIMEOUT_MS = 10_000;

/** Of each channel: the service that is configured, else the folder, else none, and then the message waits for one. */
export function courierOf(configuration: Configuration, folder: string | undefined): Courier {
  const { SMTP_URL, SMS_WEBHOOK_URL } = configuration;
  const intoFolder = folder === undefined ? nobody : fileCourier(folder);
  const email = SMTP_URL === undefined ? intoFolder : smtpCourier(SMTP_URL, configuration.MAIL_FROM);
  const sms =
    SMS_WEBHOOK_URL === undefined
      ? intoFolder
      : webhookCourier(SMS_WEBHOOK_URL, configuration.SMS_WEBHOOK_TOKEN);
  return (id, message) => (message.channel === 'email' ? email : sms)(id, message);
}

const nobody: Courier = (_id, { channel }) => {
  const setting = channel === 'email' ? 'SMTP_URL' : 'SMS_WEBHOOK_URL';
  return Promise.reject(new NotDelivered(`${setting} is not set`));
};

function smtpCourier(url: string, from: string): Courier {
  const transport = createTransport(url);
  return async (id, { to, subject, text }) => {
    try {
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@clinic-desk>` });
    } catch (error) {
      throw new NotDelivered(`SMTP ${(error as { code?: string }).code ?? 'failed'}`);
    }
  };
}

function webhookCourier(url: string, token: string | undefined): Courier {
  return async (id, { to, text }) => {
    const answered = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        // A webhook that has seen the key sends nothing twice.
        'idempotency-key': id,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ to, text }),
    }).catch(() => undefined);
    if (!answered?.ok) throw new NotDelivered(`the SMS webhook answered ${answered?.status ?? 'nothing'}`);
  };
}

/** One file a message, whole or not there. */
function fileCourier(folder: string): Courier {
  return async (id, message) => {
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${id}.json`);
    await writeFile(`${file}.part`, `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.part`, file);
  };
}
