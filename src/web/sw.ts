/// <reference lib="webworker" />
export {}

// Keeps the app itself on the device, so that it opens without a network. Never an answer of the API: what was read is kept by the page.

declare const self: ServiceWorkerGlobalScope
/** Written in by the build: the name of this build and every file of the phone app. */
declare const BUILD: string
declare const FILES: readonly string[]

const CACHE = `tandem-${BUILD}`
const SHELL = '/index.html'
const SLOW_MS = 4_000

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([SHELL, ...FILES])))
})

/** The builds before are dropped once no window uses them any more: a new worker takes over only then. */
self.addEventListener('activate', (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) if (name.startsWith('tandem-') && name !== CACHE) await caches.delete(name)
  }
  event.waitUntil(drop())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request))
  else event.respondWith(fetch(request).catch(() => kept(pathname)))
})

/** The newest page, or the kept one when the network is slow, away or answers for a server that is. */
async function page(request: Request): Promise<Response> {
  const slow = new Promise<undefined>((resolve) => setTimeout(resolve, SLOW_MS, undefined))
  const fresh = await Promise.race([fetch(request).catch(() => undefined), slow])
  return fresh !== undefined && fresh.status < 500 ? fresh : kept(SHELL)
}

async function kept(path: string): Promise<Response> {
  return (await caches.match(path)) ?? Response.error()
}

/** Files of a build never change under their names. */
async function keptOrFetched(request: Request): Promise<Response> {
  const found = await caches.match(request.url)
  if (found) return found
  const fresh = await fetch(request)
  if (fresh.ok) await (await caches.open(CACHE)).put(request.url, fresh.clone())
  return fresh
}
