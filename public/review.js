// A list of pictures to decide about. A decision shows at once: its pictures leave the list, and
// the focus goes on to what is in their place. They come back if the server refuses, or does not
// answer.
import { currentItem, focusableIn, goTo, items, visit } from './app.js'

const GRID = '[data-keys="grid"]'
/** Where the arrow keys move from picture to picture. */
const PICTURES = '[data-keys="grid"], [data-keys="pair"]'

/** The ids of what each form has decided about, until its answer is here. */
const deciding = new Map()

function decidedBy(form) {
  const { decides } = form.dataset
  if (decides === 'item') return [form.closest('[data-item]')]
  if (decides === 'group') return [...form.closest('[data-group]').querySelectorAll('[data-item]')]
  if (!form.matches('[data-bulk]')) return []
  const boxes = [...form.elements].filter((box) => box.matches('[data-select]:checked'))
  return boxes.map((box) => box.closest(`${GRID} [data-item]`))
}

function setHidden(ids, isHidden) {
  for (const id of ids) {
    const item = document.getElementById(id)
    if (!item) continue
    item.hidden = isHidden
    const group = item.closest('[data-group]')
    if (group) group.hidden = !group.querySelector('[data-item]:not([hidden])')
  }
}

document.addEventListener('submit', ({ target }) => {
  const decided = decidedBy(target).filter((item) => item?.closest(GRID))
  if (decided.length === 0) return
  const index = items().indexOf(decided[0])
  const ids = decided.map((item) => item.id)
  deciding.set(target, ids)
  setHidden(ids, true)
  const left = items()
  const next = left[Math.min(index, left.length - 1)]
  if (next) focusableIn(next).focus({ preventScroll: true })
})

// An answer to one decision is a list in which the next ones, on their way, are not made yet.
document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
  deciding.delete(ctx.sourceElement)
})

document.addEventListener('htmx:after:swap', () => {
  for (const ids of deciding.values()) setHidden(ids, true)
})

document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  const ids = deciding.get(ctx?.sourceElement)
  if (!ids) return
  deciding.delete(ctx.sourceElement)
  setHidden(ids, false)
})

/* Arrow keys, from one picture to what is next to it */

function middleOf(item) {
  const box = item.getBoundingClientRect()
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
}

/** The nearest in the row above or below. */
function inRow(current, direction) {
  const from = middleOf(current)
  const height = current.getBoundingClientRect().height / 2
  const others = items()
    .map((item) => ({ item, at: middleOf(item) }))
    .filter(({ at }) => (at.y - from.y) * direction > height)
    .map(({ item, at }) => ({ item, far: Math.abs(at.y - from.y) * 10 + Math.abs(at.x - from.x) }))
  return others.sort((one, other) => one.far - other.far)[0]?.item
}

const STEPS = { ArrowLeft: -1, ArrowRight: 1 }
const ROWS = { ArrowUp: -1, ArrowDown: 1 }

document.addEventListener('keydown', (event) => {
  const current = currentItem()
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (!current?.closest(PICTURES) || !(event.key in STEPS || event.key in ROWS)) return
  const all = items()
  const next = STEPS[event.key]
    ? all[all.indexOf(current) + STEPS[event.key]]
    : inRow(current, ROWS[event.key])
  if (!next) return
  goTo(next)
  event.preventDefault()
})

/* Why something is rejected: one dialog of the page, for whatever form rejects */

const WIDE = '(width >= 37.5rem)'
const GAP_PX = 8

/** The button that rejects, while it is asked why. */
let rejecting = null

const reasonDialog = () => document.getElementById('reject-dialog')

/** What a form sends as its reason: a field of it, or one made for it. */
function reasonField(form, name, isMade) {
  const field = form.elements.namedItem(name)
  if (field || !isMade) return field
  const made = Object.assign(document.createElement('input'), { type: 'hidden', name })
  form.append(made)
  return made
}

/** At the picture, where that is in sight. */
function placeAt(dialog, spot) {
  const isBeside = spot && window.matchMedia(WIDE).matches
  dialog.classList.toggle('is-placed', Boolean(isBeside))
  if (!isBeside) return dialog.removeAttribute('style')
  const { left, top, bottom } = spot.getBoundingClientRect()
  const { width, height } = dialog.getBoundingClientRect()
  const below = bottom + GAP_PX
  const above = top - height - GAP_PX
  const isAbove = below + height > window.innerHeight && above >= GAP_PX
  const within = (value, most) => Math.max(GAP_PX, Math.min(value, most - GAP_PX))
  dialog.style.left = `${within(left, window.innerWidth - width)}px`
  dialog.style.top = `${within(isAbove ? above : below, window.innerHeight - height)}px`
}

