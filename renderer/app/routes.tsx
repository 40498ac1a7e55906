// Every page of the desk and its address. Pages are loaded when first opened; search params are checked by zod.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { z } from 'zod';
import { civilDate } from '../../domain/civil-date.ts';
import { rowId } from '../../domain/row.ts';
import { AppFrame } from './AppFrame.tsx';
import { CrashPage } from './CrashPage.tsx';

const rootRoute = createRootRoute({ component: AppFrame, errorComponent: CrashPage });

const frontDesk = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  // What another page asks of the front desk; a half-typed address asks nothing.
  validateSearch: z.object({
    date: civilDate.optional().catch(undefined),
    visit: rowId.optional().catch(undefined),
    patient: rowId.optional().catch(undefined),
    doctor: rowId.optional().catch(undefined),
    /** Whose week is looked at. */
    week: rowId.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../front-desk/FrontDeskPage.tsx'), 'FrontDeskPage'),
});
const queue = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queue',
  component: lazyRouteComponent(() => import('../queue/QueuePage.tsx'), 'QueuePage'),
});
const patients = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients',
  component: lazyRouteComponent(() => import('../patients/PatientsPage.tsx'), 'PatientsPage'),
});
const patient = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/$patientId',
  // The record number that led here, when it is that of a record merged into this one.
  validateSearch: z.object({ earlier: z.string().max(64).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../patients/PatientPage.tsx'), 'PatientPage'),
});
const patientDocuments = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/$patientId/documents',
  component: lazyRouteComponent(() => import('../documents/DocumentsPage.tsx'), 'DocumentsPage'),
});
const patientMerge = createRoute({
  getParentRoute: () => rootRoute,
  path: '/patients/$patientId/merge/$otherId',
  component: lazyRouteComponent(() => import('../patients/MergePage.tsx'), 'MergePage'),
});
const consultations = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consultations',
  /** Which of the doctor's lists; without it, the day. */
  validateSearch: z.object({
    list: z.enum(['unsigned', 'saved', 'patients', 'notes']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../consultation/DoctorsDayPage.tsx'), 'DoctorsDayPage'),
});
const consultation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/consultations/$appointmentId',
  component: lazyRouteComponent(() => import('../consultation/ConsultationPage.tsx'), 'ConsultationPage'),
});
const paper = createRoute({
  getParentRoute: () => rootRoute,
  path: '/paper',
  component: lazyRouteComponent(() => import('../paper/PaperPage.tsx'), 'PaperPage'),
});
const cashier = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cashier',
  /** `visit`: whose receipt is wanted, as the front desk asks. */
  validateSearch: z.object({ visit: rowId.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../cashier/CashierPage.tsx'), 'CashierPage'),
});
const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('../setup/SetupPage.tsx'), 'SetupPage'),
});
const setupSection = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup/$section',
  component: lazyRouteComponent(() => import('../setup/SetupPage.tsx'), 'SetupPage'),
});
const staff = createRoute({
  getParentRoute: () => rootRoute,
  path: '/staff',
  component: lazyRouteComponent(() => import('../staff/StaffPage.tsx'), 'StaffPage'),
});
const vault = createRoute({
  getParentRoute: () => rootRoute,
  path: '/vault',
  // Whose entries of the trail are asked for.
  validateSearch: z.object({ patient: rowId.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../vault/VaultPage.tsx'), 'VaultPage'),
});
const waitlist = createRoute({
  getParentRoute: () => rootRoute,
  path: '/waitlist',
  component: lazyRouteComponent(() => import('../waitlist/WaitlistPage.tsx'), 'WaitlistPage'),
});
const followUps = createRoute({
  getParentRoute: () => rootRoute,
  path: '/follow-ups',
  component: lazyRouteComponent(() => import('../doctors-desk/RadarPage.tsx'), 'RadarPage'),
});
const leave = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leave',
  component: lazyRouteComponent(() => import('../leave/LeavePage.tsx'), 'LeavePage'),
});
const leaveFor = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leave/for/$timeOffId',
  component: lazyRouteComponent(() => import('../leave/LeavePage.tsx'), 'LeavePage'),
});
const holidays = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leave/holidays',
  component: lazyRouteComponent(() => import('../leave/HolidaysPage.tsx'), 'HolidaysPage'),
});
const account = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../staff/AccountPage.tsx'), 'AccountPage'),
});

export const appRoutes = createRouter({
  routeTree: rootRoute.addChildren([
    frontDesk,
    queue,
    patients,
    patient,
    patientDocuments,
    patientMerge,
    consultations,
    consultation,
    paper,
    cashier,
    setup,
    setupSection,
    staff,
    vault,
    waitlist,
    followUps,
    leave,
    leaveFor,
    holidays,
    account,
  ]),
  history: createHashHistory(),
  // An address of an older version, or half a link: the front desk rather than a dead end.
  defaultNotFoundComponent: () => <Navigate to="/" replace />,
  defaultErrorComponent: CrashPage,
  // A page that is already loading keeps the old one on screen; nothing blinks.
  defaultPendingMs: 300,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof appRoutes;
  }
}
