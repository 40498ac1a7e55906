// The shapes errors have in the REST API: existing clients rely on three of them, and on keys and statuses, never on the words.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

export const detailAnswer = z.object({ detail: z.string(), code: z.string().optional() });
export const businessAnswer = z.object({ success: z.literal(false), error: z.string(), message: z.string() });

/** An expected "no" of the API, with the body it answers. */
export class RestRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    super(`answered ${status}`);
    this.name = 'RestRefusal';
    this.status = status;
    this.body = body;
  }
}

/** `{detail}`: no or a bad token, not allowed, no such thing. */
export const detail = (status: number, text: string, code?: string) =>
  new RestRefusal(status, { detail: text, ...(code !== undefined && { code }) });
export const notFound = () => detail(404, 'Not found.');
/** A business rule said no. Some clients read `error`, others `message`: both are sent. */
export const business = (status: number, text: string) =>
  new RestRefusal(status, { success: false, error: text, message: text });

/** What the domain's rules call by a key, since each screen says it in its own language. */
const ruleWords: Record<string, string> = {
  'validation.required': 'This field may not be blank.',
  'validation.tooLong': 'This is too long.',
  'validation.invalid': 'This is not valid.',
  'validation.date': 'A date is needed as YYYY-MM-DD.',
  'validation.dateInFuture': 'This day is still to come.',
  'validation.dateOfRecord': 'This day is still to come.',
  'validation.email': 'A valid e-mail address is needed.',
  'validation.phone': 'This is not a phone number.',
  'validation.phone10': 'The phone number needs exactly 10 digits.',
  'validation.number': 'A number is needed.',
  'validation.wholeNumber': 'A whole number is needed.',
  'validation.impossibleValue': 'This value is not possible.',
  'validation.bloodPressure': 'A blood pressure is written as 120/80.',
};
export const ruleText = (message: string): string => ruleWords[message] ?? message;

/** Field errors as `{field: ["…"]}`, nested as the body is. */
export function fieldErrors(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { path, message } of issues) {
    let at = fields;
    const keys = path.length > 0 ? path.map(String) : ['non_field_errors'];
    for (const key of keys.slice(0, -1)) at = (at[key] ??= Object.create(null)) as Record<string, unknown>;
    const last = keys.at(-1) as string;
    // Two rules may say the same of one value.
    at[last] = [...new Set([...((at[last] as string[] | undefined) ?? []), ruleText(message)])];
  }
  return fields;
}

/**
 * Answers with a refusal's own status and body. Past the schema of the route: a bad token, a limit or a fault may be told by every route, also
 * where it has another shape for the same status.
 */
export const answer = (reply: FastifyReply, refusal: RestRefusal) =>
  reply
    .status(refusal.status)
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(refusal.body);
