// The form of a product: boxes that tick a whole row or column, and pictures that change places.
import { announce } from './app.js'

function boxesOf(matrix, { size, finish }) {
  return [...matrix.querySelectorAll('[name=variant]')].filter(
    ({ dataset }) =>
      (size === undefined || dataset.size === size) &&
      (finish === undefined || dataset.finish === finish),
  )
}

/* What is left of a price, while it is typed: as src/domain/pricing/margin.ts counts it */

function minorOf(typed, decimals) {
  if (!/^\d{1,8}(?:\.\d{1,3})?$/.test(typed)) return null
  const scaled = Number(typed) * 10 ** decimals
  return Math.abs(scaled - Math.round(scaled)) < 1e-6 ? Math.round(scaled) : null
}

function costOf(price, { making }, { feeBp, feeFixed }) {
  if (making === undefined || (price > 0 && feeFixed === undefined)) return null
  if (price === 0) return Number(making)
  const share = price * Number(feeBp) + 5000
  return Number(making) + Number(feeFixed) + (share - (share % 10_000)) / 10_000
}

function showMargin(shown, typed, { dataset }) {
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: dataset.currency })
  const decimals = money.resolvedOptions().maximumFractionDigits
  const ofDefault = shown.dataset.default === undefined ? null : Number(shown.dataset.default)
  const price = typed === '' ? ofDefault : minorOf(typed, decimals)
  const cost = price === null ? null : costOf(price, shown.dataset, dataset)
  shown.classList.toggle('is-loss', cost !== null && price < cost)
  if (cost === null) {
    shown.textContent = shown.dataset.unknown
    return
  }
  const left = price - cost
  const percent = (left / price) * 100
  const share = price > 0 ? ` · ${left < 0 ? Math.floor(percent) : Math.round(percent)}%` : ''
  const [spent, kept] = [cost, left].map((minor) => money.format(minor / 10 ** decimals))
  const { cost: costWord, margin: marginWord } = shown.dataset
  shown.textContent = `${costWord} ${spent}\n${marginWord} ${kept}${share}`
}

document.addEventListener('input', ({ target }) => {
  const shown = target.matches?.('[name^="price:"]')
    ? target.closest('td').querySelector('[data-margin]')
    : null
  if (shown) showMargin(shown, target.value.trim(), target.closest('[data-matrix]'))
})

/* The search result, while its texts are typed */

const SHOWN_TITLE = 60
const SHOWN_TEXT = 155

function cut(text, most) {
  if (text.length <= most) return text
  const start = text.slice(0, most)
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), 1))} …`
}

function wordsOf(form) {
  const { value } = form.elements.description
  const parsed = new DOMParser().parseFromString(value.replace(/<\/|<br/g, ' $&'), 'text/html')
  const text = /<\w/.test(value) ? parsed.body.textContent : value
  return text.replace(/\s+/g, ' ').trim()
}

function showSearchResult(form) {
  const { title, seo_title, seo_description } = form.elements
  const [shownTitle, shownText] = form.querySelectorAll('[data-seo-title], [data-seo-text]')
  shownTitle.textContent =
    cut(seo_title.value.trim() || title.value.trim(), SHOWN_TITLE) || shownTitle.dataset.empty
  shownText.textContent =
    cut(seo_description.value.trim() || wordsOf(form), SHOWN_TEXT) || shownText.dataset.empty
  for (const field of [seo_title, seo_description]) {
    const count = field.closest('.field').querySelector('[data-count]')
    count.textContent = count.textContent.replace(/^\d+/, [...field.value].length)
  }
}

document.addEventListener('input', ({ target }) => {
  const isShown = ['title', 'description', 'seo_title', 'seo_description'].includes(target.name)
  if (isShown && target.form?.matches('[data-product-form]')) showSearchResult(target.form)
})

/* What is restored to the form: its tiles take their places again */

document.addEventListener('kept:restored', ({ target, detail }) => {
  if (!target.matches('[data-product-form]')) return
  showToggles()
  showSearchResult(target)
  showPrints(target)
  for (const matrix of target.querySelectorAll('[data-matrix]')) {
    for (const shown of matrix.querySelectorAll('[data-margin]')) {
      const price = shown.closest('td').querySelector('[name^="price:"]')
      showMargin(shown, price.value.trim(), matrix)
    }
  }
  for (const id of [...(detail.picture ?? [])].reverse()) {
    const tile = target.querySelector(`[name=picture][value="${CSS.escape(id)}"]`)?.closest('li')
    if (!tile) continue
    tile.parentElement.prepend(tile)
    showEnds(tile.parentElement)
  }
})

/* How the sizes print follows from the artwork that the page was shown with. */

function showPrints(form) {
  for (const matrix of form.querySelectorAll('[data-matrix]')) {
    const isOther = form.elements.asset_id?.value !== matrix.dataset.artwork
    for (const shown of matrix.querySelectorAll('[data-print]')) shown.hidden = isOther
  }
}

document.addEventListener('change', ({ target }) => {
  const isArtwork = target.name === 'asset_id' && target.form?.matches('[data-product-form]')
  if (isArtwork) showPrints(target.form)
})

/* Rows and columns */

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
