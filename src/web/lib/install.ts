/**
 * Lets the app open without a network, where the browser may: over HTTPS and on the machine itself. Everywhere else it works
 * all the same, with a network.
 */
export function keepApp(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined))
}
