// A picture follows the finger to the side: right approves, left rejects. Buttons and keys do the
// same, and what was decided is undone the same way.
import { decideShown } from './full-size.js'

const START_PX = 10
const LEAST_PX = 96
const LABELS = { approve: 'Approve', reject: 'Reject' }

let swipe = null

const isStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

function decisionOf(dx) {
  if (Math.abs(dx) < LEAST_PX) return null
  return dx > 0 ? 'approve' : 'reject'
}

function end() {
  if (!swipe) return
  const { area, moving } = swipe
  delete area.dataset.swiping
  if (moving) moving.style.translate = ''
  swipe = null
}

document.addEventListener('pointerdown', (event) => {
  const area = event.target.closest?.('[data-swipe]')
  if (swipe && !event.isPrimary) return end()
  if (!area || event.pointerType !== 'touch' || area.matches('.is-zoomed')) return
  const { clientX: x, clientY: y, pointerId: id } = event
  swipe = { area, id, x, y, moving: null }
})

document.addEventListener('pointermove', (event) => {
  if (swipe?.id !== event.pointerId) return
  const [dx, dy] = [event.clientX - swipe.x, event.clientY - swipe.y]
  if (!swipe.moving) {
    if (Math.abs(dx) < START_PX || Math.abs(dx) < Math.abs(dy)) return
    swipe.moving = swipe.area.querySelector('img') ?? swipe.area
  }
  if (!isStill()) swipe.moving.style.translate = `${dx}px`
  swipe.area.dataset.swiping = LABELS[decisionOf(dx)] ?? ''
})

document.addEventListener('pointerup', (event) => {
  if (swipe?.id !== event.pointerId) return
  const { moving } = swipe
  const decision = moving && decisionOf(event.clientX - swipe.x)
  end()
  if (!moving) return
  // It is no click on the picture as well.
  const stop = (click) => {
    click.preventDefault()
    click.stopPropagation()
  }
  document.addEventListener('click', stop, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', stop, { capture: true }))
  if (decision) setTimeout(() => decideShown(decision))
})

document.addEventListener('pointercancel', end)
