// A picture of the page over all of it: whole, or in its own pixels. What is judged on the page is
// judged here too, by the page's own buttons.
import { currentItem, goTo, items, press } from './app.js'
import { askReason } from './review.js'
import { turn } from './turn.js'

const MOCKUP = /\/mockups\/([0-9a-f-]{36})/
/** Device pixels a pixel of the picture takes. */
const LEVELS = [0.25, 0.5, 1, 2, 4]
const PAGE = '[data-page-keys]'

const view = () => document.getElementById('full-size')
const stage = () => view().querySelector('.full-size-stage')
const isOpen = () => view()?.open === true

/** What of a list is shown, and which it is; on the page of one there is no list. */
let item = null
let index = 0
/** Pictures that were asked for before they are shown. */
let ahead = new Map()

/** The button that decides about an item of a list, or about what the page is of. */
export function decisionButton(decision, scope = document.querySelector(PAGE)) {
  return decision === 'approve'
    ? scope?.querySelector('form[action*="/approve"] button:not([formaction], [disabled])')
    : scope?.querySelector(
        'form[action*="/reject"] button, button[formaction*="/reject"]:not([disabled])',
      )
}

/** What a swipe decides: what is in full size, or the page. */
export function decideShown(decision) {
  const button = decisionButton(decision, isOpen() ? (item ?? undefined) : undefined)
  button?.click()
  return Boolean(button)
}

function pictureOf(one) {
  const link = one?.querySelector('[data-full-size], [data-open]')
  if (!link) return null
  const own = link.matches('[data-full-size]') ? link.querySelector('img')?.currentSrc : null
  const [, id] = MOCKUP.exec(link.getAttribute('href')) ?? []
  const name = link.dataset.fullSize ?? link.ariaLabel
  return own || id ? { url: own || `/mockups/${id}/picture`, name } : null
}

function neighbour(step) {
  if (item) return items()[items().indexOf(item) + step] ?? null
  return document.querySelector(`${PAGE} a[rel="${step > 0 ? 'next' : 'prev'}"]`)
}

/** Its pixels are ready to be shown before it is asked for. */
function load({ url }) {
  const known = ahead.get(url)
  if (known) return known
  const image = new Image()
  image.src = url
  image.draggable = false
  image.decode().catch(() => undefined)
  ahead.set(url, image)
  return image
}

function button(name) {
  return view().querySelector(`[data-view="${name}"]`)
}

function fill() {
  const shown = pictureOf(item ?? document.querySelector(PAGE))
  if (!shown) return view().close()
  index = item ? items().indexOf(item) : 0
  const image = load(shown)
  const isOther = image.parentElement !== stage()
  image.alt = shown.name
  if (isOther) stage().replaceChildren(image)
  view().querySelector('[data-full-size-name]').textContent = shown.name
  const scope = item ?? undefined
  for (const decision of ['approve', 'reject']) {
    button(decision).disabled = !decisionButton(decision, scope)
  }
  button('previous').disabled = !neighbour(-1)
  button('next').disabled = !neighbour(1)
  if (isOther) setZoom(0)
  if (!image.complete) image.addEventListener('load', () => setZoom(zoom), { once: true })
  const next = item && pictureOf(neighbour(1))
  ahead = new Map([...ahead].filter(([url]) => url === shown.url || url === next?.url))
  if (next) load(next)
}

/* Zoom: 0 fits */

let zoom = 0

function fitting() {
  const { naturalWidth, naturalHeight } = stage().querySelector('img') ?? {}
  if (!naturalWidth) return 1
  const { clientWidth, clientHeight } = stage()
  const scale = Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight)
  return scale * window.devicePixelRatio
}

/** What is at a spot of the window, the middle without one, stays there. */
function setZoom(level, spot) {
  const box = stage()
  const image = box.querySelector('img')
  const before = image.getBoundingClientRect()
  const frame = box.getBoundingClientRect()
  const x = spot?.x ?? frame.left + frame.width / 2
  const y = spot?.y ?? frame.top + frame.height / 2
  const at = [(x - before.left) / (before.width || 1), (y - before.top) / (before.height || 1)]
  zoom = level
  box.classList.toggle('is-zoomed', level > 0)
  image.style.width = level > 0 ? `${(image.naturalWidth * level) / devicePixelRatio}px` : ''
  view().querySelector('[data-full-size-zoom]').value =
    `${Math.round((level || fitting()) * 100)} %`
  if (level === 0) return
  const after = image.getBoundingClientRect()
  box.scrollBy(after.left + at[0] * after.width - x, after.top + at[1] * after.height - y)
}

function zoomBy(direction) {
  const now = zoom || fitting()
  const next = direction > 0 ? LEVELS.find((level) => level > now * 1.01) : undefined
  const less = LEVELS.findLast((level) => level < now * 0.99)
  if (direction > 0) return next && setZoom(next)
  setZoom(less && less > fitting() ? less : 0)
}

