import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
const PLACES = [
  process.env.TANDEM_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const devices: Record<Device, BrowserContextOptions> = {
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
  },
  desktop: { viewport: { width: 1440, height: 900 } },
}

export type Device = 'phone' | 'desktop'

export interface Look {
  device: Device
  /** Default `light`. */
  theme?: 'light' | 'dark'
  /** Default `zh-CN`. */
  locale?: 'zh-CN' | 'en'
}

/** One person's device: a fresh browser profile that looks at one system. */
export interface Seat {
  page: Page
  /** What went wrong in the page unseen: script errors and replies of 500 and above. */
  faults: string[]
  /** Writes e2e/screens/<name>.png (not kept in git). */
  shoot(name: string): Promise<void>
  close(): Promise<void>
}

/** Starts the installed Chromium; one per test file is enough, since every seat has its own profile. */
export function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((each) => each && existsSync(each))
  if (!executablePath) throw new Error('no Chromium found; run bin/install-browser')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

/** Takes a seat at the system under `url`; opens no page yet: `seat.page.goto('/')`. */
export async function takeSeat(browser: Browser, url: string, look: Look): Promise<Seat> {
  const context = await browser.newContext({
    ...devices[look.device],
    baseURL: url,
    colorScheme: look.theme ?? 'light',
    locale: look.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
  return {
    page,
    faults,
    shoot: async (name) => {
      const folder = fileURLToPath(new URL('screens/', import.meta.url))
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
    },
    close: () => context.close(),
  }
}

/** Of everybody in the demo company. */
export const DEMO_PASSWORD = 'tandem-demo'

/** Signs a person of the demo company in and waits for the first screen. */
export async function signIn({ page }: Seat, identifier: string): Promise<void> {
  await page.goto('/')
  const who = page.locator('input[autocomplete="username"]:visible')
  await who.waitFor()
  await who.fill(identifier)
  await page.locator('input[type="password"]:visible').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
}
