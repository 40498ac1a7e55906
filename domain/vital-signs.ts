// What is measured at a visit, in which unit, and which values only a slip of the finger can make. Never what is healthy.
import { z } from 'zod';

/** The seed's JSON contract: known keys with their units, unknown keys kept as they came. */
export const vitalSigns = z.looseObject({
  /** mmHg, "120/80". */
  blood_pressure: z.string().optional(),
  /** °C */
  temperature: z.number().optional(),
  /** beats a minute */
  heart_rate: z.number().optional(),
  /** breaths a minute */
  respiratory_rate: z.number().optional(),
  /** % */
  oxygen_saturation: z.number().optional(),
  /** kg */
  weight: z.number().optional(),
  /** cm */
  height: z.number().optional(),
});
export type VitalSigns = z.infer<typeof vitalSigns>;

/** In the order they are measured and printed. */
export const vitalSignKeys = [
  'blood_pressure',
  'heart_rate',
  'temperature',
  'respiratory_rate',
  'oxygen_saturation',
  'weight',
  'height',
] as const;
export type VitalSignKey = (typeof vitalSignKeys)[number];
export type MeasuredKey = Exclude<VitalSignKey, 'blood_pressure'>;

/** As they are written beside the value, the same in every language; rates are words of the interface. */
export const vitalSignUnits: Record<Exclude<VitalSignKey, 'heart_rate' | 'respiratory_rate'>, string> = {
  blood_pressure: 'mmHg',
  temperature: '°C',
  oxygen_saturation: '%',
  weight: 'kg',
  height: 'cm',
};

/** Outside of these a value is a typing error, not a finding: the unusual is never refused. */
export const vitalSignLimits: Record<MeasuredKey, { min: number; max: number; isWhole: boolean }> = {
  temperature: { min: 10, max: 47, isWhole: false },
  heart_rate: { min: 0, max: 400, isWhole: true },
  respiratory_rate: { min: 0, max: 150, isWhole: true },
  oxygen_saturation: { min: 0, max: 100, isWhole: false },
  weight: { min: 0.2, max: 700, isWhole: false },
  height: { min: 15, max: 280, isWhole: false },
};
const SYSTOLIC = { min: 20, max: 350 };
const DIASTOLIC = { min: 0, max: 250 };
const IMPOSSIBLE = 'validation.impossibleValue';

/** "120/80": the upper value first and higher. Blanks around the stroke are forgiven. */
export const bloodPressure = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(
    z
      .string()
      .regex(/^\d{2,3}\/\d{1,3}$/, { error: 'validation.bloodPressure', abort: true })
      .refine(isPossiblePressure, IMPOSSIBLE),
  );

function isPossiblePressure(text: string): boolean {
  const [systolic = 0, diastolic = 0] = text.split('/').map(Number);
  return within(SYSTOLIC, systolic) && within(DIASTOLIC, diastolic) && diastolic < systolic;
}
const within = ({ min, max }: { min: number; max: number }, value: number) => value >= min && value <= max;

const measured = (key: MeasuredKey) => {
  const { min, max, isWhole } = vitalSignLimits[key];
  const number = z.number(IMPOSSIBLE).min(min, IMPOSSIBLE).max(max, IMPOSSIBLE);
  return cleared(isWhole ? number.refine(Number.isInteger, 'validation.wholeNumber') : number);
};
/** An emptied field (or null) takes the value away; clients send empty strings as a matter of course. */
const cleared = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(emptyAsNull, schema.nullable()).optional();
const emptyAsNull = (value: unknown) => (value === '' ? null : value);

/** A change to vital signs: what is named is set or cleared, what is not named stays. */
export const vitalSignsPatch = z
  .looseObject({
    blood_pressure: cleared(bloodPressure),
    temperature: measured('temperature'),
    heart_rate: measured('heart_rate'),
    respiratory_rate: measured('respiratory_rate'),
    oxygen_saturation: measured('oxygen_saturation'),
    weight: measured('weight'),
    height: measured('height'),
  })
  .refine((signs) => JSON.stringify(signs).length <= 8_000, 'validation.tooLong');
export type VitalSignsPatch = z.infer<typeof vitalSignsPatch>;

export function mergeVitalSigns(before: VitalSigns, patch: VitalSignsPatch): VitalSigns {
  const merged = Object.entries({ ...before, ...patch }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(merged);
}

/** A number as people type it, decimal comma or point. Null when nothing is typed, NaN when it is no number. */
export function typedNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
