// Makes the demo clinic's patients: families that share a phone, allergies, chronic conditions by age, a few registered twice.
import { addDays, ageInYears } from '../../domain/civil-date.ts';
import type { Locale } from '../../domain/clinic-setup.ts';
import { foldText } from '../../domain/folded-text.ts';
import { bloodGroups, type Patient } from '../../domain/patients.ts';
import type { NewRow } from '../../domain/row.ts';
import { demoIds } from './demo-ids.ts';
import { demoTexts } from './demo-plan.ts';
import { type DemoGender, demoFamilyName, demoName, vietnameseName } from './names.ts';
import { type Random, seededRandom } from './random.ts';

/** Everything but the record number, which comes from the PC's counter when the row is written. */
export type DemoPatient = Omit<NewRow<Patient>, 'recordNumber'>;
/** What the visits need to know. */
export type DemoPatientKind = {
  id: string;
  gender: DemoGender;
  age: number;
  isChronic: boolean;
  heightCm: number;
};

const phoneHeads = [
  '090',
  '091',
  '093',
  '094',
  '096',
  '097',
  '098',
  '086',
  '088',
  '089',
  '070',
  '076',
  '077',
  '078',
  '079',
  '081',
  '082',
  '083',
  '032',
  '033',
  '034',
  '035',
  '036',
  '037',
  '038',
  '039',
];
const streets = [
  'Lê Lợi',
  'Nguyễn Huệ',
  'Điện Biên Phủ',
  'Cách Mạng Tháng Tám',
  'Võ Văn Tần',
  'Nguyễn Trãi',
  'Hai Bà Trưng',
  'Phan Xích Long',
  'Lý Thường Kiệt',
  'Trường Chinh',
  'Nguyễn Oanh',
  'Lê Văn Sỹ',
  'Hoàng Diệu',
  'Âu Cơ',
  'Phạm Văn Đồng',
  'Nguyễn Thị Minh Khai',
];
const wards = [
  'Quận 1',
  'Quận 3',
  'Quận 5',
  'Quận 10',
  'Bình Thạnh',
  'Phú Nhuận',
  'Gò Vấp',
  'Tân Bình',
  'Thủ Đức',
  'Quận 7',
];

type Household = { family: string; phone: string; address: string | null; left: number };

/** `count` patients, the same for the same `today`. */
export function* demoPatients(
  count: number,
  { locale, today, seed = 2_026 }: { locale: Locale; today: string; seed?: number },
): Generator<DemoPatient> {
  const random = seededRandom(seed);
  const newId = demoIds(`patients-${seed}`);
  let household: Household | null = null;
  let previous: DemoPatient | null = null;
  for (let i = 0; i < count; i++) {
    // Two in a thousand were registered twice, in a hurry: for the duplicate hints to be seen at work.
    if (previous && i % 487 === 486) {
      yield {
        ...previous,
        id: newId(),
        patientUuid: newId(),
        ...withoutAccents(previous),
        email: null,
        address: null,
      };
      continue;
    }
    if (!household || household.left === 0) household = newHousehold(random);
    household.left--;
    previous = onePatient(random, { household, locale, today, newId });
    yield previous;
  }
}

const withoutAccents = ({ fullName, searchName }: DemoPatient) => ({
  fullName: foldText(fullName).replace(/(^| )(\p{L})/gu, (start) => start.toUpperCase()),
  searchName,
});

function newHousehold(random: Random): Household {
  const phone = random.pick(phoneHeads) + String(random.between(0, 9_999_999)).padStart(7, '0');
  const address = random.chance(0.85)
    ? `${random.between(1, 480)} ${random.pick(streets)}, ${random.pick(wards)}, TP. Hồ Chí Minh`
    : null;
  return {
    family: demoFamilyName(random),
    phone,
    address,
    left: random.weighted([
      [1, 62],
      [2, 18],
      [3, 13],
      [4, 7],
    ]),
  };
}

