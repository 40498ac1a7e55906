// The window: look, data, the doorstep, and behind it the desk.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import classes from './App.module.css';
import { Doorstep } from '../doorstep/Doorstep.tsx';
import { appRoutes } from './routes.tsx';
import { styleNonce } from './style-nonce.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import { queryClient, TRPCProvider, trpcClient } from './trpc.ts';

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
          {/* Draws first run, sign-in, lock and damage; its children, toasts too, only while somebody is signed in and unlocked. */}
          <Doorstep>
            {/* A live region before anything is in it: what is put in is read aloud. */}
            <Notifications
              aria-live="polite"
              position="bottom-left"
              limit={4}
              containerWidth={360}
              className={classes.toasts}
            />
            <RouterProvider router={appRoutes} />
          </Doorstep>
        </TRPCProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