const place = () => placeAt(reasonDialog(), rejecting.closest('[data-item]') ?? rejecting)

// A phone was turned, or the window made smaller.
window.addEventListener('resize', () => {
  if (reasonDialog()?.open) place()
})

/** Asks why, if the page can. */
export function askReason(button) {
  const dialog = reasonDialog()
  if (!dialog || dialog.open || !button?.form || button.disabled) return false
  rejecting = button
  const own = dialog.querySelector('form')
  own.reset()
  const code = reasonField(button.form, 'reason_code')?.value
  if (code) own.elements.namedItem('reason_code').value = code
  own.elements.namedItem('reason').value = reasonField(button.form, 'reason')?.value ?? ''
  const title = document.getElementById('reject-title')
  const count = button.form.querySelector('[data-bulk-count]')
  title.textContent = count
    ? `${button.textContent.trim()}: ${count.textContent}`
    : (button.ariaLabel ?? title.dataset.title)
  dialog.showModal()
  place()
  const chosen = own.querySelector('[name="reason_code"]:checked')
  ;(chosen ?? own.querySelector('button')).focus()
  return true
}

function reject() {
  const own = reasonDialog().querySelector('form')
  const button = rejecting
  reasonDialog().close()
  for (const name of ['reason_code', 'reason']) {
    const value = own.elements.namedItem(name).value
    const field = reasonField(button.form, name, value !== '')
    if (field) field.value = value
  }
  button.form.requestSubmit(button)
}

// Its place is for one time: htmx copies attributes to the element of this id on the next page.
document.addEventListener(
  'close',
  ({ target }) => {
    if (target === reasonDialog()) target.removeAttribute('style')
  },
  { capture: true },
)

document.addEventListener('click', ({ target }) => {
  const asking = target.closest?.('[data-ask-reason]')
  if (asking) askReason(asking.parentElement.querySelector('form[action*="/reject"] button'))
  if (target.closest?.('#reject-dialog [data-close]') || target === reasonDialog()) {
    reasonDialog().close()
  }
})

document.addEventListener('submit', (event) => {
  if (!event.target.closest?.('#reject-dialog')) return
  event.preventDefault()
  reject()
})

document.addEventListener('keydown', (event) => {
  if (!event.target.closest?.('#reject-dialog') || event.ctrlKey || event.metaKey) return
  const isText = event.target.matches('[name="reason"]')
  if (isText || event.altKey || event.target.matches('[data-close]')) return
  const codes = [...reasonDialog().querySelectorAll('[name="reason_code"]')]
  const code = codes[Number(event.key) - 1]
  if (code) {
    code.checked = true
    const isOther = code === codes.at(-1)
    const focused = isOther ? reasonDialog().querySelector('[name="reason"]') : code
    focused.focus()
  } else if (event.key === 'r' || event.key === 'Enter') reject()
  else return
  event.preventDefault()
})

/* Two next to each other */

const MOCKUP = /\/mockups\/([0-9a-f-]{36})/

/** The two that are selected, or the current one and its next: as links to their pages. */
function linksToCompare() {
  const linkOf = (item) => item?.querySelector('[data-open]')?.href
  const boxes = [...document.querySelectorAll(`${GRID} [data-select]:checked`)]
  if (boxes.length > 0) return boxes.map((box) => linkOf(box.closest('[data-item]')))
  const all = items()
  const at = Math.max(0, all.indexOf(currentItem()))
  if (all.length > 0) return [linkOf(all[at]), linkOf(all[at + 1] ?? all[at - 1])]
  return [location.href, document.querySelector('[data-page-keys] a[rel="next"]')?.href]
}

/** Shows two mockups of the list next to each other, if two are meant. */
export function compare() {
  const links = linksToCompare()
  const ids = links.map((link) => MOCKUP.exec(link ?? '')?.[1])
  if (ids.length !== 2 || ids.includes(undefined)) return false
  const { searchParams } = new URL(links[0])
  searchParams.delete('item')
  for (const id of ids) searchParams.append('id', id)
  visit(`/mockups/compare?${searchParams}`)
  return true
}

// The list is not what its answer would be put into.
document.addEventListener('click', (event) => {
  const isCompare = event.target.closest?.('button[formaction*="/compare"]')
  if (isCompare && compare()) event.preventDefault()
})
