// The public holidays of some countries, as their laws name them, in the words of the rules library. Our own data: the library's own list
// is under another licence (docs/decisions). Only what is certain stands here; what is announced year by year is named and not guessed.
import type { Locale } from '../../domain/clinic-setup.ts';

type Words = Record<Locale, string>;
export type HolidayRule = Words & {
  /** In the grammar of date-holidays-parser. */
  rule: string;
  /** The law leaves it open, or only some take it: offered, not ticked. */
  isChoice?: true;
};
export type Region = { code: string; words: Words; rules: readonly HolidayRule[] };
export type Country = {
  code: string;
  words: Words;
  law: string;
  timeZone: string;
  rules: readonly HolidayRule[];
  /** Without regions the country's own rules are the whole list. With regions one must be chosen. */
  regions: readonly Region[];
  /** A day in lieu is the clinic's own affair here, not every clinic's closed day. */
  lieuIsChoice?: true;
  /** What the list cannot know: announced each year. */
  announced?: Words;
};

const day = (rule: string, en: string, vi: string): HolidayRule => ({ rule, en, vi });
const choice = (rule: string, en: string, vi: string): HolidayRule => ({ rule, en, vi, isChoice: true });
const region = (code: string, en: string, vi: string, ...rules: HolidayRule[]): Region => ({
  code,
  words: { en, vi },
  rules,
});

const MONDAY_AFTER_WEEKEND = 'and if saturday,sunday then next monday';
// Christmas and Boxing Day each bring a working day of their own when both fall on a weekend.
const AFTER_BOTH = 'and if saturday then next monday if sunday then next tuesday';
const newYear = 'New Year’s Day';
const tetDuong = 'Tết Dương lịch';
const goodFriday = day('easter -2', 'Good Friday', 'Thứ Sáu Tuần Thánh');
const easterMonday = day('easter 1', 'Easter Monday', 'Thứ Hai Phục Sinh');
const labourDay = day('05-01', 'Labour Day', 'Quốc tế Lao động');
const ascension = day('easter 39', 'Ascension Day', 'Lễ Thăng Thiên');
const whitMonday = day('easter 50', 'Whit Monday', 'Thứ Hai Hiện Xuống');
const christmas = day('12-25', 'Christmas Day', 'Lễ Giáng Sinh');
const secondChristmas = day('12-26', 'Second Day of Christmas', 'Ngày thứ hai lễ Giáng Sinh');
const christmasInLieu = day(`12-25 ${AFTER_BOTH}`, 'Christmas Day', 'Lễ Giáng Sinh');
const boxingInLieu = day(`12-26 ${AFTER_BOTH}`, 'Boxing Day', 'Ngày lễ Tặng quà');

const vietnam: Country = {
  code: 'VN',
  words: { en: 'Viet Nam', vi: 'Việt Nam' },
  law: 'Bộ luật Lao động 45/2019/QH14, Điều 111, 112',
  timeZone: 'Asia/Ho_Chi_Minh',
  lieuIsChoice: true,
  announced: {
    en: 'Tết is five days: of the two at its ends tick the one announced for the year. For National Day tick 1 or 3 September. Days in lieu of a Sunday in Tết are announced each year.',
    vi: 'Tết nghỉ 5 ngày: trong hai ngày ở đầu và cuối, chọn ngày theo thông báo hằng năm. Quốc khánh chọn thêm ngày 1/9 hoặc 3/9. Ngày nghỉ bù khi Tết trùng Chủ nhật theo thông báo hằng năm.',
  },
  rules: [
    day('01-01 and if sunday then next monday', newYear, tetDuong),
    choice('2 days before vietnamese 01-0-01', 'Tết, two days before', 'Tết Nguyên đán (trước giao thừa)'),
    day('vietnamese 01-0-00', 'Tết, the eve', 'Tết Nguyên đán (giao thừa)'),
    day('vietnamese 01-0-01', 'Tết, first day', 'Tết Nguyên đán (mùng 1)'),
    day('vietnamese 01-0-02', 'Tết, second day', 'Tết Nguyên đán (mùng 2)'),
    day('vietnamese 01-0-03', 'Tết, third day', 'Tết Nguyên đán (mùng 3)'),
    choice('vietnamese 01-0-04', 'Tết, fourth day', 'Tết Nguyên đán (mùng 4)'),
    day('vietnamese 3-0-10 and if sunday then next monday', 'Hùng Kings’ Day', 'Giỗ Tổ Hùng Vương'),
    day('04-30 and if sunday then next tuesday', 'Reunification Day', 'Ngày Chiến thắng'),
    day('05-01 and if sunday then next monday', 'Labour Day', 'Quốc tế Lao động'),
    choice('09-01', 'National Day, the day before', 'Quốc khánh (ngày liền trước)'),
    day('09-02 and if sunday then next monday', 'National Day', 'Quốc khánh'),
    choice('09-03', 'National Day, the day after', 'Quốc khánh (ngày liền sau)'),
  ],
  regions: [],
};

