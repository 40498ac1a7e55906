// The browser session every page of ours lives in: in memory, our scheme only, no network, no permissions. It knows no window.
import { type Session, session } from 'electron';
import { APP_SCHEME, serveApp } from './app-protocol.ts';
import { mayLoad } from './navigation-rules.ts';
import { mayUse } from './permission-rules.ts';

export type PageSessionOptions = {
  /** The folder of the built page. */
  pageFolder: string;
  /** Whether a person has the document camera open in this page now. */
  isCameraOpen: (webContentsId: number) => boolean;
};

/** Nothing is written to disk: a partition without `persist:` lives in memory. */
export function openPageSession({ pageFolder, isCameraOpen }: PageSessionOptions): Session {
  const pageSession = session.fromPartition('clinic');
  pageSession.protocol.handle(APP_SCHEME, serveApp(pageFolder));
  pageSession.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }));

  pageSession.setPermissionRequestHandler((contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { isMainFrame, requestingUrl } = details;
    answer(
      mayUse({
        permission,
        origin: originOf(requestingUrl),
        mediaTypes,
        isMainFrame,
        isCameraOpen: isCameraOpen(contents.id),
      }),
    );
  });
  pageSession.setPermissionCheckHandler((contents, permission, origin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    const isOpen = contents !== null && isCameraOpen(contents.id);
    return mayUse({ permission, origin, mediaTypes, isMainFrame: details.isMainFrame, isCameraOpen: isOpen });
  });
  pageSession.setDevicePermissionHandler(() => false);
  // Words typed here are never compared with a dictionary that has to be fetched.
  pageSession.setSpellCheckerEnabled(false);
  return pageSession;
}

/** Our scheme has no origin in Node's URL: scheme and host are taken as they stand. */
const originOf = (url: string) => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? 'null';
