// The pictures of a product: moved by dragging their handle, by keys and by buttons, before the form
// is sent. Without this file the buttons send it.
import { announce } from './app.js'

const EDGE_PIXELS = 80
const SCROLL_PIXELS = 12

const rowsOf = (list) => [...list.children]
const rowOf = (element) => element.closest?.('[data-picture]')

/** The order in the form, the buttons at the ends, and the places in the lists of frames. */
function showOrder(list) {
  const rows = rowsOf(list)
  const form = list.closest('form')
  form.elements.order.value = rows.map((row) => row.dataset.picture).join(',')
  for (const [index, row] of rows.entries()) {
    row.querySelector('[data-place=up]').disabled = index === 0
    row.querySelector('[data-place=first]').disabled = index === 0
    row.querySelector('[data-place=down]').disabled = index === rows.length - 1
    row.querySelector('[data-handle]').disabled = rows.length < 2
  }
  for (const select of form.querySelectorAll('[data-shows]')) showPlaces(select, rows)
  form.elements.order.dispatchEvent(new Event('input', { bubbles: true }))
}

function showPlaces(select, rows) {
  const places = new Map(rows.map((row, index) => [row.dataset.picture, index]))
  for (const option of [...select.options]) {
    const place = places.get(option.value)
    if (place !== undefined) option.textContent = `${place + 1}. ${rows[place].dataset.name}`
    else if (option.value !== '' && option.value !== 'mixed') option.remove()
  }
  for (const row of rows) {
    const option = [...select.options].find(({ value }) => value === row.dataset.picture)
    if (option) select.append(option)
  }
}

/** The others make room: what has the focus or the pointer is not taken out of the page. */
function placeAt(list, row, to) {
  const rows = rowsOf(list)
  const at = rows.indexOf(row)
  const place = Math.min(Math.max(to, 0), rows.length - 1)
  if (place < at) row.after(...rows.slice(place, at))
  else row.before(...rows.slice(at + 1, place + 1))
  showOrder(list)
}

function sayPlace(list, row) {
  const rows = rowsOf(list)
  const place = rows.indexOf(row) + 1
  announce(`${row.dataset.name}: ${place} of ${rows.length}${place === 1 ? ', cover' : ''}`)
}

function move(row, to, focused) {
  const list = row.parentElement
  placeAt(list, row, to)
  const next = focused?.disabled ? row.querySelector('[data-handle]') : focused
  next?.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
  sayPlace(list, row)
}

function remove(row) {
  const list = row.parentElement
  const next = row.nextElementSibling ?? row.previousElementSibling
  row.remove()
  showOrder(list)
  announce(`${row.dataset.name} removed`)
  next?.querySelector('[data-place=remove]').focus()
}

function press(button) {
  const row = rowOf(button)
  const at = rowsOf(row.parentElement).indexOf(row)
  switch (button.dataset.place) {
    case 'up':
      return move(row, at - 1, button)
    case 'down':
      return move(row, at + 1, button)
    case 'first':
      return move(row, 0, button)
    default:
      return remove(row)
  }
}

// Before the form is sent, as it is where there is no script. The last picture is left to the form.
document.addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('[data-place]')
    if (!button) return
    const isLast =
      button.dataset.place === 'remove' && rowOf(button).parentElement.children.length === 1
    if (isLast) return
    event.preventDefault()
    event.stopPropagation()
    press(button)
  },
  { capture: true },
)

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-suggestion]')
  const field = button && rowOf(button).querySelector('textarea')
  if (!field) return
  field.value = button.dataset.suggestion
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
  button.hidden = true
})

/* Keys */

document.addEventListener('keydown', (event) => {
  const handle = event.target.closest?.('[data-handle]')
  if (!handle || event.altKey || event.ctrlKey || event.metaKey) return
  const row = rowOf(handle)
  const rows = rowsOf(row.parentElement)
  const at = rows.indexOf(row)
  const steps = {
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    Home: 0,
    End: rows.length - 1,
  }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  if (to !== at) move(row, to, handle)
})

/* Dragging */

let drag = null

document.addEventListener('pointerdown', (event) => {
  const handle = event.target.closest?.('[data-handle]')
  if (!handle || handle.disabled || event.button !== 0) return
  const row = rowOf(handle)
  const list = row.parentElement
  drag = { handle, row, list, from: rowsOf(list).indexOf(row), y: event.clientY, moved: false }
  handle.setPointerCapture(event.pointerId)
  row.classList.add('picture-row-moving')
})

/** Over which row the pointer is: it takes the place of that one. */
function follow() {
  if (!drag) return
  const { list, row, y } = drag
  const rows = rowsOf(list)
  const at = rows.indexOf(row)
  const to = rows.findIndex((other) => {
    const { top, bottom } = other.getBoundingClientRect()
    return y >= top && y < bottom
  })
  if (to < 0 || to === at) return
  // Past the middle only: rows of different heights would change places back and forth.
  const { top, height } = rows[to].getBoundingClientRect()
  const isPast = to > at ? y > top + height / 2 : y < top + height / 2
  if (!isPast) return
  drag.moved = true
  placeAt(list, row, to)
}

function scroll() {
  if (!drag) return
  const { y } = drag
  if (y < EDGE_PIXELS) window.scrollBy(0, -SCROLL_PIXELS)
  else if (y > window.innerHeight - EDGE_PIXELS) window.scrollBy(0, SCROLL_PIXELS)
  else {
    drag.scrolling = false
    return
  }
  follow()
  requestAnimationFrame(scroll)
}

document.addEventListener('pointermove', ({ clientY }) => {
  if (!drag) return
  drag.y = clientY
  follow()
  if (drag.scrolling) return
  drag.scrolling = true
  requestAnimationFrame(scroll)
})

function drop(isTakenBack) {
  if (!drag) return
  const { handle, row, list, from, moved } = drag
  drag = null
  row.classList.remove('picture-row-moving')
  if (isTakenBack) placeAt(list, row, from)
  if (moved) sayPlace(list, row)
  handle.focus({ preventScroll: true })
}

document.addEventListener('pointerup', () => drop(false))
document.addEventListener('pointercancel', () => drop(true))
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') drop(true)
})