function onePatient(
  random: Random,
  {
    household,
    locale,
    today,
    newId,
  }: { household: Household; locale: Locale; today: string; newId: () => string },
): DemoPatient {
  const texts = demoTexts[locale];
  const gender: DemoGender = random.chance(0.54) ? 'female' : 'male';
  const age = random.weighted([
    [random.between(0, 5), 14],
    [random.between(6, 15), 10],
    [random.between(16, 39), 34],
    [random.between(40, 64), 28],
    [random.between(65, 92), 14],
  ]);
  const dateOfBirth = addDays(today, -Math.floor(age * 365.25) - random.between(1, 350));
  const isFamily = household.left > 0 || random.chance(0.35);
  const fullName = isFamily
    ? vietnameseName(random, gender, household.family)
    : demoName(random, gender, 0.1);
  const chronicShare = age < 16 ? 0.04 : age < 40 ? 0.08 : age < 65 ? 0.34 : 0.68;
  const hasPhone = random.chance(0.965);
  return {
    id: newId(),
    patientUuid: newId(),
    fullName,
    searchName: foldText(fullName),
    dateOfBirth: random.chance(0.985) ? dateOfBirth : null,
    gender,
    phone: hasPhone ? household.phone : null,
    email:
      age > 18 && random.chance(0.22)
        ? `${foldText(fullName).replaceAll(' ', '.')}${random.between(1, 99)}@mail.example`
        : null,
    address: household.address,
    bloodGroup: random.chance(0.3) ? random.pick(bloodGroups) : null,
    allergies: random.chance(0.11) ? severalOf(random, texts.allergies, 0.15) : null,
    chronicConditions: random.chance(chronicShare)
      ? severalOf(random, texts.chronicConditions, age > 60 ? 0.5 : 0.15)
      : null,
    insuranceId: random.chance(0.4)
      ? `DN4790${String(random.between(0, 999_999_999)).padStart(9, '0')}`
      : null,
    ...emergencyContact(random, { family: household.family, relations: texts.relations }),
    notes: random.chance(0.02) ? random.pick(texts.patientNotes) : null,
    warnings: null,
    mergedIntoId: null,
    archivedAtMs: null,
  };
}

function emergencyContact(
  random: Random,
  { family, relations }: { family: string; relations: readonly string[] },
) {
  if (!random.chance(0.3)) return { emergencyContact: null, emergencyContactPhone: null };
  const name = vietnameseName(random, random.chance(0.5) ? 'male' : 'female', family);
  const phone = random.pick(phoneHeads) + String(random.between(0, 9_999_999)).padStart(7, '0');
  return {
    emergencyContact: `${name} (${random.pick(relations).toLowerCase()})`,
    emergencyContactPhone: phone,
  };
}

function severalOf(random: Random, words: readonly string[], moreShare: number): string {
  const chosen = new Set([random.pick(words)]);
  while (random.chance(moreShare) && chosen.size < 3) chosen.add(random.pick(words));
  return [...chosen]
    .map((word, i) => (i === 0 ? word : word.charAt(0).toLowerCase() + word.slice(1)))
    .join(', ');
}

/** What a visit needs to know of a patient. */
export function kindOf(patient: DemoPatient, today: string): DemoPatientKind {
  const age = patient.dateOfBirth ? ageInYears(patient.dateOfBirth, today) : 40;
  const gender = patient.gender === 'male' ? 'male' : 'female';
  const grown = gender === 'male' ? 167 : 156;
  // The id is random enough to spread people around the average.
  const spread = (Number.parseInt(patient.id.slice(-3), 16) % 17) - 8;
  const heightCm =
    age >= 18
      ? grown + spread
      : Math.round(Math.min(grown, 52 + age * 6.6 + (age > 0 ? 18 : 0)) + spread / 3);
  return { id: patient.id, gender, age, isChronic: patient.chronicConditions !== null, heightCm };
}
