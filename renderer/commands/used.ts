// What one person chose most and whom they looked at last, since this window opened. Ids alone: no name is kept past the lock.
type Used = { times: Map<string, number>; patientIds: string[] };

const usedBy = new Map<string, Used>();
const PATIENTS_AT_MOST = 5;

function usedOf(userId: string): Used {
  const known = usedBy.get(userId) ?? { times: new Map<string, number>(), patientIds: [] };
  usedBy.set(userId, known);
  return known;
}

export const timesUsed = (userId: string, id: string): number => usedOf(userId).times.get(id) ?? 0;
export function rememberUse(userId: string, id: string): void {
  usedOf(userId).times.set(id, timesUsed(userId, id) + 1);
}

/** The latest first. */
export const recentPatients = (userId: string): readonly string[] => usedOf(userId).patientIds;
export function rememberPatient(userId: string, patientId: string): void {
  const used = usedOf(userId);
  const others = used.patientIds.filter((id) => id !== patientId);
  used.patientIds = [patientId, ...others].slice(0, PATIENTS_AT_MOST);
}
