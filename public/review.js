// A list of pictures to decide about. A decision shows at once: its pictures leave the list, and
// the focus goes on to what is in their place. They come back if the server refuses, or does not
// answer.
import { currentItem, focusableIn, goTo, items } from './app.js'

const GRID = '[data-keys="grid"]'

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
  if (!current?.closest(GRID) || !(event.key in STEPS || event.key in ROWS)) return
  const all = items()
  const next = STEPS[event.key]
    ? all[all.indexOf(current) + STEPS[event.key]]
    : inRow(current, ROWS[event.key])
  if (!next) return
  goTo(next)
  event.preventDefault()
})
