// The little drawings of departments by their names in domain/. A name from elsewhere gets the stethoscope.
import {
  IconAmbulance,
  IconBabyCarriage,
  IconBone,
  IconBrain,
  IconDental,
  IconEar,
  IconEye,
  IconHandSanitizer,
  IconHeartbeat,
  IconLungs,
  IconMicroscope,
  IconMoodHeart,
  IconPill,
  IconRun,
  IconScan,
  IconSoup,
  IconStethoscope,
  IconVaccine,
  IconVirus,
  IconWoman,
} from '@tabler/icons-react';
import type { departmentIcons } from '../../domain/clinic-setup-input.ts';

type IconName = (typeof departmentIcons)[number];

const icons: Record<IconName, typeof IconStethoscope> = {
  stethoscope: IconStethoscope,
  heart: IconHeartbeat,
  baby: IconBabyCarriage,
  woman: IconWoman,
  bone: IconBone,
  brain: IconBrain,
  eye: IconEye,
  ear: IconEar,
  dental: IconDental,
  lungs: IconLungs,
  stomach: IconSoup,
  skin: IconHandSanitizer,
  vaccine: IconVaccine,
  microscope: IconMicroscope,
  scan: IconScan,
  ambulance: IconAmbulance,
  mind: IconMoodHeart,
  run: IconRun,
  pill: IconPill,
  virus: IconVirus,
};

const isKnown = (name: string): name is IconName => Object.hasOwn(icons, name);

export function DepartmentIcon({ name, size = 17 }: { name: string; size?: number }) {
  const Icon = icons[isKnown(name) ? name : 'stethoscope'];
  return <Icon size={size} stroke={1.7} aria-hidden style={{ flex: 'none' }} />;
}
