// Conveniences only: every page works without this file. All listeners are on the document,
// because the content of the body is swapped while people move between pages.

// With this file, not after it: a key that is pressed in between would decide one picture twice.
import { askReason, compare } from './review.js'

const has = (selector) => document.querySelector(selector) !== null
const openView = ({ openFullSize }) => openFullSize()

const TYPING = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])'

/* Choices that are searched */

// Enter in another field must press the form's own button, not the first one of those that search
// where there is no script.
function restSearchButtons() {
  for (const button of document.querySelectorAll('[data-search-button]')) button.type = 'button'
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches?.('[data-choice-search]')) {
    event.preventDefault()
  }
})

/* Announcements for screen readers */

let lastAnnounced = ''

export function announce(text) {
  const region = document.getElementById('live')
  if (!region || !text || text === lastAnnounced) return
  lastAnnounced = text
  region.textContent = text
}

function announceResults(part) {
  const source = part.matches('[data-announce]') ? part : part.querySelector('[data-announce]')
  announce(source?.dataset.announce)
}

/* Selecting several */

function boxesOf(form) {
  return [...form.elements].filter((box) => box.matches('[data-select]:not(:disabled)'))
}

function showSelection(form) {
  const boxes = boxesOf(form)
  const checked = boxes.filter((box) => box.checked)
  const chosen = checked.length
  const isWhole = chosen > 0 && chosen === boxes.length
  form.classList.toggle('has-selection', chosen > 0)
  form.classList.toggle('has-page', isWhole)
  const matching = form.querySelector('[data-select-matching]')
  if (matching && !isWhole) matching.checked = false
  const rows = checked.reduce((sum, box) => sum + Number(box.dataset.rows ?? 1), 0)
  const n = matching?.checked ? Number(matching.value) : rows
  const nouns = n === 1 ? form.dataset.bulk : `${form.dataset.bulk}s`
  for (const count of form.querySelectorAll('[data-bulk-count]')) {
    count.textContent = `${n} ${nouns} selected`
  }
  for (const all of [...form.elements].filter((box) => box.matches('[data-select-all]'))) {
    all.checked = isWhole
    all.indeterminate = chosen > 0 && chosen < boxes.length
  }
  for (const button of form.querySelectorAll('button:not([data-inert])')) {
    button.disabled = chosen === 0 || chosen !== Number(button.dataset.of ?? chosen)
  }
}

function showSelections() {
  for (const form of document.querySelectorAll('form[data-bulk]')) showSelection(form)
}

/** What each form was sent with, by its id, until its answer is here. */
const sentBoxes = new Map()
/** Which form an answer is for: after the swap it may be another element. */
const answered = new WeakMap()

// Not `form.id`: that is the boxes of this name.
const idOf = (form) => form.getAttribute('id')

document.addEventListener('submit', ({ target }) => {
  if (!target.matches?.('[data-bulk]')) return
  const checked = boxesOf(target).filter((box) => box.checked)
  sentBoxes.set(idOf(target), new Set(checked.map((box) => box.value)))
})

document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.matches?.('[data-bulk]')) answered.set(ctx, idOf(ctx.sourceElement))
})

// What was selected is done: what of it is still in the list is not selected for the next.
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const id = answered.get(ctx)
  const [sent, form] = [sentBoxes.get(id), id && document.getElementById(id)]
  if (!sent || !form || !ctx.response?.raw?.ok) return
  sentBoxes.delete(id)
  for (const box of boxesOf(form)) if (sent.has(box.value)) box.checked = false
  showSelection(form)
})

// The question that was answered is not left open over the list that is swapped.
document.addEventListener('submit', ({ target }) => {
  if (!target.matches?.('[data-bulk]')) return
  for (const open of target.querySelectorAll(':popover-open')) open.hidePopover()
})

// What leads to another page, or is a file, is left to the browser.
document.addEventListener(
  'submit',
  (event) => {
    if (event.submitter?.matches('[data-whole]')) event.stopPropagation()
  },
  { capture: true },
)

// Enter in a question presses the button that answers it.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !event.target.matches?.('[data-bulk] .dialog input')) return
  event.preventDefault()
  event.target.closest('.dialog').querySelector('.form-actions button').click()
})