const federal = (rule: string) => `${rule} and if saturday then previous friday if sunday then next monday`;
const unitedStates: Country = {
  code: 'US',
  words: { en: 'United States (federal)', vi: 'Hoa Kỳ (liên bang)' },
  law: '5 U.S.C. § 6103; Executive Order 11582',
  timeZone: 'America/New_York',
  rules: [
    day(federal('01-01'), newYear, tetDuong),
    day('3rd monday in January', 'Birthday of Martin Luther King, Jr.', 'Ngày Martin Luther King'),
    day('3rd monday in February', 'Washington’s Birthday', 'Ngày sinh Washington'),
    day('monday before June', 'Memorial Day', 'Ngày Chiến sĩ trận vong'),
    day(federal('06-19'), 'Juneteenth National Independence Day', 'Ngày Juneteenth'),
    day(federal('07-04'), 'Independence Day', 'Ngày Độc lập'),
    day('1st monday in September', 'Labor Day', 'Ngày Lao động'),
    day('2nd monday in October', 'Columbus Day', 'Ngày Columbus'),
    day(federal('11-11'), 'Veterans Day', 'Ngày Cựu chiến binh'),
    day('4th thursday in November', 'Thanksgiving Day', 'Lễ Tạ ơn'),
    day(federal('12-25'), 'Christmas Day', 'Lễ Giáng Sinh'),
  ],
  regions: [],
};

const springBank = day('monday before June', 'Spring bank holiday', 'Ngày nghỉ mùa xuân');
const earlyMay = day('1st monday in May', 'Early May bank holiday', 'Ngày nghỉ đầu tháng Năm');
const britishNewYear = day(`01-01 ${MONDAY_AFTER_WEEKEND}`, newYear, tetDuong);
const lateSummer = day('monday before September', 'Summer bank holiday', 'Ngày nghỉ mùa hè');
const unitedKingdom: Country = {
  code: 'GB',
  words: { en: 'United Kingdom', vi: 'Vương quốc Anh' },
  law: 'Banking and Financial Dealings Act 1971, Schedule 1; royal proclamations; St Andrew’s Day Bank Holiday (Scotland) Act 2007',
  timeZone: 'Europe/London',
  rules: [goodFriday, earlyMay, springBank, christmasInLieu, boxingInLieu],
  regions: [
    region('EAW', 'England and Wales', 'Anh và xứ Wales', britishNewYear, easterMonday, lateSummer),
    region(
      'SCT',
      'Scotland',
      'Scotland',
      day(`01-01 ${AFTER_BOTH}`, newYear, tetDuong),
      day(`01-02 ${AFTER_BOTH}`, '2nd January', 'Ngày 2 tháng Giêng'),
      day('1st monday in August', 'Summer bank holiday', 'Ngày nghỉ mùa hè'),
      day(`11-30 ${MONDAY_AFTER_WEEKEND}`, 'St Andrew’s Day', 'Ngày Thánh Andrew'),
    ),
    region(
      'NIR',
      'Northern Ireland',
      'Bắc Ireland',
      britishNewYear,
      day(`03-17 ${MONDAY_AFTER_WEEKEND}`, 'St Patrick’s Day', 'Ngày Thánh Patrick'),
      easterMonday,
      day(`07-12 ${MONDAY_AFTER_WEEKEND}`, 'Battle of the Boyne', 'Ngày trận sông Boyne'),
      lateSummer,
    ),
  ],
};

