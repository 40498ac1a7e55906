// The one-time word with which this load of the page may add its own `<style>` elements. It is given by app://clinic and knows nothing else.
const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');

/** For MantineProvider's `getStyleNonce`. */
export const styleNonce = (): string => meta?.nonce ?? '';

// Read by `get-nonce`, which Mantine's scroll lock uses. The name is webpack's, the habit everybody's.
Reflect.set(globalThis, '__webpack_nonce__', styleNonce());
