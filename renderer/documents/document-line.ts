// A document as the main process tells of it, and how its facts are written. Never asks for data.
import type { inferRouterOutputs } from '@trpc/server';
import i18next from 'i18next';
import type { AppRouter } from '../../electron/api/router.ts';

type Documents = inferRouterOutputs<AppRouter>['documents'];
export type DocumentLine = Documents['list']['lines'][number];
/** What a viewer says of the document it shows. */
export type ViewedDocument = Pick<DocumentLine, 'id' | 'title' | 'sourceDoctor' | 'dateOfRecord'>;
export type Statistics = Documents['statistics'];

/** `1.4 MB`, `320 kB`: as file managers say it, in the language spoken. */
export function sizeText(bytes: number): string {
  const [unit, size] =
    bytes < 999_500 ? (['kilobyte', bytes / 1_000] as const) : (['megabyte', bytes / 1_000_000] as const);
  return new Intl.NumberFormat(i18next.language, {
    style: 'unit',
    unit: unit,
    maximumFractionDigits: size < 10 ? 1 : 0,
  }).format(size);
}