const australia: Country = {
  code: 'AU',
  words: { en: 'Australia', vi: 'Úc' },
  law: 'Public Holidays Act 2010 (NSW); Public Holidays Act 1993 (Vic)',
  timeZone: 'Australia/Sydney',
  announced: {
    en: 'Days a state adds for one year, and in Victoria the Friday before the AFL Grand Final, are announced: enter those by hand.',
    vi: 'Ngày nghỉ do tiểu bang thêm cho từng năm, và tại Victoria ngày thứ Sáu trước chung kết AFL, được công bố hằng năm: xin nhập tay.',
  },
  rules: [
    day(`01-01 ${MONDAY_AFTER_WEEKEND}`, newYear, tetDuong),
    day('01-26 if saturday,sunday then next monday', 'Australia Day', 'Quốc khánh Úc'),
    goodFriday,
    day('easter -1', 'Easter Saturday', 'Thứ Bảy Tuần Thánh'),
    day('easter', 'Easter Sunday', 'Chúa nhật Phục Sinh'),
    easterMonday,
    day('04-25', 'Anzac Day', 'Ngày Anzac'),
    day('2nd monday in June', 'King’s Birthday', 'Sinh nhật Quốc vương'),
    christmasInLieu,
    boxingInLieu,
  ],
  regions: [
    region(
      'NSW',
      'New South Wales',
      'New South Wales',
      day('1st monday in October', 'Labour Day', 'Ngày Lao động'),
    ),
    region(
      'VIC',
      'Victoria',
      'Victoria',
      day('2nd monday in March', 'Labour Day', 'Ngày Lao động'),
      day('1st tuesday in November', 'Melbourne Cup Day', 'Ngày Melbourne Cup'),
    ),
  ],
};

const epiphany = day('01-06', 'Epiphany', 'Lễ Hiển Linh');
const corpusChristi = day('easter 60', 'Corpus Christi', 'Lễ Mình Thánh Chúa');
const assumption = day('08-15', 'Assumption Day', 'Lễ Đức Mẹ Lên Trời');
const allSaints = day('11-01', 'All Saints’ Day', 'Lễ Các Thánh');
const reformation = day('10-31', 'Reformation Day', 'Ngày Cải cách');
const womensDay = day('03-08', 'International Women’s Day', 'Quốc tế Phụ nữ');
const germany: Country = {
  code: 'DE',
  words: { en: 'Germany', vi: 'Đức' },
  law: 'Feiertagsgesetze der Länder; Einigungsvertrag Art. 2 Abs. 2',
  timeZone: 'Europe/Berlin',
  rules: [
    day('01-01', newYear, tetDuong),
    goodFriday,
    easterMonday,
    labourDay,
    ascension,
    whitMonday,
    day('10-03', 'Day of German Unity', 'Ngày Thống nhất nước Đức'),
    christmas,
    secondChristmas,
  ],
  regions: [
    region('BW', 'Baden-Württemberg', 'Baden-Württemberg', epiphany, corpusChristi, allSaints),
    region('BY', 'Bavaria', 'Bayern', epiphany, corpusChristi, { ...assumption, isChoice: true }, allSaints),
    region('BE', 'Berlin', 'Berlin', womensDay),
    region(
      'BB',
      'Brandenburg',
      'Brandenburg',
      day('easter', 'Easter Sunday', 'Chúa nhật Phục Sinh'),
      day('easter 49', 'Whit Sunday', 'Lễ Hiện Xuống'),
      reformation,
    ),
    region('HB', 'Bremen', 'Bremen', reformation),
    region('HH', 'Hamburg', 'Hamburg', reformation),
    region('HE', 'Hesse', 'Hessen', corpusChristi),
    region('MV', 'Mecklenburg-Western Pomerania', 'Mecklenburg-Vorpommern', womensDay, reformation),
    region('NI', 'Lower Saxony', 'Niedersachsen', reformation),
    region('NW', 'North Rhine-Westphalia', 'Nordrhein-Westfalen', corpusChristi, allSaints),
    region('RP', 'Rhineland-Palatinate', 'Rheinland-Pfalz', corpusChristi, allSaints),
    region('SL', 'Saarland', 'Saarland', corpusChristi, assumption, allSaints),
    region(
      'SN',
      'Saxony',
      'Sachsen',
      reformation,
      day('wednesday before 11-23', 'Day of Repentance and Prayer', 'Ngày Sám hối và Cầu nguyện'),
    ),
    region('ST', 'Saxony-Anhalt', 'Sachsen-Anhalt', epiphany, reformation),
    region('SH', 'Schleswig-Holstein', 'Schleswig-Holstein', reformation),
    region(
      'TH',
      'Thuringia',
      'Thüringen',
      day('09-20', 'World Children’s Day', 'Ngày Thiếu nhi Thế giới'),
      reformation,
    ),
  ],
};

const france: Country = {
  code: 'FR',
  words: { en: 'France', vi: 'Pháp' },
  law: 'Code du travail, art. L3133-1 (Alsace-Moselle: L3134-13)',
  timeZone: 'Europe/Paris',
  rules: [
    day('01-01', newYear, tetDuong),
    easterMonday,
    labourDay,
    day('05-08', 'Victory in Europe Day', 'Ngày Chiến thắng 8/5'),
    ascension,
    whitMonday,
    day('07-14', 'Bastille Day', 'Quốc khánh Pháp'),
    assumption,
    allSaints,
    day('11-11', 'Armistice Day', 'Ngày Đình chiến'),
    christmas,
  ],
  regions: [
    region('FR', 'France without Alsace-Moselle', 'Pháp (trừ Alsace-Moselle)'),
    region('ALM', 'Alsace-Moselle', 'Alsace-Moselle', goodFriday, secondChristmas),
  ],
};

