// What is measured of a centre, as it travels from the process that measures. Milliseconds, megabytes, requests a second.

/** Milliseconds; `meanMs` is the time of one request at the rate that was reached. */
export type Load = { rate: number; meanMs: number; p50: number; p97_5: number; p99: number };
export type CentreFigures = {
  constant: Load;
  /** Of each size of the clinic, in appointments. */
  sizes: Record<number, { slots: Load; slotsSqlMs: number; list: Load; booking: Load }>;
  login: Load;
  memory: { idleMB: number; loadedMB: number };
};
