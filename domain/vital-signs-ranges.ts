// Reference limits of vital signs by age and sex. They mark a value that lies outside; they explain nothing and advise nothing. Starting
// data with its sources: see docs/decisions/0021-vital-sign-ranges.md.
import { ageInMonths } from './civil-date.ts';
import { typedNumber, type VitalSignKey, type VitalSigns } from './vital-signs.ts';

/** What limits are set for: a blood pressure is two values, and the body mass index is made of two. */
export const limitedSigns = [
  'systolic',
  'diastolic',
  'heart_rate',
  'temperature',
  'respiratory_rate',
  'oxygen_saturation',
  'bmi',
] as const;
export type LimitedSign = (typeof limitedSigns)[number];
export type Sex = 'male' | 'female';

/** Both limits are still ordinary; null: no limit on that side. */
export type Limits = { low: number | null; high: number | null };
type Rule = Limits & {
  sign: LimitedSign;
  /** From this age on, until the next rule of the sign for the same sex. */
  fromMonths: number;
  /** Left out: of either sex, and of people whose sex is not known. */
  sex?: Sex;
};

const years = (count: number) => 12 * count;
const rules = (
  sign: LimitedSign,
  table: readonly (readonly [fromMonths: number, low: number | null, high: number | null])[],
): Rule[] => table.map(([fromMonths, low, high]) => ({ sign, fromMonths, low, high }));

// Children awake: American Heart Association, Pediatric Advanced Life Support (PALS) provider manual, vital signs in children (2015).
// From 16 years: Royal College of Physicians, National Early Warning Score (NEWS) 2, 2017, for breathing, temperature and saturation;
// pulse 60 to 100 at rest: American Heart Association, "All about heart rate".
const heartRate = rules('heart_rate', [
  [0, 100, 205],
  [1, 100, 190],
  [years(1), 98, 140],
  [years(3), 80, 120],
  [years(6), 75, 118],
  [years(12), 60, 100],
]);
const respiratoryRate = rules('respiratory_rate', [
  [0, 30, 53],
  [years(1), 22, 37],
  [years(3), 20, 28],
  [years(6), 18, 25],
  [years(12), 12, 20],
]);
// Children, under the arm: World Health Organization, Integrated Management of Childhood Illness chart booklet (2014): fever from 37.5 °C,
// low below 35.5 °C.
const temperature = rules('temperature', [
  [0, 35.5, 37.4],
  [years(16), 36.1, 38],
]);
// Children: PALS aims at 94 % and more. No limit above.
const oxygenSaturation = rules('oxygen_saturation', [
  [0, 94, null],
  [years(16), 96, null],
]);

/** Hypotension as PALS defines it: below 60 in the first month, 70 in the first year, 70 + 2 × age to ten, 90 after. */
const lowestSystolic = (age: number) => (age < 1 ? 70 : age < 10 ? 70 + 2 * age : 90);
// American Academy of Pediatrics, clinical practice guideline of 2017 (Flynn et al., Pediatrics 140:e20171904), table 6: pressures that
// want a second look, by age and sex; what is shown here is the highest value below them. From 13 years 120/80. It has no lower limit of
// the diastolic value, so none is set for children.
const screening: Record<Sex, readonly (readonly [systolic: number, diastolic: number])[]> = {
  male: [
    [98, 52],
    [100, 55],
    [101, 58],
    [102, 60],
    [103, 63],
    [105, 66],
    [106, 68],
    [107, 69],
    [107, 70],
    [108, 72],
    [110, 74],
    [113, 75],
  ],
  female: [
    [98, 54],
    [101, 58],
    [102, 60],
    [103, 62],
    [104, 64],
    [105, 67],
    [106, 68],
    [107, 69],
    [108, 71],
    [109, 72],
    [111, 74],
    [114, 75],
  ],
};
const childrensPressure = (['male', 'female'] as const).flatMap((sex) =>
  screening[sex].flatMap(([systolic, diastolic], index): Rule[] => {
    const at = { sex, fromMonths: years(index + 1) };
    return [
      { ...at, sign: 'systolic', low: lowestSystolic(index + 1), high: systolic - 1 },
      { ...at, sign: 'diastolic', low: null, high: diastolic - 1 },
    ];
  }),
);
// Grown-ups: hypertension from 140/90 (World Health Organization, guideline for the pharmacological treatment of hypertension in adults,
// 2021); low below 90/60 (National Heart, Lung, and Blood Institute, "Low blood pressure").
const pressure: Rule[] = [
  { sign: 'systolic', fromMonths: 0, low: 60, high: null },
  { sign: 'systolic', fromMonths: 1, low: 70, high: null },
  ...childrensPressure,
  ...(['male', 'female'] as const).flatMap((sex): Rule[] => [
    { sign: 'systolic', sex, fromMonths: years(13), low: 90, high: 119 },
    { sign: 'diastolic', sex, fromMonths: years(13), low: null, high: 79 },
    { sign: 'systolic', sex, fromMonths: years(18), low: 90, high: 139 },
    { sign: 'diastolic', sex, fromMonths: years(18), low: 60, high: 89 },
  ]),
  ...rules('systolic', [[years(18), 90, 139]]),
  ...rules('diastolic', [[years(18), 60, 89]]),
];
// World Health Organization, Obesity (Technical Report Series 894, 2000): 18.5 to 24.9 from 20 years on. A clinic may prefer the lower
// action points for Asian populations (WHO expert consultation, Lancet 363:157, 2004). Children have no fixed limits.
const bmi = rules('bmi', [[years(20), 18.5, 24.9]]);