const austria: Country = {
  code: 'AT',
  words: { en: 'Austria', vi: 'Áo' },
  law: 'Arbeitsruhegesetz § 7',
  timeZone: 'Europe/Vienna',
  rules: [
    day('01-01', newYear, tetDuong),
    epiphany,
    easterMonday,
    labourDay,
    ascension,
    whitMonday,
    corpusChristi,
    assumption,
    day('10-26', 'National Day', 'Quốc khánh Áo'),
    allSaints,
    day('12-08', 'Immaculate Conception', 'Lễ Đức Mẹ Vô Nhiễm'),
    christmas,
    secondChristmas,
  ],
  regions: [],
};

const sundayInLieu = (rule: string) => `${rule} and if sunday then next monday`;
const singapore: Country = {
  code: 'SG',
  words: { en: 'Singapore', vi: 'Singapore' },
  law: 'Holidays Act 1998, section 2 and the Schedule',
  timeZone: 'Asia/Singapore',
  announced: {
    en: 'Hari Raya Puasa, Hari Raya Haji, Vesak Day and Deepavali are announced each year: enter those by hand.',
    vi: 'Hari Raya Puasa, Hari Raya Haji, lễ Phật Đản và Deepavali được công bố hằng năm: xin nhập tay.',
  },
  rules: [
    day(sundayInLieu('01-01'), newYear, tetDuong),
    day(
      'chinese 01-0-01 and if sunday then next tuesday',
      'Chinese New Year, first day',
      'Tết Nguyên đán (mùng 1)',
    ),
    day(sundayInLieu('chinese 01-0-02'), 'Chinese New Year, second day', 'Tết Nguyên đán (mùng 2)'),
    goodFriday,
    day(sundayInLieu('05-01'), 'Labour Day', 'Quốc tế Lao động'),
    day(sundayInLieu('08-09'), 'National Day', 'Quốc khánh Singapore'),
    day(sundayInLieu('12-25'), 'Christmas Day', 'Lễ Giáng Sinh'),
  ],
  regions: [],
};

const thai = (rule: string) => `${rule} ${MONDAY_AFTER_WEEKEND}`;
const thailand: Country = {
  code: 'TH',
  words: { en: 'Thailand', vi: 'Thái Lan' },
  law: 'Labour Protection Act B.E. 2541, section 29; Cabinet resolutions on official holidays',
  timeZone: 'Asia/Bangkok',
  lieuIsChoice: true,
  announced: {
    en: 'Makha Bucha, Visakha Bucha, Asahna Bucha, Buddhist Lent, the Queens’ days and days the Cabinet adds are announced each year: enter those by hand.',
    vi: 'Makha Bucha, Visakha Bucha, Asahna Bucha, ngày Nhập hạ, các ngày của Hoàng hậu và ngày nghỉ do Nội các thêm được công bố hằng năm: xin nhập tay.',
  },
  rules: [
    day(thai('01-01'), newYear, tetDuong),
    day(thai('04-06'), 'Chakri Memorial Day', 'Ngày Chakri'),
    day('04-13', 'Songkran, first day', 'Tết Songkran (ngày 1)'),
    day('04-14', 'Songkran, second day', 'Tết Songkran (ngày 2)'),
    day('04-15', 'Songkran, third day', 'Tết Songkran (ngày 3)'),
    labourDay,
    day(thai('05-04'), 'Coronation Day', 'Ngày Đăng quang'),
    day(thai('07-28'), 'King Vajiralongkorn’s Birthday', 'Sinh nhật vua Vajiralongkorn'),
    day(thai('10-13'), 'King Bhumibol Memorial Day', 'Ngày tưởng niệm vua Bhumibol'),
    day(thai('10-23'), 'Chulalongkorn Day', 'Ngày Chulalongkorn'),
    day(thai('12-05'), 'King Bhumibol’s Birthday', 'Sinh nhật vua Bhumibol'),
    day(thai('12-10'), 'Constitution Day', 'Ngày Hiến pháp'),
    day('12-31', 'New Year’s Eve', 'Giao thừa dương lịch'),
  ],
  regions: [],
};

export const countries: readonly Country[] = [
  vietnam,
  unitedStates,
  unitedKingdom,
  australia,
  germany,
  france,
  austria,
  singapore,
  thailand,
];
