// The switches burnt into Electron's binary before it is signed. It knows why each stands as it does and nothing of the app.
// @see https://www.electronjs.org/docs/latest/tutorial/fuses
import { join } from 'node:path';
import { flipFuses, type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';

/** Every fuse there is: a new Electron with a tenth fails the build until somebody has decided about it. */
export const fuses: FuseConfig & { strictlyRequireAllFuses: true } = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Our binary is no Node for other people's scripts, and takes no orders from the environment or a debugger.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Nothing keeps cookies; if ever something did, they would not lie there in the plain.
  [FuseV1Options.EnableCookieEncryption]: true,
  // Only the archive we packed is run, and (Windows, macOS) only while it is unchanged.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // We ship no snapshot of our own, and no page of ours is a file://.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Faster WebAssembly with the same checks.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Called by electron-builder when everything lies in its place, before it signs. Its own copy of @electron/fuses knows only eight. */
export async function afterPack({
  appOutDir,
  electronPlatformName,
  packager,
}: AfterPackContext): Promise<void> {
  const isMac = electronPlatformName === 'darwin';
  const names: Record<string, string> = {
    darwin: `${packager.appInfo.productFilename}.app`,
    win32: `${packager.appInfo.productFilename}.exe`,
    linux: packager.platformSpecificBuildOptions.executableName ?? '',
  };
  const binary = names[electronPlatformName];
  if (!binary) throw new Error(`no fuses are known for ${electronPlatformName}`);
  await flipFuses(join(appOutDir, binary), { ...fuses, resetAdHocDarwinSignature: isMac });
}
