/**
 * Knows how DevTools protocol messages travel over Chromium's debugging pipe (JSON, ended by a zero byte);
 * never what any of them means.
 */
import type { Readable, Writable } from 'node:stream';
import type { Command, Commands, EventName, Events } from './protocol-types.ts';

interface Reply {
  id?: number;
  error?: { message: string };
  result?: unknown;
  method?: EventName;
  params?: unknown;
  sessionId?: string;
}

interface Waiting {
  method: string;
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

type Listeners = Map<EventName, (params: never) => void>;

/** One attached page, or (with no session id) the browser itself. */
export class CdpSession {
  private readonly connection: CdpConnection;
  private readonly id: string | undefined;
  private readonly listeners: Listeners = new Map();

  constructor(connection: CdpConnection, id?: string) {
    this.connection = connection;
    this.id = id;
  }

  send<M extends Command>(method: M, params: Commands[M][0]): Promise<Commands[M][1]> {
    return this.connection.send(method, params, this.id);
  }

  on<E extends EventName>(event: E, listener: (params: Events[E]) => void): void {
    this.listeners.set(event, listener);
  }

  receive(event: EventName, params: unknown): void {
    this.listeners.get(event)?.(params as never);
  }
}

export class CdpConnection {
  readonly browser = new CdpSession(this);
  private readonly input: Writable;
  private readonly waiting = new Map<number, Waiting>();
  private readonly sessions = new Map<string, CdpSession>();
  private partial: Buffer[] = [];
  private lastId = 0;
  private closed = false;

  constructor(input: Writable, output: Readable) {
    this.input = input;
    input.on('error', () => this.close());
    output.on('data', (chunk: Buffer) => this.read(chunk));
    output.on('close', () => this.close());
  }

  send<M extends Command>(method: M, params: Commands[M][0], sessionId?: string): Promise<Commands[M][1]> {
    if (this.closed) return Promise.reject(new Error(`${method}: Chromium has gone`));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { method, resolve, reject });
      this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  async attach(targetId: string): Promise<CdpSession> {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true });
    const session = new CdpSession(this, sessionId);
    this.sessions.set(sessionId, session);
    return session;
  }

  /** Only the new chunk is searched for the end mark, so a message of many megabytes is read in linear time. */
  private read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      this.partial.push(chunk.subarray(start, end));
      const message = Buffer.concat(this.partial).toString('utf8');
      this.partial = [];
      start = end + 1;
      this.dispatch(JSON.parse(message) as Reply);
    }
    if (start < chunk.length) this.partial.push(chunk.subarray(start));
  }

  private dispatch(message: Reply): void {
    if (message.id !== undefined) return this.settle(message.id, message);
    if (message.method === undefined) return;
    const session = message.sessionId === undefined ? this.browser : this.sessions.get(message.sessionId);
    session?.receive(message.method, message.params);
  }

  private settle(id: number, reply: Reply): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (!waiting) return;
    if (reply.error) waiting.reject(new Error(`${waiting.method}: ${reply.error.message}`));
    else waiting.resolve(reply.result as never);
  }

  private close(): void {
    this.closed = true;
    for (const { method, reject } of this.waiting.values()) reject(new Error(`${method}: Chromium has gone`));
    this.waiting.clear();
  }
}
