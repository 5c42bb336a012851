// Uploading many files: dropped anywhere, pasted, or chosen. Three are sent at a time; what was
// sent is stored, whatever happens to the page afterwards. Loaded only where `[data-drop]` is.
import { announce } from './app.js'

const AT_ONCE = 3
const MAX_FILES = 100
const MAX_FILE_BYTES = 20 * 1024 * 1024
const MAX_FOLDERS = 200
const TAKEN = /^image\/(?:png|jpeg|webp)$/
const TAKEN_NAME = /\.(?:png|jpe?g|webp)$/i

/** Files that were dropped on a page that leads to the one that uploads. */
let dropped = []
/**
 * One a file: { file, row, state: waiting | sending | ended | failed, sentBytes, request, place }.
 */
let uploads = []
let places = 0
/** The button that was pressed before all was uploaded. */
let pressed = null

const panel = () => document.querySelector('form[data-upload]')
const words = () => JSON.parse(panel().dataset.uploadWords)
const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (_all, name) => Number(values[name]).toLocaleString('en'))
const isUnderWay = () => uploads.some(({ state }) => state === 'waiting' || state === 'sending')

/* Taking files */

async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean)
  if (!entries.some(({ isDirectory }) => isDirectory)) return [...transfer.files]
  const files = []
  const open = [...entries]
  for (let folders = 0; open.length > 0 && files.length <= 2 * MAX_FILES; ) {
    const entry = open.shift()
    if (entry.isFile) files.push(await new Promise((take, fail) => entry.file(take, fail)))
    else if (folders++ < MAX_FOLDERS) open.push(...(await entriesIn(entry)))
  }
  return files
}

async function entriesIn(folder) {
  const reader = folder.createReader()
  const all = []
  // A reader gives its entries in parts, and an empty one at the end.
  for (;;) {
    const some = await new Promise((take, fail) => reader.readEntries(take, fail))
    if (some.length === 0 || all.length > 2 * MAX_FILES) return all
    all.push(...some)
  }
}

const isPicture = ({ type, name }) => TAKEN.test(type) || (type === '' && TAKEN_NAME.test(name))

function take(files) {
  if (files.length === 0) return
  if (panel()) return add(files)
  dropped = files
  document.querySelector('[data-upload-page]')?.click()
}

function add(files) {
  const said = []
  const pictures = files
    .filter(isPicture)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }))
  const place = Math.max(0, MAX_FILES - uploads.length)
  if (pictures.length < files.length) {
    said.push(filled(words().leftOut, { n: files.length - pictures.length }))
  }
  if (pictures.length > place) {
    said.push(filled(words().tooMany, { n: pictures.length - place }))
  }
  for (const file of pictures.slice(0, place)) uploads.push(addRow(file))
  panel().dataset.said = said.join(' ')
  document.getElementById('uploads').hidden = uploads.length === 0
  next()
}

/* One row a file */

function addRow(file) {
  const template = document.querySelector('template[data-upload-row]')
  const row = template.content.firstElementChild.cloneNode(true)
  row.querySelector('[data-name]').textContent = file.name
  for (const name of ['progress', '[data-drop-row] .button-label']) {
    const part = row.querySelector(name)
    part.ariaLabel = `${part.textContent || ''} ${file.name}`.trim()
  }
  panel().querySelector('[data-uploads]').append(row)
  const upload = { file, row, state: 'waiting', sentBytes: 0, request: null, place: places++ }
  say(upload, words().waiting)
  row.querySelector('[data-retry]').addEventListener('click', () => retry(upload))
  row.querySelector('[data-drop-row]').addEventListener('click', () => remove(upload))
  return upload
}

function say(upload, text) {
  upload.row.querySelector('[data-state]').textContent = text
}

function fail(upload, text, canRetry) {
  upload.state = 'failed'
  upload.row.classList.add('upload-refused')
  upload.row.querySelector('progress').hidden = true
  upload.row.querySelector('[data-retry]').hidden = !canRetry
  say(upload, text)
}

function retry(upload) {
  upload.row.classList.remove('upload-refused')
  upload.row.querySelector('progress').hidden = false
  upload.row.querySelector('[data-retry]').hidden = true
  Object.assign(upload, { state: 'waiting', sentBytes: 0 })
  say(upload, words().waiting)
  next()
}

function remove(upload) {
  upload.request?.abort()
  upload.row.remove()
  uploads = uploads.filter((one) => one !== upload)
  next()
}

/* Sending */

function next() {
  const sending = uploads.filter(({ state }) => state === 'sending').length
  const waiting = uploads.filter(({ state }) => state === 'waiting')
  for (const upload of waiting.slice(0, AT_ONCE - sending)) send(upload)
  show()
}

function send(upload) {
  const { file } = upload
  if (file.size > MAX_FILE_BYTES) {
    fail(upload, words().tooLarge, false)
    return next()
  }
  upload.state = 'sending'
  const form = panel()
  const body = new FormData()
  for (const name of ['work_id', 'quote_id', 'collection']) {
    body.append(name, form.elements[name]?.value ?? '')
  }
  body.append('place', upload.place)
  body.append('file', file, file.name)
  const request = new XMLHttpRequest()
  upload.request = request
  request.open('POST', form.dataset.upload)
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    upload.sentBytes = Math.min(file.size, loaded)
    const percent = Math.floor((loaded / total) * 100)
    upload.row.querySelector('progress').value = percent
    say(upload, percent < 100 ? filled(words().uploading, { percent }) : words().storing)
    show()
  })
  request.addEventListener('load', () => end(upload, request))
  request.addEventListener('error', () => lose(upload, words().failed))
  request.addEventListener('timeout', () => lose(upload, words().failed))
  request.send(body)
}

