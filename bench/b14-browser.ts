import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type BrowserContext, chromium, type Page, type Response } from '@playwright/test'
import sharp from 'sharp'
import * as z from 'zod'
import { sizeOf } from './support/account-rows.ts'
import { addressesOf } from './support/addresses.ts'
import type { Bench, Measure } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { openFilled } from './support/open-filled.ts'
import { LARGE } from './support/settings.ts'
import { createVisitor } from './support/visitor.ts'

const CHROMIUM = process.env.BENCH_CHROMIUM ?? '/usr/bin/chromium'
const SETTLE_MS = 300
const KB = 1_000
/** Parts of pages, and files, are no pages. */
const NO_PAGE = /^\/api\/|\?|\.csv$|\/card$/
const THUMBNAIL = { width: 480, height: 640 }

const seen = z.object({ lcpMs: z.number(), inpMs: z.number(), nodes: z.number() })

type Load = z.infer<typeof seen> & { bytes: number; requests: number; pictures: number }
type Loaded = { path: string; cold: Load; warm: Load }

/** Each page in Chromium, with an empty cache and again. */
export const browser: Bench = {
  id: 'B14',
  title: `pages in Chromium, with ${LARGE} mockups`,
  async run() {
    if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}`)
    const hub = await openFilled(await bundle('bench/worker/recorded-hub.ts'), LARGE)
    const opened = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    try {
      const { cookie } = await createVisitor(hub.url, { keepsCopy: true })
      await putPicture(hub.url)
      const loaded: Loaded[] = []
      for (const { path } of addressesOf(sizeOf(LARGE))) {
        if (NO_PAGE.test(path)) continue
        const context = await opened.newContext({ viewport: { width: 1280, height: 900 } })
        await signIn(context, hub.url, cookie)
        const [cold, warm] = [
          await load(context, hub.url, path),
          await load(context, hub.url, path),
        ]
        loaded.push({ path, cold, warm })
        await context.close()
      }
      return { measures: measuresOf(loaded), tables: [tableOf(loaded)] }
    } finally {
      await opened.close()
      await hub.close()
    }
  },
}

/** The bucket is empty: every picture is one of the size that lists show. */
async function putPicture(url: string): Promise<void> {
  const picture = sharp({ create: { ...THUMBNAIL, channels: 3, background: '#b4a08c' } })
  const body = new Uint8Array(await picture.webp().toBuffer())
  await fetch(`${url}/bench/set-picture`, { method: 'POST', body })
}

async function signIn(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const pairs = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })
  await context.addCookies(pairs)
  await context.addInitScript(() => {
    const values = { lcpMs: 0, inpMs: 0 }
    const events = { type: 'event', buffered: true, durationThreshold: 16 }
    Object.assign(globalThis, { benchValues: values })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) values.lcpMs = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) values.inpMs = Math.max(values.inpMs, entry.duration)
    }).observe(events)
  })
}

async function load(context: BrowserContext, url: string, path: string): Promise<Load> {
  const page = await context.newPage()
  try {
    const transfers = await watchTransfers(context, page)
    const answers: Response[] = []
    page.on('response', (answer) => void answers.push(answer))
    const answer = await page.goto(`${url}${path}`, { waitUntil: 'load' })
    if (answer?.status() !== 200) throw new Error(`${path} was answered with ${answer?.status()}`)
    await page.waitForTimeout(SETTLE_MS)
    const sent = await Promise.all(answers.map((each) => sentOf(each, transfers)))
    return { ...(await interact(page)), ...total(sent) }
  } finally {
    await page.close()
  }
}

type Sent = { bytes: number; isPicture: boolean; isKept: boolean }

/** Bytes as Cloudflare sends them: the local runtime does not compress. */
async function sentOf(answer: Response, transfers: ReadonlyMap<string, number>): Promise<Sent> {
  const type = answer.headers()['content-type'] ?? ''
  const isPicture = type.startsWith('image/') && !type.includes('svg')
  const transferred = transfers.get(answer.url()) ?? 0
  if (isPicture || transferred === 0) return { bytes: 0, isPicture, isKept: transferred === 0 }
  const compressed = gzipSync(await answer.body()).length
  // Where the browser had the body already only the headers came.
  return { bytes: Math.min(transferred, compressed), isPicture, isKept: false }
}

/** Bytes that came over the wire, by url; what is in the browser's cache has none. */
async function watchTransfers(
  context: BrowserContext,
  page: Page,
): Promise<ReadonlyMap<string, number>> {
  const transfers = new Map<string, number>()
  const urls = new Map<string, string>()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    urls.set(requestId, request.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId)
    if (url) transfers.set(url, Math.max(transfers.get(url) ?? 0, encodedDataLength))
  })
  return transfers
}

function total(sent: Sent[]) {
  const asked = sent.filter(({ isKept }) => !isKept)
  return {
    bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: asked.filter(({ isPicture }) => !isPicture).length,
    pictures: sent.filter(({ isPicture }) => isPicture).length,
  }
}

/** Presses what changes nothing, and reads what the page has noted. */
async function interact(page: Page): Promise<z.infer<typeof seen>> {
  await page.locator('h1').first().click()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift')
  await page.waitForTimeout(SETTLE_MS)
  return seen.parse(
    await page.evaluate(() => ({
      ...Reflect.get(globalThis, 'benchValues'),
      nodes: document.querySelectorAll('*').length,
    })),
  )
}

function measuresOf(loaded: Loaded[]): Measure[] {
  const most = (what: string, of: (one: Loaded) => number, atMost?: number, unit?: string) => {
    const [worst] = loaded.toSorted((a, b) => of(b) - of(a))
    if (!worst) throw new Error('No page was loaded')
    return { what, value: of(worst), atMost, unit, note: worst.path }
  }
  return [
    most('most sent without pictures, cold', ({ cold }) => cold.bytes / KB, 60, ' KB'),
    most('most sent without pictures, warm', ({ warm }) => warm.bytes / KB, undefined, ' KB'),
    most('most requests without pictures, cold', ({ cold }) => cold.requests),
    most('most DOM nodes', ({ cold }) => cold.nodes, 1_500),
    most('longest LCP, cold', ({ cold }) => cold.lcpMs, 800, ' ms'),
    most('longest LCP, warm', ({ warm }) => warm.lcpMs, 800, ' ms'),
    most('longest INP', ({ cold, warm }) => Math.max(cold.inpMs, warm.inpMs), 50, ' ms'),
  ]
}

function tableOf(loaded: Loaded[]) {
  return {
    title: 'Each page, cold / warm',
    columns: ['page', 'KB', 'requests', 'pictures', 'nodes', 'LCP ms', 'INP ms'],
    rows: loaded.map(({ path, cold, warm }) => {
      const both = (of: (load: Load) => number) =>
        `${Math.round(of(cold))} / ${Math.round(of(warm))}`
      return [
        path,
        both(({ bytes }) => bytes / KB),
        both(({ requests }) => requests),
        cold.pictures,
        cold.nodes,
        both(({ lcpMs }) => lcpMs),
        both(({ inpMs }) => inpMs),
      ]
    }),
  }
}