document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll('.more-menu[open]')) {
    if (!menu.contains(target)) menu.open = false
  }
})

let lastBox = null

function selectRange(box) {
  const boxes = boxesOf(box.form)
  const [from, to] = [boxes.indexOf(lastBox), boxes.indexOf(box)].sort((one, other) => one - other)
  if (from < 0) return
  for (const between of boxes.slice(from, to + 1)) between.checked = box.checked
}

document.addEventListener('click', (event) => {
  const box = event.target.closest?.('[data-select]')
  if (!box?.form) return
  if (event.shiftKey && lastBox?.form === box.form) selectRange(box)
  lastBox = box
})

document.addEventListener('change', ({ target }) => {
  const form = target.form
  if (!form?.matches('[data-bulk]')) return
  if (target.matches('[data-select-all]')) {
    for (const box of boxesOf(form)) box.checked = target.checked
  }
  showSelection(form)
})

// The answer to a search shows what was chosen when it was sent. What is chosen until it comes is
// searched with again, in its place.
document.addEventListener('change', ({ target }) => {
  if (!target.form || target.closest('[data-with-choices]')) return
  for (const search of target.form.querySelectorAll('[data-with-choices].htmx-request')) {
    search.dispatchEvent(new Event('chosen'))
  }
})

/* Keyboard */

const BOX = '[data-select]:not(:disabled)'

export function focusableIn(item) {
  return item.querySelector('[data-open]') ?? item.querySelector(`${BOX}, a, button`)
}

/** What cannot be selected and leads nowhere is passed over. */
export function items() {
  const all = [...document.querySelectorAll('[data-keys] [data-item]')]
  return all.filter((item) => item.checkVisibility() && focusableIn(item))
}

/**
 * What has the focus while the list around it is swapped: moving it takes the focus for a moment.
 */
let held = null

export function currentItem() {
  const focused = document.activeElement?.closest('[data-keys] [data-item]')
  return focused ?? (held?.isConnected ? held : null)
}

document.addEventListener('htmx:before:swap', () => {
  held = currentItem()
})

function letGo() {
  const isLost = document.activeElement === document.body
  if (isLost && held?.isConnected && held.checkVisibility()) {
    focusableIn(held).focus({ preventScroll: true })
  }
  held = null
}

export function goTo(item) {
  if (!item) return
  focusableIn(item).focus()
  item.scrollIntoView({ block: 'nearest' })
}

function move(step) {
  const all = items()
  const index = all.indexOf(currentItem())
  goTo(all[index < 0 ? 0 : Math.min(Math.max(index + step, 0), all.length - 1)])
}

function toggle(shiftKey) {
  const box = currentItem()?.querySelector(BOX)
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }))
}

/** What a key presses: of all that is selected, of the current item, of its group, of the page. */
export function press(key) {
  const button = `[data-shortcut="${CSS.escape(key)}"]`
  const pressed =
    (key === 'z' ? document.querySelector('#toasts [data-undo] button') : null) ??
    document.querySelector(`form.has-selection ${button}`) ??
    currentItem()?.querySelector(button) ??
    currentItem()?.closest('[data-group]')?.querySelector(button) ??
    document.querySelector(`[data-page-keys] ${button}`)
  if (key !== 'r' || !askReason(pressed)) pressed?.click()
  return Boolean(pressed) || pressWithItem(button)
}

/** Of a list that is changed by its selection alone: what has the focus is selected for it. */
function pressWithItem(button) {
  const box = currentItem()?.querySelector(BOX)
  const pressed = box?.form?.querySelector(button)
  if (!pressed) return false
  box.click()
  pressed.click()
  return true
}

/* Where the decided item was, the next one is */

let place = null

// What is swapped keeps the scroll position; the focus goes on with the list.
document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  const chosen = document.querySelector('[data-keys] [data-item]:has([data-select]:checked)')
  const index = items().indexOf(currentItem() ?? chosen)
  place = index < 0 || ctx.target === document.body ? null : { index, part: ctx.target }
})

function returnFocus(part) {
  const all = items()
  const isLost = document.activeElement === document.body || document.activeElement === null
  if (place?.part.id === part.id && isLost && all.length > 0) {
    focusableIn(all[Math.min(place.index, all.length - 1)]).focus({ preventScroll: true })
  }
  place = null
}