/* From one to the next */

function step(by) {
  const next = neighbour(by)
  if (!next) return
  if (!item) return turn(next.href)
  item = next
  fill()
}

function decide(decision) {
  const decides = decisionButton(decision, item ?? undefined)
  if (decision === 'reject' && askReason(decides)) return
  decides?.click()
}

const DOES = {
  close: () => view().close(),
  smaller: () => zoomBy(-1),
  larger: () => zoomBy(1),
  fit: () => setZoom(0),
  actual: () => setZoom(1),
  previous: () => step(-1),
  next: () => step(1),
  approve: () => decide('approve'),
  reject: () => decide('reject'),
  undo: () => press('z'),
}

const saying = new MutationObserver(repeatToast)

/** Opens it with the current picture of the page, or with the one that a link names. */
export function openFullSize(link) {
  if (!view() || isOpen()) return
  item = link?.closest('[data-keys] [data-item]') ?? currentItem() ?? items()[0] ?? null
  view().showModal()
  stage().focus()
  fill()
  saying.observe(document.getElementById('toasts'), { childList: true })
}

// The toasts of the page are behind it.
function repeatToast() {
  const said = view()?.querySelector('[data-full-size-said]')
  const text = document.querySelector('#toasts .toast:last-child .toast-body')?.textContent ?? ''
  if (said) said.textContent = text.trim()
}

// What was decided has left the list: the next one is in its place.
function follow() {
  if (!isOpen()) return
  if (!item) return fill()
  if (item.isConnected && item.checkVisibility()) return fill()
  const left = items()
  item = left[Math.min(index, left.length - 1)] ?? null
  if (item) fill()
  else view().close()
}

document.addEventListener('submit', () => setTimeout(follow))
document.addEventListener('htmx:after:swap', follow)
document.addEventListener('turned', follow)

document.addEventListener(
  'close',
  ({ target }) => {
    if (target !== view()) return
    saying.disconnect()
    stage().replaceChildren()
    view().querySelector('[data-full-size-said]').textContent = ''
    ahead.clear()
    if (item?.isConnected) goTo(item)
    else document.querySelector(`${PAGE} [data-full-size]`)?.focus({ preventScroll: true })
  },
  { capture: true },
)

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-full-size]')
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault()
    openFullSize(link)
  }
  DOES[event.target.closest?.('#full-size [data-view]')?.dataset.view]?.()
})

const KEYS = {
  1: 'actual',
  0: 'fit',
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  a: 'approve',
  r: 'reject',
  j: 'next',
  k: 'previous',
  z: 'undo',
  f: 'close',
}
const TURNING = { ArrowRight: 'next', ArrowLeft: 'previous' }

document.addEventListener('keydown', (event) => {
  const isLeft = event.target === document.body && [...document.querySelectorAll(':modal')].at(-1)
  const dialog = isLeft || event.target.closest?.('dialog')
  if (!dialog || dialog !== view() || event.defaultPrevented) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const isOff = document.querySelector('[data-shortcuts-off]')
  const turning = zoom === 0 ? TURNING[event.key] : undefined
  const does = turning ?? (isOff ? undefined : KEYS[event.key])
  if (does) DOES[does]()
  else if (event.key === ' ' && event.target === stage()) setZoom(zoom === 0 ? 1 : 0)
  else return
  event.preventDefault()
})

/* A picture that is larger than the window is drawn along */

let drag = null

document.addEventListener('pointerdown', (event) => {
  if (!isOpen() || event.button !== 0 || !stage().contains(event.target)) return
  drag = { x: event.clientX, y: event.clientY, moved: false }
})

document.addEventListener('pointermove', (event) => {
  if (!drag || event.pointerType === 'touch') return
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y]
  if (!drag.moved && Math.hypot(dx, dy) < 4) return
  drag = { x: event.clientX, y: event.clientY, moved: true }
  stage().scrollBy(-dx, -dy)
})

document.addEventListener('pointerup', (event) => {
  const isClick = drag && !drag.moved && event.target.matches?.('.full-size-stage img')
  drag = null
  if (isClick && event.pointerType !== 'touch') {
    setZoom(zoom === 0 ? 1 : 0, { x: event.clientX, y: event.clientY })
  }
})

let tappedAt = 0
const DOUBLE_TAP_MS = 300

// With a finger it takes two taps: one may be the start of a swipe.
document.addEventListener('click', (event) => {
  if (event.pointerType !== 'touch' || !event.target.matches?.('.full-size-stage img')) return
  const isSecond = event.timeStamp - tappedAt < DOUBLE_TAP_MS
  tappedAt = isSecond ? 0 : event.timeStamp
  if (isSecond) setZoom(zoom === 0 ? 1 : 0, { x: event.clientX, y: event.clientY })
})
