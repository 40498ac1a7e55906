// Where requests are counted. The general limit guards one instance against a flood, so each counts for itself; routes with a limit of their
// own (signing in, codes, links) are counted in the database, or several instances would give an attacker several times as many tries.
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { sql } from 'drizzle-orm';
import { createHmac } from 'node:crypto';
import { rateCounters } from '../schema/rate-counters.ts';
import type { Centre } from './routing.ts';

/** Addresses that are remembered at once; who is forgotten begins anew. */
const MAX_ADDRESSES = 10_000;

export function rateLimitStore(centre: Centre): FastifyRateLimitStoreCtor {
  return class InThisProcess implements FastifyRateLimitStore {
    readonly #counted = new Map<string, { current: number; endsAtMs: number }>();

    incr(...[key, tell, windowMs]: Parameters<FastifyRateLimitStore['incr']>): void {
      const nowMs = Date.now();
      const known = this.#counted.get(key);
      const counter = known && known.endsAtMs > nowMs ? known : { current: 0, endsAtMs: nowMs + windowMs };
      counter.current += 1;
      this.#counted.delete(key);
      this.#counted.set(key, counter);
      const [oldest] = this.#counted.keys();
      if (this.#counted.size > MAX_ADDRESSES && oldest !== undefined) this.#counted.delete(oldest);
      tell(null, { current: counter.current, ttl: counter.endsAtMs - nowMs });
    }

    child(route: object): FastifyRateLimitStore {
      // The plugin gives more than its types say.
      const { routeInfo } = route as { routeInfo?: { url?: string } };
      return sharedStore(centre, routeInfo?.url ?? '');
    }
  };
}

function sharedStore({ door, keys, clinicId }: Centre, route: string): FastifyRateLimitStore {
  const store: FastifyRateLimitStore = {
    incr(address, tell, windowMs) {
      const key = createHmac('sha256', keys.codes).update(`${route} ${address}`).digest('base64url');
      const nowMs = Date.now();
      door
        .aside(clinicId, ({ db }) =>
          db
            .insert(rateCounters)
            .values({ clinicId, key, count: 1, windowEndsAtMs: nowMs + windowMs })
            .onConflictDoUpdate({
              target: [rateCounters.clinicId, rateCounters.key],
              set: {
                count: sql`case when ${rateCounters.windowEndsAtMs} > ${nowMs} then ${rateCounters.count} + 1 else 1 end`,
                windowEndsAtMs: sql`case when ${rateCounters.windowEndsAtMs} > ${nowMs} then ${rateCounters.windowEndsAtMs} else ${nowMs + windowMs} end`,
              },
            })
            .returning({ current: rateCounters.count, endsAtMs: rateCounters.windowEndsAtMs }),
        )
        .then(
          ([counted]) =>
            tell(null, { current: counted?.current ?? 1, ttl: (counted?.endsAtMs ?? nowMs) - nowMs }),
          (error: Error) => tell(error),
        );
    },
    child: () => store,
  };
  return store;
}