/** On the page of one thing the arrows turn over to the next, as j and k do. */
const PAGE_KEYS = { ArrowRight: 'j', ArrowLeft: 'k' }

/** A person may turn off the keys of single letters: the layout says so. */
const SHORTCUTS_OFF = '[data-shortcuts-off]'

function act(event) {
  if (has(SHORTCUTS_OFF)) return false
  const key = event.key
  if (key === '?') document.getElementById('keyboard-help')?.showModal()
  else if (key === '/') openSearch()
  else if (key === 'f' && has('#full-size')) import('./full-size.js').then(openView)
  else if (key === 'f') document.querySelector('[data-page-search]')?.focus()
  else if (key === 'c') return compare()
  else if (items().length === 0) return press(PAGE_KEYS[key] ?? key)
  else if (key === 'j') move(1)
  else if (key === 'k') move(-1)
  else if (key.toLowerCase() === 'x') toggle(event.shiftKey)
  else return /^[arAz]$/.test(key) && press(key)
  return true
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  // A button that is disabled once it is pressed leaves the focus to the page behind its dialog.
  if (has('dialog:modal')) return
  if (event.target.closest?.(`${TYPING}, [popover]:popover-open`)) return
  if (act(event)) event.preventDefault()
})

/* Searching everything */

// At once, so that what is typed next is typed into it. The keys come with search.js.
function openSearch() {
  const own = document.querySelector('[data-global-search]')
  const box = document.getElementById('search-box')
  const field = own ?? box?.querySelector('input')
  if (!own && box && !box.open) {
    for (const menu of document.querySelectorAll('[popover]:popover-open')) menu.hidePopover()
    box.showModal()
    import('./search.js')
  }
  field?.focus()
  field?.select()
}

document.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return
  if (!(event.ctrlKey || event.metaKey) || !document.getElementById('search-box')) return
  event.preventDefault()
  openSearch()
})

document.addEventListener(
  'click',
  (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    if (!event.target.closest?.('[data-search-open]')) return
    event.preventDefault()
    event.stopPropagation()
    openSearch()
  },
  { capture: true },
)

/* A thin bar while one waits for longer than a moment */

const PATIENCE_MS = 200
let waitingTimer = 0

function showWaiting(isWaiting) {
  clearTimeout(waitingTimer)
  const bar = document.getElementById('page-progress')
  if (bar) bar.hidden = true
  if (!isWaiting || !bar) return
  waitingTimer = setTimeout(() => {
    bar.hidden = false
  }, PATIENCE_MS)
}

// What a page asks for by itself is no waiting of a person's.
document.addEventListener('htmx:before:request', (event) => {
  const { ctx } = event.detail
  const isPressed = ctx.sourceEvent instanceof MouseEvent || ctx.sourceEvent?.type === 'submit'
  if (isPressed && !event.defaultPrevented) showWaiting(true)
})

for (const end of ['htmx:finally:request', 'htmx:error']) {
  document.addEventListener(end, () => showWaiting(false))
}

/* Notices, copying */

async function copy(button) {
  const field = document.getElementById(button.dataset.copy)
  field.select()
  const label = button.querySelector('.button-label')
  try {
    await navigator.clipboard.writeText(field.value)
    label.textContent = 'Copied'
    announce('Copied')
  } catch {
    label.textContent = 'Press Ctrl+C'
  }
}

const TOAST_SHOWN_MS = 10_000

// One that is read or about to be pressed stays.
function letPass(toast) {
  setTimeout(() => {
    if (toast.matches(':hover, :focus-within')) letPass(toast)
    else toast.remove()
  }, TOAST_SHOWN_MS)
}

function letToastsPass() {
  for (const toast of document.querySelectorAll('[data-passing]')) {
    toast.removeAttribute('data-passing')
    letPass(toast)
  }
}

document.addEventListener('click', ({ target }) => {
  target.closest?.('[data-dismiss]')?.closest('[data-notice]')?.remove()
  const copyButton = target.closest?.('[data-copy]')
  if (copyButton) copy(copyButton)
})

/* Typed changes that would be lost */

let unsaved = null

document.addEventListener('input', ({ target }) => {
  unsaved = target.closest?.('form[data-warn-unsaved]') ?? unsaved
})

