// Takes still pictures of paper with the PC's camera. The main process lends the camera while this panel listens, and not a moment longer.
import { Button, Group, Modal } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPCClient } from '../app/trpc.ts';
import classes from './documents.module.css';

type CameraPanelProps = { onPicture: (file: File) => void; onClose: () => void };

export function CameraPanel({ onPicture, onClose }: CameraPanelProps) {
  const { t } = useTranslation('documents');
  const video = useRef<HTMLVideoElement>(null);
  const state = useCamera(video);
  const [taken, setTaken] = useState(0);
  const take = () => {
    const from = video.current;
    if (!from || state !== 'on') return;
    const canvas = document.createElement('canvas');
    canvas.width = from.videoWidth;
    canvas.height = from.videoHeight;
    canvas.getContext('2d')?.drawImage(from, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (!blob) return;
        onPicture(new File([blob], `${t('camera.fileName')} ${taken + 1}.jpg`, { type: 'image/jpeg' }));
        setTaken(taken + 1);
      },
      'image/jpeg',
      0.92,
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={t('camera.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {state === 'refused' ? (
        <p role="alert">{t('camera.refused')}</p>
      ) : (
        <video
          ref={video}
          className={classes.video}
          autoPlay
          muted
          playsInline
          aria-label={t('camera.title')}
        />
      )}
      <Group justify="space-between" mt="sm">
        <span role="status">{taken > 0 && t('camera.taken', { count: taken })}</span>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('camera.done')}
          </Button>
          <Button
            data-autofocus
            disabled={state !== 'on'}
            leftSection={<IconCamera size={16} aria-hidden />}
            onClick={take}
          >
            {t('camera.take')}
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}

/** On only after the main process has said so; off with the panel, whatever has happened by then. */
function useCamera(video: { current: HTMLVideoElement | null }): 'starting' | 'on' | 'refused' {
  const client = useTRPCClient();
  const [state, setState] = useState<'starting' | 'on' | 'refused'>('starting');
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | null = null;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const start = async () => {
      const size = { width: { ideal: 2_560 }, height: { ideal: 1_920 } };
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...size, facingMode: 'environment' } });
      if (isOver) return stop();
      if (video.current) video.current.srcObject = stream;
      setState('on');
    };
    const lent = client.documents.camera.subscribe(undefined, {
      onData: () => void start().catch(() => setState('refused')),
      onError: () => setState('refused'),
    });
    return () => {
      isOver = true;
      lent.unsubscribe();
      stop();
    };
  }, [client, video]);
  return state;
}
