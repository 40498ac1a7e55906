// Where a window's page begins: style, language, the link to the main process, then the desk, or the screen of the waiting room.
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startLanguage } from './app/i18n.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has the root element');
await startLanguage();
// The main process opens that window with this address and answers it nothing but what a waiting room may read.
const Page =
  location.hash === '#/queue-screen' ? (await import('./queue-screen/QueueScreen.tsx')).QueueScreen : App;
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
