// Vital signs somebody of that age and complaint would have, in the units of the record.
import { timeOfMinutes } from '../../domain/civil-date.ts';
import type { VitalSigns } from '../../domain/vital-signs.ts';
import type { Measure } from './demo-plan.ts';
import type { DemoPatientKind } from './demo-patients.ts';
import type { Random } from './random.ts';

export function demoVitals(random: Random, measure: Measure, patient: DemoPatientKind): VitalSigns {
  if (measure === 'none') return {};
  const around = (value: number, spread: number) =>
    Math.round(value + (random.next() + random.next() - 1) * spread);
  const isChild = patient.age < 12;
  const fever = measure === 'fever' ? 1.6 : 0;
  const bmi = isChild ? 15.5 : 19 + random.next() * 8;
  const vitals: VitalSigns = {
    temperature: Math.round((36.5 + fever * random.next() + random.next() * 0.4) * 10) / 10,
    heart_rate: around(isChild ? 105 : 76, 14) + (fever > 0 ? 8 : 0),
    respiratory_rate: around(isChild ? 24 : 17, 3),
    oxygen_saturation: random.between(96, 99),
    weight: Math.round(bmi * (patient.heightCm / 100) ** 2 * 10) / 10,
    height: patient.heightCm,
  };
  // Nobody straps a cuff on a toddler with a cold.
  if (!isChild) {
    const raised = measure === 'pressure' && (patient.isChronic || patient.age > 50) ? 22 : 0;
    vitals.blood_pressure = `${around(118 + raised, 12)}/${around(76 + raised / 2, 7)}`;
  }
  return vitals;
}

/** The instant of a wall-clock time in Ho Chi Minh City, where the demo clinic is and no clock ever changes. */
export const demoInstant = (date: string, minutes: number): number =>
  Date.parse(`${date}T${timeOfMinutes(minutes)}:00+07:00`);
