// Which papers can be printed from the screen, as other features name them.

export type PrintDocument =
  | { kind: 'slip'; appointmentId: string }
  | { kind: 'prescription'; appointmentId: string }
  | { kind: 'daySheet'; date: string; doctorId?: string };
