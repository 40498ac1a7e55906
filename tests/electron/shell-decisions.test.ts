// What the shell decides about addresses, permissions and starts. The decisions are pure; that Electron asks them before it acts, and obeys,
// only real Electron can prove (tests/e2e/foundation-shell.spec.ts run there).
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/csp.ts';
import { startOf } from '../../electron/deep-link.ts';
import { mayFrameNavigate, mayLoad, mayNavigate, windowOpenAnswer } from '../../electron/navigation-rules.ts';
import { mayUse, type PermissionAsked } from '../../electron/permission-rules.ts';

describe('where the window may go', () => {
  const elsewhere = [
    'https://example.com/',
    'http://127.0.0.1:8080/',
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)',
    'blob:app://clinic/1',
    'about:blank',
    'app://clinic/assets/index.js',
    'app://clinic/index.html.evil',
    'app://clinic/index.html?next=https://example.com',
    'app://clinic.evil/index.html',
    'app://other/index.html',
    'app://clinic@evil/index.html',
    'APP://CLINIC/index.html',
    'chrome://gpu',
    'shlink:/eyJ1cmwi',
    '',
  ];

  test.each(elsewhere)('navigate-external: the window does not go to "%s"', (url) => {
    expect(mayNavigate(url)).toBe(false);
  });

  test('the page may load itself again and move within itself', () => {
    expect(mayNavigate('app://clinic/index.html')).toBe(true);
    expect(mayNavigate('app://clinic/index.html#/front-desk?date=2026-11-22')).toBe(true);
  });

  test.each(elsewhere.filter((url) => url !== 'about:blank'))(
    'navigate-external: a frame does not go to "%s"',
    (url) => {
      expect(mayFrameNavigate(url)).toBe(false);
    },
  );

  test('window-open-external: no page opens a window, whatever the address', () => {
    expect(windowOpenAnswer).toEqual({ action: 'deny' });
  });

  test('nothing is loaded from a network', () => {
    for (const url of [
      'https://example.com/pixel.gif',
      'wss://example.com',
      'ftp://x/',
      'file:///etc/passwd',
      'app://clinic.evil/a.js',
    ]) {
      expect(mayLoad(url)).toBe(false);
    }
    for (const url of ['app://clinic/assets/index.js', 'blob:app://clinic/7', 'data:image/png;base64,AA'])
      expect(mayLoad(url)).toBe(true);
  });
});

describe('what the page may use', () => {
  const scan: PermissionAsked = {
    permission: 'media',
    origin: 'app://clinic',
    mediaTypes: ['video'],
    isMainFrame: true,
    isCameraOpen: true,
  };

  test('the camera, while a person has it open to take a document', () => {
    expect(mayUse(scan)).toBe(true);
    expect(mayUse({ ...scan, origin: 'app://clinic/' })).toBe(true);
  });

  test('camera-outside-scanner: no camera before a person opens it or after it closes', () => {
    expect(mayUse({ ...scan, isCameraOpen: false })).toBe(false);
  });

  test('camera-outside-scanner: no microphone with it, no frame, no other origin', () => {
    for (const mediaTypes of [['audio'], ['video', 'audio'], ['unknown'], []])
      expect(mayUse({ ...scan, mediaTypes })).toBe(false);
    expect(mayUse({ ...scan, isMainFrame: false })).toBe(false);
    for (const origin of ['https://clinic', 'app://clinic.evil', 'null', 'file://'])
      expect(mayUse({ ...scan, origin })).toBe(false);
  });

  test.each([
    'accessibility-events',
    'ambient-light-sensor',
    'background-fetch',
    'background-sync',
    'clipboard-read',
    'clipboard-sanitized-write',
    'deprecated-sync-clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'payment-handler',
    'persistent-storage',
    'pointerLock',
    'screen-wake-lock',
    'sensors',
    'serial',
    'speaker-selection',
    'storage-access',
    'top-level-storage-access',
    'unknown',
    'usb',
    'window-management',
  ])('permission-sweep: "%s" is refused, scanner open or not', (permission) => {
    expect(mayUse({ ...scan, permission })).toBe(false);
    expect(mayUse({ ...scan, permission, isCameraOpen: false })).toBe(false);
  });
});

describe('what the page may run', () => {
  const policy = new Map(
    contentSecurityPolicy('n0nce')
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)] as const),
  );

  test('csp-inline-script: scripts only from our own files, and nothing evaluated', () => {
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  test('no directive lets in a foreign host, a wildcard, inline code or eval', () => {
    for (const sources of policy.values()) {
      for (const source of sources) expect(source).toMatch(/^('none'|'self'|'nonce-n0nce'|blob:|data:)$/);
    }
  });

  test('no base, no form, no frame around the page', () => {
    for (const directive of ['base-uri', 'form-action', 'frame-ancestors'])
      expect(policy.get(directive)).toEqual(["'none'"]);
  });
});

describe('what the system starts us with', () => {
  const link = `shlink:/${'eyJ1cmwiOiJodHRwczovL2V4YW1wbGUub3JnIn0'.repeat(10)}`;

  test('nothing but our own name is a plain start', () => {
    expect(startOf(['clinic-desk'])).toEqual({ kind: 'plain' });
  });

  test('a clicked link is found, wherever it stands', () => {
    expect(startOf(['clinic-desk', link])).toEqual({ kind: 'link', link });
    expect(startOf(['electron', '.', '--lang=vi', link])).toEqual({ kind: 'link', link });
  });

  test('deeplink-oversize: a link far longer than any real one is refused', () => {
    expect(startOf(['clinic-desk', `shlink:/${'A'.repeat(4088)}`]).kind).toBe('link');
    expect(startOf(['clinic-desk', `shlink:/${'A'.repeat(4089)}`])).toEqual({ kind: 'refused' });
    expect(startOf(['clinic-desk', `shlink:/${'A'.repeat(50_000_000)}`])).toEqual({ kind: 'refused' });
  });

  test('deeplink-argv-flags: switches beside a link are ignored, and none is ever read as one', () => {
    expect(startOf(['clinic-desk', '--gpu-launcher=calc', '--inspect', link, '--no-sandbox'])).toEqual({
      kind: 'link',
      link,
    });
    expect(startOf(['clinic-desk', `--link=${link}`, `--${link}`])).toEqual({ kind: 'plain' });
    expect(startOf(['shlink:/AAAA'])).toEqual({ kind: 'plain' });
  });

  test.each([
    'shlink:',
    'shlink:/',
    'shlink:///AAAA',
    'shlink:/AA AA',
    'shlink:/AAAA --inspect',
    'shlink:/AAAA\n--inspect',
    'shlink:/../x',
    'shlink:/<script>',
    'shlink:https://evil',
    'shlink:/AAAA?x=1',
  ])('deeplink-argv-flags: "%s" is no link', (argument) => {
    expect(startOf(['clinic-desk', argument])).toEqual({ kind: 'refused' });
  });

  test('two links at once are nobody’s click', () => {
    expect(startOf(['clinic-desk', link, link])).toEqual({ kind: 'refused' });
  });
});
