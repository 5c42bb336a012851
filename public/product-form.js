// The form of a product: boxes that tick a whole row or column, and pictures that change places.
import { announce } from './app.js'

function boxesOf(matrix, { size, finish }) {
  return [...matrix.querySelectorAll('[name=variant]')].filter(
    ({ dataset }) =>
      (size === undefined || dataset.size === size) &&
      (finish === undefined || dataset.finish === finish),
  )
}

/** A box at the head of a row or column shows what is ticked in it. */
export function showToggles() {
  for (const matrix of document.querySelectorAll('[data-matrix]')) {
    for (const toggle of matrix.querySelectorAll('[data-toggle]')) {
      const boxes = boxesOf(matrix, toggle.dataset)
      const ticked = boxes.filter((box) => box.checked).length
      toggle.disabled = false
      toggle.checked = ticked > 0 && ticked === boxes.length
      toggle.indeterminate = ticked > 0 && ticked < boxes.length
    }
  }
}

document.addEventListener('change', ({ target }) => {
  const matrix = target.closest?.('[data-matrix]')
  if (!matrix) return
  if (target.dataset.toggle !== undefined) {
    for (const box of boxesOf(matrix, target.dataset)) box.checked = target.checked
  }
  showToggles()
})

/** The first picture cannot go up, the last one not down. */
function showEnds(list) {
  const tiles = [...list.children]
  for (const [index, tile] of tiles.entries()) {
    tile.querySelector('[data-move=up]').disabled = index === 0
    tile.querySelector('[data-move=down]').disabled = index === tiles.length - 1
  }
}

function move(button) {
  const tile = button.closest('li')
  const list = tile.parentElement
  const up = button.dataset.move === 'up'
  const other = up ? tile.previousElementSibling : tile.nextElementSibling
  if (!other) return
  if (up) other.before(tile)
  else other.after(tile)
  showEnds(list)
  const next = button.disabled ? tile.querySelector('[data-move]:not(:disabled)') : button
  next?.focus()
  tile.scrollIntoView({ block: 'nearest' })
  tile.querySelector('[name=picture]').dispatchEvent(new Event('input', { bubbles: true }))
  announcePlace(list, tile)
}

function announcePlace(list, tile) {
  const place = [...list.children].indexOf(tile) + 1
  const title = tile.querySelector('.tile-title').textContent
  announce(`${title}: ${place} of ${list.children.length}`)
}

// Before the form is sent, as it is where there is no script.
document.addEventListener(
  'click',
  (event) => {
    const button = event.target.closest?.('[data-move]')
    if (!button) return
    event.preventDefault()
    event.stopPropagation()
    move(button)
  },
  { capture: true },
)
