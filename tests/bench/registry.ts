// Every bench there is, in the order they run. A later issue adds its file and a line here.
import type { Bench } from './bench.ts';
import { bookingBesideInsert, bookingCommit } from './booking-commit.ts';
import { chartBesideQueries, chartOpen1000, chartOpenAll1000, chartOpenGrowth } from './chart-open.ts';
import {
  centralBooking,
  centralBookingGrowth,
  centralListGrowth,
  centralLogin,
  centralMemory,
  centralSlotsBesideConstant,
  centralSlotsBesideSql,
  centralSlotsGrowth,
} from './central-load.ts';
import { coldStart } from './cold-start.ts';
import { dayGridBesideStatic, dayGridGrowth, dayGridNext, dayGridOpen } from './day-grid-open.ts';
import { myPatientsOpen, radarOpen, unsignedOpen } from './doctors-lists.ts';
import { diagnosisSearch } from './diagnosis-search.ts';
import { documentBesidePlain, documentListGrowth, documentOpened, documentsAdded } from './documents.ts';
import { encryptedDayGrid } from './encrypted-day-grid.ts';
import { encryptedInsert } from './encrypted-insert.ts';
import { encryptedPointRead } from './encrypted-point-read.ts';
import { encryptedSearch } from './encrypted-search.ts';
import { gridDrag } from './grid-drag.ts';
import { ipcRoundTrip } from './ipc-round-trip.ts';
import { journalWrite } from './journal-write.ts';
import { memory } from './memory.ts';
import { nextFreeSlot, nextFreeSlotGrowth, nextFreeSlotMs } from './next-free-slot.ts';
import { searchIpc100k, searchIpc1m } from './search-ipc.ts';
import { searchQuery100k, searchQuery1m } from './search-query.ts';
import { weekNext, weekOpen } from './week-open.ts';

export const benches: readonly Bench[] = [
  coldStart,
  memory,
  encryptedPointRead,
  encryptedInsert,
  encryptedSearch,
  encryptedDayGrid,
  searchQuery100k,
  searchIpc100k,
  ipcRoundTrip,
  bookingCommit,
  bookingBesideInsert,
  nextFreeSlotMs,
  nextFreeSlot,
  nextFreeSlotGrowth,
  searchQuery1m,
  searchIpc1m,
  dayGridOpen,
  dayGridBesideStatic,
  dayGridNext,
  dayGridGrowth,
  weekOpen,
  weekNext,
  gridDrag,
  chartOpen1000,
  chartOpenAll1000,
  chartOpenGrowth,
  chartBesideQueries,
  journalWrite,
  diagnosisSearch,
  radarOpen,
  myPatientsOpen,
  unsignedOpen,
  documentsAdded,
  documentOpened,
  documentBesidePlain,
  documentListGrowth,
  centralSlotsBesideSql,
  centralSlotsBesideConstant,
  centralSlotsGrowth,
  centralListGrowth,
  centralBookingGrowth,
  centralBooking,
  centralLogin,
  centralMemory,
];
