// The page's content security policy and its companions. It knows what our page may load and never what the page shows.

/**
 * `nonce` is new for every load of the page and lets its own `<style>` elements (Mantine's variables, the scroll lock) in, so that no
 * inline style of foreign markup ever applies. Styles set by script on an element's `style` object are not the policy's business.
 * See docs/decisions/0006-content-security-policy.md.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "connect-src 'self'",
    // pdf.js reads documents in a worker of its own.
    "worker-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Sent with every file of the page. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  };
}
