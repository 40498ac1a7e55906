// Requests of tests, as a client makes them.
import type { TestCentre } from './test-centre.ts';

// Answers are looked into by name: what is not there is undefined, and the expectation fails.
// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of the shape
export type Answer = { status: number; body: any };

/** Asks `/api/v1` + path; a body is sent as JSON. */
export async function ask(
  it: Pick<TestCentre, 'address'>,
  request: {
    method?: string;
    path: string;
    body?: unknown;
    access?: string | undefined;
    /** The address it comes from, as a proxy in front says it (TRUST_PROXY). */
    from?: string | undefined;
  },
): Promise<Answer> {
  const { method = 'GET', path, body, access, from } = request;
  const response = await fetch(`${it.address}/api/v1${path}`, {
    method,
    headers: {
      ...(access !== undefined && { authorization: `Bearer ${access}` }),
      ...(from !== undefined && { 'x-forwarded-for': from }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text || null };
}
