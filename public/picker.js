// One of many choices: a combobox that lists what matches. The select next to it is what is sent;
// it is hidden, and kept in step.
import { announce } from './app.js'

const MAX_SHOWN = 50
const TYPING_PAUSE_MS = 200

let open = null
let pause = null
let asked = null

const pickerOf = (element) => element.closest?.('[data-picker]')
const inputOf = (picker) => picker.querySelector('[data-picker-input]')
const selectOf = (picker) => picker.querySelector('[data-picker-select]')
const listOf = (picker) => picker.querySelector('[role=listbox]')
const addedOf = (picker) => picker.querySelector('[data-picker-new]')
const activeOf = (picker) => listOf(picker).querySelector('[aria-selected=true]')

function chosenLabel(picker) {
  const added = addedOf(picker)?.value
  if (added) return added
  const option = selectOf(picker).selectedOptions[0]
  return option?.value ? option.label : ''
}

function optionElement(picker, { value, label, adds }, index) {
  const element = document.createElement('div')
  element.role = 'option'
  element.id = `${listOf(picker).id}-${index}`
  element.className = adds ? 'picker-option picker-adds' : 'picker-option'
  element.dataset.value = value
  if (adds) element.dataset.adds = adds
  element.textContent = label
  return element
}

function choicesOf(picker) {
  const typed = inputOf(picker).value.trim()
  const isTyped = typed !== '' && typed !== chosenLabel(picker)
  const choices = [...selectOf(picker).options]
    .filter((option) => !option.disabled && !(isTyped && option.value === ''))
    .slice(0, MAX_SHOWN)
    .map(({ value, label }) => ({ value, label }))
  const { add } = picker.dataset
  if (add && isTyped) choices.push({ value: '', label: add.replace('{text}', typed), adds: typed })
  return choices
}

function show(picker) {
  const list = listOf(picker)
  const choices = choicesOf(picker)
  list.replaceChildren(...choices.map((choice, index) => optionElement(picker, choice, index)))
  if (choices.length === 0) {
    const nothing = optionElement(picker, { value: '', label: picker.dataset.empty }, 0)
    nothing.ariaDisabled = 'true'
    list.append(nothing)
  }
  list.hidden = false
  open = picker
  const input = inputOf(picker)
  input.ariaExpanded = 'true'
  input.removeAttribute('aria-activedescendant')
}

function hide(picker) {
  if (pause) clearTimeout(pause)
  pause = null
  asked?.abort()
  listOf(picker).hidden = true
  const input = inputOf(picker)
  input.ariaExpanded = 'false'
  input.removeAttribute('aria-activedescendant')
  input.value = chosenLabel(picker)
  open = null
}

function activate(picker, option) {
  const before = activeOf(picker)
  if (before) before.ariaSelected = null
  if (!option || option.ariaDisabled === 'true') return
  option.ariaSelected = 'true'
  inputOf(picker).setAttribute('aria-activedescendant', option.id)
  option.scrollIntoView({ block: 'nearest' })
}

function move(picker, step) {
  const options = [...listOf(picker).children]
  const index = options.indexOf(activeOf(picker))
  const next = index < 0 && step < 0 ? options.length - 1 : index + step
  activate(picker, options[Math.min(Math.max(next, 0), options.length - 1)])
}

function choose(picker, option) {
  if (!option || option.ariaDisabled === 'true') return
  const [select, added] = [selectOf(picker), addedOf(picker)]
  select.value = option.dataset.value
  if (added) added.value = option.dataset.adds ?? ''
  hide(picker)
  for (const name of ['input', 'change']) {
    select.dispatchEvent(new Event(name, { bubbles: true }))
  }
  announce(option.dataset.adds ?? inputOf(picker).value)
}

/** What matches, after the choice that is made: the select keeps it, listed or not. */
function replaceOptions(picker, found) {
  const select = selectOf(picker)
  const kept = select.selectedOptions[0]
  const others = found.filter((option) => option.value !== '' && option.value !== kept?.value)
  const empty = [...select.options].find((option) => option.value === '')
  const first = [empty, kept].filter((one, index, all) => one && all.indexOf(one) === index)
  select.replaceChildren(...first, ...others)
  if (kept) kept.selected = true
}

/** A picker of many on a page has no choices until it is opened. */
function openList(picker) {
  if (!picker.hasAttribute('data-lazy')) return show(picker)
  picker.removeAttribute('data-lazy')
  search(picker, '')
}

async function search(picker, text = inputOf(picker).value.trim()) {
  asked?.abort()
  asked = new AbortController()
  const { signal } = asked
  const { href, searchName } = picker.dataset
  const url = new URL(href, location.href)
  url.searchParams.set(searchName, text)
  try {
    const answer = await fetch(url, { signal })
    if (!answer.ok || answer.redirected) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const part = selectOf(picker).closest('[id]')?.id
    const found =
      page.getElementById(part)?.closest('[data-picker]')?.querySelector('[data-picker-select]') ??
      page.querySelector('[data-picker-select]')
    if (signal.aborted || !found) return
    replaceOptions(picker, [...found.options])
    show(picker)
    announce(picker.dataset.count.replace('{n}', selectOf(picker).options.length))
  } catch (cause) {
    if (cause.name !== 'AbortError') show(picker)
  }
}

document.addEventListener('input', (event) => {
  if (!event.target.matches?.('[data-picker-input]')) return
  const picker = pickerOf(event.target)
  if (pause) clearTimeout(pause)
  pause = setTimeout(() => search(picker), TYPING_PAUSE_MS)
})

document.addEventListener('keydown', (event) => {
  if (!event.target.matches?.('[data-picker-input]') || event.isComposing) return
  const picker = pickerOf(event.target)
  const isOpen = open === picker
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (!isOpen) openList(picker)
    move(picker, event.key === 'ArrowDown' ? 1 : -1)
  } else if (event.key === 'Enter' && isOpen) {
    choose(picker, activeOf(picker) ?? listOf(picker).children[0])
  } else if (event.key === 'Escape' && isOpen) {
    hide(picker)
  } else return
  event.preventDefault()
})

// The list must not take the focus from the field while it is pressed.
document.addEventListener('mousedown', (event) => {
  if (event.target.closest?.('.picker-list')) event.preventDefault()
})

document.addEventListener('click', ({ target }) => {
  const option = target.closest?.('.picker-option')
  if (option) return choose(pickerOf(option), option)
  if (!target.matches?.('[data-picker-input]')) return
  target.select()
  if (open !== pickerOf(target)) openList(pickerOf(target))
})

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  if (!open || !target.matches?.('[data-picker-input]')) return
  if (relatedTarget && open.contains(relatedTarget)) return
  const picker = open
  // Emptying the field is choosing nothing.
  const empty = target.value.trim() === '' && selectOf(picker).querySelector('option[value=""]')
  if (empty && chosenLabel(picker) !== '') return choose(picker, emptyOption(picker))
  hide(picker)
})

function emptyOption(picker) {
  return optionElement(picker, { value: '', label: '' }, 0)
}
