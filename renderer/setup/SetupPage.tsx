// The set-up: its sections on the left, the chosen one beside them. Each person sees the sections of their role; the main process refuses others anyway.
import { NavLink } from '@mantine/core';
import {
  IconBuildingHospital,
  IconCalendarOff,
  IconClockHour4,
  IconDoor,
  IconFileSpreadsheet,
  IconListDetails,
  IconListNumbers,
  IconPill,
  IconPrinter,
  IconSitemap,
  IconStethoscope,
  IconTemplate,
} from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import { ClinicSection } from './ClinicSection.tsx';
import { DepartmentsSection } from './DepartmentsSection.tsx';
import { DoctorsSection } from './DoctorsSection.tsx';
import { HoursSection } from './HoursSection.tsx';
import { RoomsSection } from './RoomsSection.tsx';
import classes from './SetupPage.module.css';
import { type SetupSection, sectionOf, sectionsFor } from './sections.ts';
import { ServicesSection } from './ServicesSection.tsx';
import { TimeOffSection } from './TimeOffSection.tsx';

const FilesSection = lazy(async () => ({ default: (await import('./FilesSection.tsx')).FilesSection }));
const MedicinesSection = lazy(async () => ({
  default: (await import('../prescribing/MedicinesSection.tsx')).MedicinesSection,
}));
const DiagnosisCodesSection = lazy(async () => ({
  default: (await import('../diagnoses/DiagnosisCodesSection.tsx')).DiagnosisCodesSection,
}));
const TemplatesSection = lazy(async () => ({
  default: (await import('../templates/TemplatesSection.tsx')).TemplatesSection,
}));
const PrintingSection = lazy(async () => ({
  default: (await import('../printing/PrintingSection.tsx')).PrintingSection,
}));

const parts: Record<SetupSection, { icon: typeof IconDoor; page: ComponentType }> = {
  clinic: { icon: IconBuildingHospital, page: ClinicSection },
  departments: { icon: IconSitemap, page: DepartmentsSection },
  services: { icon: IconListDetails, page: ServicesSection },
  rooms: { icon: IconDoor, page: RoomsSection },
  doctors: { icon: IconStethoscope, page: DoctorsSection },
  hours: { icon: IconClockHour4, page: HoursSection },
  'time-off': { icon: IconCalendarOff, page: TimeOffSection },
  medicines: { icon: IconPill, page: MedicinesSection },
  'diagnosis-codes': { icon: IconListNumbers, page: DiagnosisCodesSection },
  templates: { icon: IconTemplate, page: TemplatesSection },
  files: { icon: IconFileSpreadsheet, page: FilesSection },
  printing: { icon: IconPrinter, page: PrintingSection },
};

export function SetupPage() {
  const { t } = useTranslation('setup');
  const { section: named } = useParams({ strict: false });
  const { role } = useDesk().user;
  const section = sectionOf(named, role);
  const { page: Section } = parts[section];
  return (
    <div className={classes.page}>
      <nav className={classes.nav} aria-label={t('nav.label')}>
        {sectionsFor(role).map((name) => (
          <SectionLink key={name} name={name} isHere={name === section} />
        ))}
      </nav>
      <div className={classes.section}>
        <Suspense fallback={null}>
          <Section key={section} />
        </Suspense>
      </div>
    </div>
  );
}

function SectionLink({ name, isHere }: { name: SetupSection; isHere: boolean }) {
  const { t } = useTranslation('setup');
  const { icon: Icon } = parts[name];
  return (
    <NavLink
      renderRoot={(props) => <Link to="/setup/$section" params={{ section: name }} {...props} />}
      label={t(`nav.${name}`)}
      leftSection={<Icon size={17} stroke={1.7} aria-hidden />}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      className={classes.link}
    />
  );
}