/** By sign, the latest age first and, of one age, the rule for one sex first: the first that fits is the one. */
const rulesOf = Object.groupBy(
  [...pressure, ...heartRate, ...temperature, ...respiratoryRate, ...oxygenSaturation, ...bmi].toSorted(
    (a, b) => b.fromMonths - a.fromMonths || Number(a.sex === undefined) - Number(b.sex === undefined),
  ),
  ({ sign }) => sign,
);

/** Whose values are judged: age on the day of the measurement and sex; what is not known finds no limit that depends on it. */
export type Measuree = { dateOfBirth: string | null; gender: 'male' | 'female' | 'other' | null };

/** The limits for that person on that day; null where there are none. */
export function limitsOf(sign: LimitedSign, { dateOfBirth, gender }: Measuree, date: string): Limits | null {
  if (dateOfBirth === null || date < dateOfBirth) return null;
  const ageMonths = ageInMonths(dateOfBirth, date);
  const fits = ({ fromMonths, sex }: Rule) =>
    fromMonths <= ageMonths && (sex === undefined || sex === gender);
  return rulesOf[sign]?.find(fits) ?? null;
}

export type Mark = 'low' | 'high';
export const markOf = (value: number, limits: Limits | null): Mark | null =>
  limits === null
    ? null
    : limits.low !== null && value < limits.low
      ? 'low'
      : limits.high !== null && value > limits.high
        ? 'high'
        : null;

/** "120/80" as two numbers; null for what is not a whole pressure (yet). */
export function pressureOf(text: string): { systolic: number; diastolic: number } | null {
  const [, systolic, diastolic] = /^\s*(\d{2,3})\s*\/\s*(\d{2,3})\s*$/.exec(text) ?? [];
  return systolic === undefined || diastolic === undefined
    ? null
    : { systolic: Number(systolic), diastolic: Number(diastolic) };
}

export type Finding = { sign: LimitedSign; value: number; mark: Mark; limits: Limits };

/** What of a typed value lies outside the limits: nothing, one thing, or both halves of a pressure. Nonsense is nobody's finding. */
export function findingsOf(
  key: VitalSignKey,
  typed: string,
  about: { person: Measuree; date: string },
): Finding[] {
  return valuesOf(key, typed).flatMap(({ sign, value }) => {
    const limits = limitsOf(sign, about.person, about.date);
    const mark = markOf(value, limits);
    return mark && limits ? [{ sign, value, mark, limits }] : [];
  });
}

function valuesOf(key: VitalSignKey, typed: string): { sign: LimitedSign; value: number }[] {
  if (key === 'weight' || key === 'height') return [];
  if (key === 'blood_pressure') {
    const pressure = pressureOf(typed);
    return pressure
      ? [
          { sign: 'systolic', value: pressure.systolic },
          { sign: 'diastolic', value: pressure.diastolic },
        ]
      : [];
  }
  const value = typedNumber(typed);
  return value === null || Number.isNaN(value) ? [] : [{ sign: key, value }];
}

/** kg / m², one decimal. Null while one of them is missing or impossible. */
export function bmiOf({ weight, height }: Pick<VitalSigns, 'weight' | 'height'>): number | null {
  if (weight === undefined || height === undefined || !(weight > 0) || !(height > 0)) return null;
  const bmi = Math.round((weight / (height / 100) ** 2) * 10) / 10;
  return Number.isFinite(bmi) && bmi < 200 ? bmi : null;
}
