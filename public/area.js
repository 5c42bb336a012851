// Corners of a frame on a template's picture: dragged, or moved with the arrow keys. The numbers of
// the form are what is sent; the handles only write into them.
import { announce } from './app.js'

const CORNERS = [1, 2, 3, 4]
const STEP = 0.5
const LARGE_STEP = 5
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

let dragged = null

function fieldOf(area, name) {
  return area.closest('form').elements[name]
}

function placeOf(area, corner) {
  const [x, y] = ['x', 'y'].map((axis) =>
    Number.parseFloat(fieldOf(area, `${axis}${corner}`).value.replace(',', '.')),
  )
  return [x || 0, y || 0]
}

function show(area) {
  const places = CORNERS.map((corner) => placeOf(area, corner))
  area.querySelectorAll('line').forEach((line, index) => {
    const [[x1, y1], [x2, y2]] = [places[index], places[(index + 1) % places.length]]
    for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) {
      line.setAttribute(name, `${value}%`)
    }
  })
  for (const handle of area.querySelectorAll('[data-corner]')) {
    const [x, y] = places[handle.dataset.corner - 1]
    handle.style.left = `${x}%`
    handle.style.top = `${y}%`
    const label = `${handle.dataset.name}: ${x}% from the left, ${y}% from the top`
    handle.setAttribute('aria-label', label)
  }
}

/** Sets the handles where the numbers of the page say. */
export function showAreas() {
  for (const area of document.querySelectorAll('[data-area]')) show(area)
}

function moveTo(handle, place) {
  const area = handle.closest('[data-area]')
  for (const [index, axis] of ['x', 'y'].entries()) {
    const field = fieldOf(area, `${axis}${handle.dataset.corner}`)
    field.value = Math.round(Math.min(100, Math.max(0, place[index])) * 10) / 10
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

document.addEventListener('input', ({ target }) => {
  const area = target.closest?.('form')?.querySelector('[data-area]')
  if (area) show(area)
})

document.addEventListener('pointerdown', (event) => {
  const handle = event.target.closest?.('[data-corner]')
  if (!handle) return
  dragged = handle
  handle.setPointerCapture(event.pointerId)
})

document.addEventListener('pointermove', ({ clientX, clientY }) => {
  if (!dragged) return
  const box = dragged.closest('[data-area-picture]').getBoundingClientRect()
  const place = [(clientX - box.left) / box.width, (clientY - box.top) / box.height]
  moveTo(
    dragged,
    place.map((share) => share * 100),
  )
})

for (const end of ['pointerup', 'pointercancel']) {
  document.addEventListener(end, () => {
    dragged = null
  })
}

document.addEventListener('keydown', (event) => {
  const handle = event.target.closest?.('[data-corner]')
  const move = MOVES[event.key]
  if (!handle || !move) return
  event.preventDefault()
  const area = handle.closest('[data-area]')
  const step = event.shiftKey ? LARGE_STEP : STEP
  const place = placeOf(area, handle.dataset.corner)
  moveTo(
    handle,
    place.map((value, axis) => value + move[axis] * step),
  )
  announce(handle.getAttribute('aria-label'))
})
