/** Knows how the page's two scripts are put together from source; never what runs inside the app's preload. */
import { randomBytes } from 'node:crypto';
import { makeCodec } from '../codec.ts';
import { loud } from '../loud.ts';
import { openBridge } from './bridge.ts';
import { preloadWorld } from './preload-world.ts';
import { askInstead, hearRequests } from './window-open.ts';

/** The name Electron gives the preload's world, as DevTools shows it. */
export const preloadWorldName = 'Electron Isolated Context';
/** The binding through which the preload's world reaches the main process; the page's world does not have it. */
export const bindingName = '__electronStandInPost';
/** The function of the preload's world that takes messages from the main process. */
export const receiverName = '__electronStandInReceive';

export interface PageScripts {
  page: string;
  preload: string;
}

/** Only the top frame gets a preload: `nodeIntegrationInSubFrames` is off, here for good. */
const topFrameOnly = 'if (window !== window.top) return;';

export function pageScripts(preloadSource: string, process: object): PageScripts {
  const secret = `stand-in-${randomBytes(16).toString('hex')}`;
  const bridge = openBridge.toString();
  return {
    page: `(() => { ${topFrameOnly} (${bridge})('page', '${secret}'); (${askInstead.toString()})('${secret}'); })();`,
    preload: `(() => { ${topFrameOnly}
const post = globalThis.${bindingName};
const base64 = { encode: (bytes) => bytes.toBase64(), decode: (text) => Uint8Array.fromBase64(text) };
const environment = {
  bridge: (${bridge})('preload', '${secret}'),
  codec: (${makeCodec.toString()})(base64),
  loud: (${loud.toString()}),
  hearRequests: (tell) => (${hearRequests.toString()})('${secret}', tell),
  post,
  process: ${JSON.stringify(process)},
};
globalThis.${receiverName} = (${preloadWorld.toString()})(environment, function (require, module, exports, process) {
${preloadSource}
});
})();`,
  };
}
