// What is typed into a form is kept in this browser until it is saved, so that leaving loses
// nothing. Kept for the person who is signed in alone, for two weeks, and gone when they sign out.
import { announce } from './app.js'

const PREFIX = 'kept:'
const MAX_FORMS = 20
const MAX_CHARACTERS = 200_000
const KEPT_MS = 14 * 24 * 60 * 60 * 1000
const PAUSE_MS = 300
const SENT = 'kept-sent'

const account = () => document.querySelector('[data-account]')?.dataset.account
const keyOf = (form) => `${PREFIX}${account()}:${form.dataset.keep}`

/** Browsers may refuse to keep anything: then the form warns before it is left, as others do. */
function tryStorage(use) {
  try {
    return use()
  } catch {
    return undefined
  }
}

function keys() {
  const all = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))
  return all.filter((key) => key?.startsWith(PREFIX))
}

function read(key) {
  const entry = tryStorage(() => JSON.parse(localStorage.getItem(key) ?? 'null'))
  return entry && Array.isArray(entry.fields) ? entry : null
}

/** What is old, and the oldest of too many. */
function makeRoom() {
  const all = keys().map((key) => ({ key, at: read(key)?.at ?? 0 }))
  const newest = all.sort((one, other) => other.at - one.at)
  for (const [index, { key, at }] of newest.entries()) {
    if (index >= MAX_FORMS || at < Date.now() - KEPT_MS) localStorage.removeItem(key)
  }
}

const isField = ({ name, type }) =>
  name !== '' && !['submit', 'button', 'file', 'password'].includes(type)

/** [name, value, label?] of every field; of boxes those that are ticked. */
function fieldsOf(form) {
  return [...form.elements].filter(isField).flatMap((field) => {
    if (['checkbox', 'radio'].includes(field.type)) {
      return field.checked ? [[field.name, field.value]] : []
    }
    const label = field.selectedOptions?.[0]?.label
    return [label === undefined ? [field.name, field.value] : [field.name, field.value, label]]
  })
}

const pauses = new Map()

function keep(form) {
  clearTimeout(pauses.get(form))
  pauses.delete(form)
  if (!form.isConnected) return
  const isKept = tryStorage(() => {
    const text = JSON.stringify({ at: Date.now(), fields: fieldsOf(form) })
    if (text.length > MAX_CHARACTERS) return false
    localStorage.setItem(keyOf(form), text)
    makeRoom()
    return true
  })
  form.toggleAttribute('data-warn-unsaved', !isKept)
}

for (const type of ['input', 'change']) {
  document.addEventListener(type, ({ target }) => {
    const form = target.form ?? target.closest?.('form')
    if (!form?.matches('[data-keep]') || !account()) return
    clearTimeout(pauses.get(form))
    pauses.set(
      form,
      setTimeout(() => keep(form), PAUSE_MS),
    )
  })
}

function keepNow() {
  for (const form of pauses.keys()) keep(form)
}
window.addEventListener('pagehide', keepNow)
// A page that was fetched ahead is swapped in without another request.
document.addEventListener('htmx:before:request', keepNow)
document.addEventListener('htmx:before:swap', keepNow)

/* Back to the form */

function restoreField(form, [name, value, label], used) {
  const fields = [...form.elements].filter((field) => field.name === name && isField(field))
  const box = fields.find((field) => ['checkbox', 'radio'].includes(field.type))
  if (box) {
    const same = fields.find((field) => field.value === value)
    if (same) same.checked = true
    return
  }
  const field = fields[used.get(name) ?? 0]
  used.set(name, (used.get(name) ?? 0) + 1)
  if (!field) return
  const isMissing = field.options && ![...field.options].some((one) => one.value === value)
  if (isMissing) field.add(new Option(label, value))
  field.value = value
}

function restore(form, { fields }) {
  for (const field of form.elements) {
    if (['checkbox', 'radio'].includes(field.type) && field.name) field.checked = false
  }
  const used = new Map()
  for (const field of fields) restoreField(form, field, used)
  for (const details of form.querySelectorAll('details')) {
    if (details.querySelector('[aria-invalid=true]')) details.open = true
  }
  for (const picker of form.querySelectorAll('[data-picker]')) {
    const option = picker.querySelector('[data-picker-select]')?.selectedOptions[0]
    picker.querySelector('[data-picker-input]').value = option?.value ? option.label : ''
  }
  const detail = Object.groupBy(fields, ([name]) => name)
  for (const name of Object.keys(detail)) detail[name] = detail[name].map(([, value]) => value)
  form.dispatchEvent(new CustomEvent('kept:restored', { bubbles: true, detail }))
  const notice = form.querySelector('[data-kept-notice]')
  if (notice) {
    notice.hidden = false
    announce(notice.querySelector('.notice-title').textContent)
  }
}

/** The fields as they are, to be compared: a work's own id differs each time. */
const compared = (fields) =>
  JSON.stringify(fields.filter(([name]) => name !== 'work_id' && name !== 'version'))

/** Whether this page is where the one before it was sent on to. */
let isSentOn = (performance.getEntriesByType('navigation')[0]?.redirectCount ?? 0) > 0

document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  if (ctx.target === document.body) isSentOn = ctx.response?.raw?.redirected === true
})

/**
 * What was sent is saved where the answer leads on to another page: a refusal, a mistake of the
 * server and a lost connection do not, and signing in again has no account yet.
 */
function forgetSent() {
  const sent = tryStorage(() => sessionStorage.getItem(SENT))
  if (!sent) return
  tryStorage(() => sessionStorage.removeItem(SENT))
  const isHere = [...document.querySelectorAll('form[data-keep]')].some(
    (form) => keyOf(form) === sent,
  )
  const isOwn = account() && sent.startsWith(`${PREFIX}${account()}:`)
  if (isSentOn && isOwn && !isHere) tryStorage(() => localStorage.removeItem(sent))
}

export function showKept() {
  forgetSent()
  for (const form of document.querySelectorAll('form[data-keep]:not([data-kept])')) {
    form.dataset.kept = ''
    if (form.matches('[data-unsaved]')) {
      keep(form)
      continue
    }
    const entry = read(keyOf(form))
    if (!entry || entry.at < Date.now() - KEPT_MS) continue
    if (compared(entry.fields) === compared(fieldsOf(form))) continue
    restore(form, entry)
  }
}

// In the capture phase: htmx sends the form before the event bubbles.
document.addEventListener(
  'submit',
  ({ target, submitter }) => {
    if (!target.matches?.('[data-keep]')) return
    keep(target)
    // A button with an address of its own shows the form again.
    if (submitter?.hasAttribute('formaction')) return
    tryStorage(() => sessionStorage.setItem(SENT, keyOf(target)))
  },
  { capture: true },
)

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-kept-discard]')
  if (!button) return
  const form = button.closest('form')
  clearTimeout(pauses.get(form))
  pauses.delete(form)
  tryStorage(() => localStorage.removeItem(keyOf(form)))
  form.removeAttribute('data-keep')
  location.reload()
})
