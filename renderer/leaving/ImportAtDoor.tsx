// A clinic from an export where there is none yet: the steps in the quiet frame of the door.
import { Anchor, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DoorFrame } from '../doorstep/DoorFrame.tsx';
import { ImportSteps } from './ImportSteps.tsx';

export function ImportAtDoor({ back }: { back: () => void }) {
  const { t } = useTranslation('leaving');
  return (
    <DoorFrame title={t('import.title')} subtitle={t('import.subtitle')} wide>
      <Stack gap="md">
        <ImportSteps />
        <Anchor component="button" type="button" size="sm" onClick={back} style={{ alignSelf: 'start' }}>
          {t('import.leave')}
        </Anchor>
      </Stack>
    </DoorFrame>
  );
}