function lose(upload, text) {
  fail(upload, text, true)
  next()
}

function end(upload, request) {
  if (!panel()?.contains(upload.row)) return
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html')
  const row = answer.querySelector('body > li')
  if (!row) {
    const isSignedOut = new URL(request.responseURL).pathname.startsWith('/sign-in')
    return lose(upload, isSignedOut ? words().signedOut : words().failed)
  }
  upload.sentBytes = upload.file.size
  if (row.matches('[data-refused]')) fail(upload, row.querySelector('.upload-reason').textContent)
  else {
    upload.state = 'ended'
    const shown = document.importNode(row, true)
    upload.row.replaceWith(shown)
    upload.row = shown
    window.htmx?.process(shown)
  }
  next()
}

/* What is said of all */

function summary(all, done, failed) {
  const { progress, done: finished, someFailed } = words()
  const said = isUnderWay() ? filled(progress, { done, all }) : filled(finished, { all: done })
  const lost = failed > 0 ? filled(someFailed, { failed }) : ''
  return [said, lost, panel().dataset.said].filter(Boolean).join(' · ')
}

function show() {
  const form = panel()
  const count = (wanted) => uploads.filter(({ state }) => state === wanted).length
  const line = form.querySelector('[data-upload-summary]')
  const text = uploads.length > 0 ? summary(uploads.length, count('ended'), count('failed')) : ''
  line.hidden = text === '' && !form.dataset.said
  line.textContent = text || form.dataset.said
  showTotal(line)
  showSave(form)
  if (!isUnderWay() && uploads.length > 0) {
    announce(line.textContent)
    if (pressed) submit()
  }
}

function showTotal(line) {
  if (!isUnderWay()) return
  const bar = document.createElement('progress')
  const sum = (of) => uploads.reduce((total, upload) => total + of(upload), 0)
  bar.className = 'bar bar-teal'
  bar.ariaLabel = line.textContent
  bar.max = Math.max(
    1,
    sum(({ file }) => file.size),
  )
  bar.value = sum(({ sentBytes }) => sentBytes)
  line.append(bar)
}

function showSave(form) {
  const saved = form.querySelectorAll('[data-uploaded]').length
  const coming = uploads.filter(({ state }) => state === 'waiting' || state === 'sending').length
  const n = saved + coming
  form.querySelector('[data-upload-save]').hidden = n === 0
  const label = form.querySelector('[data-save] .button-label')
  label.textContent = n === 1 ? words().saveOne : filled(words().save, { n })
}

/* Saving: a press before the last file is there waits for it */

function submit() {
  const button = pressed
  pressed = null
  const failed = uploads.some(({ state }) => state === 'failed')
  for (const other of panel().querySelectorAll('[data-upload-save] button')) other.disabled = false
  if (!failed) panel().requestSubmit(button)
}

document.addEventListener(
  'submit',
  (event) => {
    if (!event.target.matches?.('form[data-upload]') || !isUnderWay()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed = event.submitter
    for (const button of panel().querySelectorAll('[data-upload-save] button')) {
      button.disabled = true
    }
    const label = pressed?.querySelector('.button-label')
    if (label) label.textContent = words().saving
    announce(words().saving)
  },
  { capture: true },
)

document.addEventListener('click', async (event) => {
  const { target } = event
  const choose = target.closest?.('[data-choose]')
  if (choose) document.querySelector(`[data-pick=${choose.dataset.choose}]`).click()
  const removed = target.closest?.('[data-remove]')
  if (!removed) return
  event.preventDefault()
  const row = removed.closest('[data-uploaded]')
  const body = new URLSearchParams({ id: row.dataset.uploaded })
  const answer = await fetch('/assets/upload/remove', { method: 'POST', body }).catch(() => null)
  if (answer?.status !== 204) return announce(words().failed)
  uploads = uploads.filter((upload) => upload.row !== row)
  row.remove()
  show()
})

document.addEventListener('change', ({ target }) => {
  if (!target.matches?.('[data-pick]')) return
  take([...target.files])
  target.value = ''
})

/* Dropping and pasting, anywhere on the page */

const hasFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes('Files')
const overlay = () => document.querySelector('[data-drop]')

document.addEventListener('dragover', (event) => {
  if (!overlay() || !hasFiles(event)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
  overlay().hidden = false
})

document.addEventListener('dragleave', ({ relatedTarget }) => {
  if (overlay() && !relatedTarget) overlay().hidden = true
})

document.addEventListener('drop', async (event) => {
  if (!overlay() || !hasFiles(event)) return
  event.preventDefault()
  overlay().hidden = true
  take(await filesOf(event.dataTransfer))
})

document.addEventListener('paste', ({ clipboardData }) => {
  if (overlay() && clipboardData?.files.length > 0) take([...clipboardData.files])
})

/* Leaving */

window.addEventListener('beforeunload', (event) => {
  if (panel() && isUnderWay()) event.preventDefault()
})

document.addEventListener('htmx:before:request', (event) => {
  if (!panel() || !isUnderWay() || event.detail.ctx.target !== document.body) return
  if (window.confirm(words().leave)) stop()
  else event.preventDefault()
})

function stop() {
  for (const { request } of uploads) request?.abort()
  uploads = []
  places = 0
  pressed = null
}

/** Begins with what was dropped on the page before; forgets what another page had. */
export function showUploads() {
  if (uploads.some(({ row }) => !row.isConnected)) stop()
  if (!panel()) return
  const files = dropped
  dropped = []
  // What was chosen before this was loaded.
  for (const input of document.querySelectorAll('[data-pick]')) {
    files.push(...input.files)
    input.value = ''
  }
  if (files.length > 0) add(files)
}
