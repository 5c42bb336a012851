// Judging one by one. The next page and its picture are there before they are asked for, and are
// shown as soon as this one is decided; what is decided is sent one after the other. What is
// refused, or gets no answer, is shown again.
import { announce, prepare, showReachable, visit } from './app.js'

const SECTION = '#mockup'
const COUNTS = ['count-approvals', 'count-problems']
/** The links to pictures in a page are good for longer. */
const KEPT_MS = 10 * 60_000

const shown = () => document.querySelector(SECTION)
const linkTo = (rel) => shown()?.querySelector(`a[rel="${rel}"]`)?.href

async function fetchPage(url, init) {
  const answer = await fetch(url, init)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return { url: answer.url, ok: answer.ok, page }
}

/** Its part of a page as an element of this one: its pictures are loaded from now on. */
function adopt(page, url) {
  const section = page.querySelector(SECTION)
  return section && { url, title: page.title, section: document.importNode(section, true) }
}

async function fetchAhead(url) {
  // What the server has to say about a decision is for the page that is shown.
  const { ok, page } = await fetchPage(url, { headers: { 'x-ahead': 'true' } })
  const next = ok ? adopt(page, url) : null
  const picture = next?.section.querySelector('[data-full-size] img')
  if (picture) {
    picture.decoding = 'sync'
    await picture.decode().catch(() => undefined)
  }
  return next
}

/** The page that follows: its address, and the page once it is there. */
let ahead = null

function lookAhead() {
  const url = linkTo('next')
  if (!url || (ahead?.url === url && Date.now() - ahead.at < KEPT_MS)) return
  const entry = { url, page: null, at: Date.now() }
  entry.coming = fetchAhead(url)
    .catch(() => null)
    .then((page) => {
      entry.page = page
      if (page) shown()?.querySelector('a[rel="next"]')?.setAttribute('data-ahead', '')
      return page
    })
  ahead = entry
}

/** Puts a page in the place of the one that is shown. */
function show({ url, title, section }, isBack = false) {
  // What is shown is no longer ahead: it may be decided by the time it is asked for again.
  if (ahead?.page?.section === section) ahead = null
  shown().replaceWith(section)
  window.htmx.process(section)
  if (!history.state?.htmx) history.replaceState({ htmx: true }, '', location.href)
  if (isBack) history.replaceState({ htmx: true }, '', url)
  else history.pushState({ htmx: true }, '', url)
  document.title = title
  section.querySelector('h1')?.focus({ preventScroll: true })
  announce(title)
  prepare()
  document.dispatchEvent(new Event('turned'))
  lookAhead()
}

/** To the page before or after, at once where it is there. */
export async function turn(url) {
  const isAhead = ahead?.url === url
  if (isAhead && ahead.page) return show(ahead.page)
  const next = await (isAhead ? ahead.coming : fetchAhead(url).catch(() => null))
  if (next) show(next)
  else visit(url)
}

/* Decisions */

let sending = Promise.resolve()
let unanswered = 0

function takeToasts(page) {
  const toasts = document.getElementById('toasts')
  toasts.replaceChildren(...document.importNode(page.getElementById('toasts'), true).childNodes)
  window.htmx.process(toasts)
  for (const id of COUNTS) {
    const count = page.getElementById(id)
    if (count) document.getElementById(id)?.replaceWith(document.importNode(count, true))
  }
  prepare()
}

/** The answer to a decision about `from` is here; what follows may be shown since long. */
function take({ ok, url, page }, from) {
  if (!page.querySelector(SECTION)) return visit(ok ? url : from.url)
  if (!shown()) return
  const isSame = shown() === from.section
  if (!ok || isSame) show(adopt(page, ok ? url : from.url), !ok)
  takeToasts(page)
}

async function decide(form, submitter) {
  const from = { url: location.pathname + location.search, title: document.title, section: shown() }
  const body = new URLSearchParams(new FormData(form, submitter))
  const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action')
  const answering = sending.then(() => fetchPage(action, { method: 'POST', body }))
  sending = answering.catch(() => undefined)
  unanswered += 1
  const { page, coming } = ahead
  if (page) show(page)
  try {
    const next = page ?? (await Promise.race([coming, answering.then(() => null)]))
    if (next && shown() === from.section) show(next)
    take(await answering, from)
    showReachable(true)
  } catch {
    if (shown() && shown() !== from.section) show(from, true)
    showReachable(false)
  } finally {
    unanswered -= 1
  }
}

// Before htmx: it would send the form and wait.
document.addEventListener(
  'submit',
  (event) => {
    const { target: form, submitter } = event
    if (!form.matches?.('[data-decides="page"]')) return
    lookAhead()
    const isLast = linkTo('next') === undefined
    if (isLast && unanswered === 0) return
    event.preventDefault()
    event.stopPropagation()
    if (isLast) sending.then(() => setTimeout(() => form.requestSubmit(submitter)))
    else decide(form, submitter)
  },
  { capture: true },
)

document.addEventListener(
  'click',
  (event) => {
    const link = event.target.closest?.(`${SECTION} a:is([rel="next"], [rel="prev"])`)
    if (!link || event.button !== 0) return
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    turn(link.href)
  },
  { capture: true },
)

document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  if (ctx.target === document.body) ahead = null
  lookAhead()
})
lookAhead()