// In the capture phase: htmx sends the form before the event bubbles.
document.addEventListener(
  'submit',
  ({ target }) => {
    if (target === unsaved) unsaved = null
  },
  { capture: true },
)

window.addEventListener('beforeunload', (event) => {
  if (unsaved?.isConnected) event.preventDefault()
})

document.addEventListener('htmx:before:request', (event) => {
  if (!unsaved?.isConnected || event.detail.ctx.target !== document.body) return
  if (window.confirm('Leave this page? What you typed has not been saved.')) unsaved = null
  else event.preventDefault()
})

/* Modules of the pages that have what they are for */

// What kept-forms.js keeps is nobody else's at this browser. At once: the page is left.
document.addEventListener('submit', ({ target }) => {
  if (!target.matches?.('[action^="/sign-out"]')) return
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith('kept:')) localStorage.removeItem(key)
    }
  } catch {
    // Nothing can be kept here.
  }
})

// A form that is kept was sent from the page before.
function keepsSent() {
  try {
    return sessionStorage.getItem('kept-sent') !== null
  } catch {
    return false
  }
}

async function loadModules() {
  if (has('[data-picker]')) import('./picker.js')
  if (has('[data-area]')) (await import('./area.js')).showAreas()
  if (has('[data-drop]')) (await import('./upload.js')).showUploads()
  if (has('[data-file-upload]')) import('./file-upload.js')
  if (has('#full-size')) {
    import('./full-size.js')
    import('./turn.js')
    import('./swipe.js')
  }
  if (has('[data-pictures]')) import('./pictures.js')
  if (has('[data-rich-text]')) (await import('./rich-text.js')).showEditors()
  if (has('[data-product-form]')) (await import('./product-form.js')).showToggles()
  if (has('form[data-keep]') || keepsSent()) (await import('./kept-forms.js')).showKept()
}

// A file that is dropped before its module has come must not take the place of the page.
for (const type of ['dragover', 'drop']) {
  document.addEventListener(type, (event) => {
    const isFile = event.dataTransfer?.types.includes('Files')
    if (isFile && has('[data-drop]')) event.preventDefault()
  })
}

// What a form was refused with is typed, and saved nowhere.
function keepUnsaved() {
  unsaved = document.querySelector('form[data-unsaved]:not([data-keep])') ?? unsaved
}

/* Times in the browser's time zone, until one is chosen */

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

function noteTimeZone() {
  const { timeZone: value } = Intl.DateTimeFormat().resolvedOptions()
  const expires = Date.now() + YEAR_MS
  window.cookieStore?.set({ name: 'time_zone', value, expires, sameSite: 'lax' })
}

/* After a swap */

export function showReachable(isReachable) {
  const notice = document.getElementById('unreachable')
  if (notice) notice.hidden = isReachable
}

// A whole page (an error, the sign-in page) that answers the request for a part must not land
// inside that part: it replaces the page.
document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  showReachable(true)
  const whole = /<html[\s>]/i.test(ctx.text ?? '')
  if (!whole || ctx.target === document.body) return
  const part = ctx.select?.startsWith('#') ? `id="${ctx.select.slice(1)}"` : null
  if (part && ctx.text.includes(part)) return
  Object.assign(ctx, { target: document.body, select: null, selectOOB: null, swap: 'innerHTML' })
})

document.addEventListener('htmx:error', ({ detail }) => {
  if (!detail.ctx?.response) showReachable(false)
})

/** What new content needs, however it came. */
export function prepare() {
  showSelections()
  restSearchButtons()
  loadModules()
  keepUnsaved()
  letToastsPass()
}

/** To another page, as a link leads there. */
export function visit(url) {
  window.htmx.ajax('GET', url, { target: document.body, push: 'true' })
}

document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  letGo()
  prepare()
  if (ctx.target !== document.body) {
    const part = document.getElementById(ctx.target?.id) ?? document.body
    announceResults(part)
    returnFocus(part)
    return
  }
  lastAnnounced = ''
  const main = document.getElementById('main')
  const wanted = [...(main?.querySelectorAll('[autofocus]') ?? [])]
  const first = wanted.find((element) => element.checkVisibility()) ?? main?.querySelector('h1')
  first?.focus({ preventScroll: true })
})

prepare()
noteTimeZone()
