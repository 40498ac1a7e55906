// Where requests are counted: in the database, for all instances together, or several of them would give an attacker several times as many tries.
// What this process alone has counted past the limit is refused here, so that a flood does not reach the database.
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { sql } from 'drizzle-orm';
import { createHmac } from 'node:crypto';
import { rateCounters } from '../schema/rate-counters.ts';
import type { Centre } from './routing.ts';

/** Addresses that are remembered at once; who is forgotten is counted in the database alone. */
const MAX_ADDRESSES = 10_000;

type Counted = { current: number; endsAtMs: number };

export function rateLimitStore(centre: Centre): FastifyRateLimitStoreCtor {
  return class OfRoute implements FastifyRateLimitStore {
    readonly #here = new Map<string, Counted>();
    readonly #route: string;

    /** Routes with a limit of their own are counted apart. The plugin gives more than its types say. */
    constructor(options: object) {
      const { routeInfo } = options as { routeInfo?: { url?: string } };
      this.#route = routeInfo?.url ?? '';
    }

    incr(...[address, tell, windowMs, max]: Parameters<FastifyRateLimitStore['incr']>): void {
      const nowMs = Date.now();
      const here = this.#countHere(address, nowMs, windowMs);
      const answer = ({ current, endsAtMs }: Counted) => tell(null, { current, ttl: endsAtMs - nowMs });
      if (here.current > max) return answer(here);
      const key = createHmac('sha256', centre.keys.codes)
        .update(`${this.#route} ${address}`)
        .digest('base64url');
      countTogether(centre, { key, nowMs, windowMs }).then(answer, (error: Error) => tell(error));
    }

    child(route: object): FastifyRateLimitStore {
      return new OfRoute(route);
    }

    #countHere(address: string, nowMs: number, windowMs: number): Counted {
      const known = this.#here.get(address);
      const counter = known && known.endsAtMs > nowMs ? known : { current: 0, endsAtMs: nowMs + windowMs };
      counter.current += 1;
      this.#here.delete(address);
      this.#here.set(address, counter);
      const [oldest] = this.#here.keys();
      if (this.#here.size > MAX_ADDRESSES && oldest !== undefined) this.#here.delete(oldest);
      return counter;
    }
  };
}

async function countTogether(
  { door, clinicId }: Centre,
  { key, nowMs, windowMs }: { key: string; nowMs: number; windowMs: number },
): Promise<Counted> {
  const { count, windowEndsAtMs } = rateCounters;
  const stands = sql`${windowEndsAtMs} > ${nowMs}`;
  const [counted] = await door.aside(clinicId, ({ db }) =>
    db
      .insert(rateCounters)
      .values({ clinicId, key, count: 1, windowEndsAtMs: nowMs + windowMs })
      .onConflictDoUpdate({
        target: [rateCounters.clinicId, rateCounters.key],
        set: {
          count: sql`case when ${stands} then ${count} + 1 else 1 end`,
          windowEndsAtMs: sql`case when ${stands} then ${windowEndsAtMs} else ${nowMs + windowMs} end`,
        },
      })
      .returning({ current: count, endsAtMs: windowEndsAtMs }),
  );
  return counted ?? { current: 1, endsAtMs: nowMs + windowMs };
}
