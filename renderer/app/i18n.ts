// The languages of the interface: which texts there are and which is spoken now. Keys are typed from the English files.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../../domain/clinic-setup.ts';
import enBooking from '../locales/en/booking.json';
import enCommon from '../locales/en/common.json';
import enCashier from '../locales/en/cashier.json';
import enChart from '../locales/en/chart.json';
import enCommands from '../locales/en/commands.json';
import enConsultation from '../locales/en/consultation.json';
import enDoctorsDesk from '../locales/en/doctorsDesk.json';
import enDocuments from '../locales/en/documents.json';
import enDoorstep from '../locales/en/doorstep.json';
import enFailures from '../locales/en/failures.json';
import enFrontDesk from '../locales/en/frontDesk.json';
import enLeaving from '../locales/en/leaving.json';
import enPaper from '../locales/en/paper.json';
import enPatients from '../locales/en/patients.json';
import enPrescribing from '../locales/en/prescribing.json';
import enPrinting from '../locales/en/printing.json';
import enQueue from '../locales/en/queue.json';
import enQueueScreen from '../locales/en/queueScreen.json';
import enSetup from '../locales/en/setup.json';
import enStaff from '../locales/en/staff.json';
import enVault from '../locales/en/vault.json';
import viBooking from '../locales/vi/booking.json';
import enLeave from '../locales/en/leave.json';
import enWaitlist from '../locales/en/waitlist.json';
import viCommon from '../locales/vi/common.json';
import viCashier from '../locales/vi/cashier.json';
import viChart from '../locales/vi/chart.json';
import viCommands from '../locales/vi/commands.json';
import viConsultation from '../locales/vi/consultation.json';
import viDoctorsDesk from '../locales/vi/doctorsDesk.json';
import viDocuments from '../locales/vi/documents.json';
import viDoorstep from '../locales/vi/doorstep.json';
import viFailures from '../locales/vi/failures.json';
import viFrontDesk from '../locales/vi/frontDesk.json';
import viLeaving from '../locales/vi/leaving.json';
import viPaper from '../locales/vi/paper.json';
import viPatients from '../locales/vi/patients.json';
import viPrescribing from '../locales/vi/prescribing.json';
import viPrinting from '../locales/vi/printing.json';
import viQueue from '../locales/vi/queue.json';
import viQueueScreen from '../locales/vi/queueScreen.json';
import viSetup from '../locales/vi/setup.json';
import viStaff from '../locales/vi/staff.json';
import viVault from '../locales/vi/vault.json';
import viLeave from '../locales/vi/leave.json';
import viWaitlist from '../locales/vi/waitlist.json';

const en = {
  booking: enBooking,
  cashier: enCashier,
  chart: enChart,
  commands: enCommands,
  common: enCommon,
  consultation: enConsultation,
  doctorsDesk: enDoctorsDesk,
  documents: enDocuments,
  doorstep: enDoorstep,
  failures: enFailures,
  frontDesk: enFrontDesk,
  paper: enPaper,
  patients: enPatients,
  prescribing: enPrescribing,
  printing: enPrinting,
  queue: enQueue,
  queueScreen: enQueueScreen,
  setup: enSetup,
  staff: enStaff,
  vault: enVault,
  leave: enLeave,
  leaving: enLeaving,
  waitlist: enWaitlist,
};
const vi = {
  booking: viBooking,
  cashier: viCashier,
  chart: viChart,
  commands: viCommands,
  common: viCommon,
  consultation: viConsultation,
  doctorsDesk: viDoctorsDesk,
  documents: viDocuments,
  doorstep: viDoorstep,
  failures: viFailures,
  frontDesk: viFrontDesk,
  paper: viPaper,
  patients: viPatients,
  prescribing: viPrescribing,
  printing: viPrinting,
  queue: viQueue,
  queueScreen: viQueueScreen,
  setup: viSetup,
  staff: viStaff,
  vault: viVault,
  leave: viLeave,
  leaving: viLeaving,
  waitlist: viWaitlist,
} satisfies Record<keyof typeof en, object>;

export type Texts = typeof en;

/** Begins with the machine's language where we speak it, else English. The doorstep sets the person's own later. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en, vi },
    lng: navigator.language.startsWith('vi') ? 'vi' : 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  tellPage(i18next.language);
  i18next.on('languageChanged', tellPage);
}

export const speak = (locale: Locale): Promise<unknown> => i18next.changeLanguage(locale);
/** The language spoken now. */
export const spokenLocale = (): Locale => (i18next.language === 'vi' ? 'vi' : 'en');

const tellPage = (language: string) => {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
};
