// The demo clinic's shape: departments, doctors, rooms and prices. Its words are in resources/demo, one file a language.
import english from '../../resources/demo/clinic.en.json' with { type: 'json' };
import vietnamese from '../../resources/demo/clinic.vi.json' with { type: 'json' };
import type { Locale } from '../../domain/clinic-setup.ts';
import type { DemoGender } from './names.ts';

export type DemoTexts = typeof vietnamese;
export const demoTexts: Record<Locale, DemoTexts> = { vi: vietnamese, en: english };
export type DepartmentKey = keyof DemoTexts['departments'];

/** How a visit of a condition measures; see demo-vitals.ts. */
export type Measure = 'plain' | 'fever' | 'pressure' | 'none';

type DemoDoctor = { name: string; gender: DemoGender; title: string };
export type DemoDepartment = {
  key: DepartmentKey;
  icon: string;
  examinationFeeMinor: number;
  servicePricesMinor: readonly number[];
  /** One a condition, in the order of the texts. */
  measures: readonly Measure[];
  rooms: readonly { number: string; floor: string }[];
  doctors: readonly DemoDoctor[];
  /** Who comes here. */
  patients: 'all' | 'children' | 'women' | 'elders';
};

// VND has no minor unit: one is one đồng.
const k = (thousands: number) => thousands * 1_000;
const doctor = (name: string, gender: DemoGender, title = 'BS.') => ({ name, gender, title });

/** Twenty doctors and twelve rooms: a doctor without a room of their own is in whichever of the department is free. */
export const demoDepartments: readonly DemoDepartment[] = [
  {
    key: 'general',
    icon: 'stethoscope',
    examinationFeeMinor: k(150),
    servicePricesMinor: [k(650), k(90), k(40), k(160), k(120), k(110), k(60), k(355)],
    measures: ['fever', 'pressure', 'pressure', 'plain', 'plain'],
    rooms: [
      { number: '101', floor: '1' },
      { number: '102', floor: '1' },
    ],
    doctors: [
      doctor('Nguyễn Minh An', 'male', 'BS.CKI.'),
      doctor('Trần Thị Hồng Hà', 'female'),
      doctor('Phạm Quốc Bảo', 'male'),
      doctor('Đặng Thùy Dung', 'female', 'ThS.BS.'),
    ],
    patients: 'all',
  },
  {
    key: 'paediatrics',
    icon: 'baby',
    examinationFeeMinor: k(180),
    servicePricesMinor: [k(1_015), k(305), k(1_280), k(150), k(80), k(180), k(250)],
    measures: ['fever', 'fever', 'plain', 'plain', 'plain'],
    rooms: [
      { number: '103', floor: '1' },
      { number: '104', floor: '1' },
    ],
    doctors: [
      doctor('Lê Thị Mai Phương', 'female', 'BS.CKII.'),
      doctor('Vũ Đức Thịnh', 'male'),
      doctor('Bùi Ngọc Khánh', 'female'),
    ],
    patients: 'children',
  },
  {
    key: 'cardiology',
    icon: 'heart',
    examinationFeeMinor: k(250),
    servicePricesMinor: [k(80), k(350), k(700), k(600), k(500), k(180), k(900)],
    measures: ['pressure', 'pressure', 'plain', 'plain', 'pressure'],
    rooms: [{ number: '201', floor: '2' }],
    doctors: [doctor('Hoàng Văn Long', 'male', 'PGS.TS.BS.'), doctor('Ngô Thanh Tâm', 'female', 'BS.CKI.')],
    patients: 'elders',
  },
  {
    key: 'ent',
    icon: 'ear',
    examinationFeeMinor: k(180),
    servicePricesMinor: [k(250), k(100), k(150), k(80), k(70), k(300), k(200), k(120)],
    measures: ['plain', 'none', 'none', 'none', 'plain'],
    rooms: [{ number: '202', floor: '2' }],
    doctors: [doctor('Đỗ Hữu Phước', 'male', 'BS.CKI.'), doctor('Võ Thị Kim Loan', 'female')],
    patients: 'all',
  },
  {
    key: 'dermatology',
    icon: 'skin',
    examinationFeeMinor: k(200),
    servicePricesMinor: [k(150), k(350), k(120), k(450), k(650), k(550), k(300)],
    measures: ['none', 'none', 'none', 'plain', 'none'],
    rooms: [{ number: '203', floor: '2' }],
    doctors: [doctor('Phan Ngọc Diệp', 'female', 'ThS.BS.'), doctor('Trương Quang Huy', 'male')],
    patients: 'all',
  },
  {
    key: 'obgyn',
    icon: 'woman',
    examinationFeeMinor: k(200),
    servicePricesMinor: [k(250), k(200), k(350), k(1_200), k(120), k(450), k(300), k(100)],
    measures: ['pressure', 'plain', 'pressure', 'plain', 'none'],
    rooms: [
      { number: '204', floor: '2' },
      { number: '205', floor: '2' },
    ],
    doctors: [
      doctor('Huỳnh Thị Thu Hiền', 'female', 'BS.CKII.'),
      doctor('Lý Bích Ngọc', 'female'),
      doctor('Mai Anh Tuấn', 'male', 'BS.CKI.'),
    ],
    patients: 'women',
  },
  {
    key: 'orthopaedics',
    icon: 'bone',
    examinationFeeMinor: k(200),
    servicePricesMinor: [k(130), k(200), k(900), k(180), k(400), k(250), k(50)],
    measures: ['plain', 'plain', 'plain', 'none', 'none'],
    rooms: [{ number: '301', floor: '3' }],
    doctors: [doctor('Dương Mạnh Cường', 'male', 'BS.CKI.'), doctor('Tạ Xuân Trường', 'male')],
    patients: 'elders',
  },
  {
    key: 'eye',
    icon: 'eye',
    examinationFeeMinor: k(160),
    servicePricesMinor: [k(80), k(60), k(100), k(200), k(250), k(180), k(120), k(150)],
    measures: ['none', 'none', 'none', 'plain', 'none'],
    rooms: [{ number: '302', floor: '3' }],
    doctors: [doctor('Châu Gia Hân', 'female', 'ThS.BS.'), doctor('Lương Đình Khôi', 'male')],
    patients: 'all',
  },
];

/** The twelfth: for dressings and injections, of no department. */
export const procedureRoom = { number: '105', floor: '1' };
