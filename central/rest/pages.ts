// Pages of the REST API: `{count, next, previous, results}`, ten a page unless the route lets the client ask for more.
import { z } from 'zod';
import { notFound } from './answers.ts';

export const PAGE_SIZE = 10;
export const MAX_PAGE_SIZE = 100;

/** What is not a number reads as the default: the older server did the same, and a list is no place to fail. */
const lenient = (fallback: number, max: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .catch(fallback)
    .transform((value) => Math.min(value, max))
    .default(fallback);

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).catch(0).default(1),
});
export const sizedPageQuery = pageQuery.extend({ page_size: lenient(PAGE_SIZE, MAX_PAGE_SIZE) });

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    count: z.number().int(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    results: z.array(item),
  });

export type PageAsked = { page: number; page_size?: number | undefined };
export const limitsOf = ({ page, page_size = PAGE_SIZE }: PageAsked) => ({
  limit: page_size,
  offset: Math.max(0, page - 1) * page_size,
});

/** `address` is the request's own, whole. A page out of range is not found; the first page never is. */
export function pageAnswer<Item>(
  address: URL,
  asked: PageAsked,
  found: { count: number; results: Item[] },
): { count: number; next: string | null; previous: string | null; results: Item[] } {
  const { page, page_size = PAGE_SIZE } = asked;
  const last = Math.max(1, Math.ceil(found.count / page_size));
  if (page < 1 || page > last) throw notFound();
  const at = (number: number) => {
    const url = new URL(address);
    if (number === 1) url.searchParams.delete('page');
    else url.searchParams.set('page', String(number));
    return url.href;
  };
  return {
    count: found.count,
    next: page < last ? at(page + 1) : null,
    previous: page > 1 ? at(page - 1) : null,
    results: found.results,
  };
}
