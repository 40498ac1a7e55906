// Builds the three parts of the desktop: main process and preload into out/, the window's page into out/renderer.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
// Several builds may live side by side below out/ (CLINIC_DESK_OUT=out/trial), so that a trial never disturbs a running app.
const out = resolve(root, process.env.CLINIC_DESK_OUT ?? 'out');

export default defineConfig({
  main: {
    build: {
      outDir: resolve(out, 'main'),
      rollupOptions: {
        // The vault's long tasks run in a worker thread, from a file of its own beside main.js (db/vault/in-worker.ts).
        input: {
          main: resolve(root, 'electron/main.ts'),
          'vault-worker': resolve(root, 'db/vault/vault-worker.ts'),
          // Exports and imports run in another (electron/leaving/leaving-jobs.ts).
          'leaving-worker': resolve(root, 'electron/leaving/worker.ts'),
          // Documents are looked at, sealed and opened in another (electron/documents/sealing.ts).
          'sealing-worker': resolve(root, 'electron/documents/sealing-worker.ts'),
        },
        // The native modules stay outside the bundle: they are the only real dependencies.
        external: ['electron', 'better-sqlite3', '@node-rs/argon2'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(out, 'preload'),
      rollupOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(out, 'renderer'),
      emptyOutDir: true,
      minify: true,
      rollupOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
  },
});
