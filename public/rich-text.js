// The editor of a description. The field next to it is what is sent: the editor writes markup into
// it. What is pasted or kept is made of the few tags that the server takes; it checks them again.
import { announce } from './app.js'

const BLOCKS = ['P', 'H2', 'H3', 'H4', 'UL', 'OL', 'LI', 'BLOCKQUOTE']
const TAGS = new Set([...BLOCKS, 'STRONG', 'EM', 'U', 'A', 'BR'])
const SAME_AS = { B: 'STRONG', I: 'EM', H1: 'H2', H5: 'H4', H6: 'H4', DIV: 'P' }
const WITHOUT_CONTENT = 'script, style, title, template, svg, math, iframe, object, noscript, head'
const MARKUP = /<(?:p|br|b|strong|i|em|u|a|ul|ol|li|blockquote|div|h[1-6])(?:\s[^<>]*)?\/?>/i

const fieldOf = (editor) => editor.querySelector('textarea')
const contentOf = (editor) => editor.querySelector('[data-content]')
const linkOf = (editor) => editor.querySelector('.rich-text-link')
const editorOf = (element) => element?.closest?.('[data-rich-text]')

function linkTo(typed) {
  const text = typed.trim()
  const isMail = /^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/.test(text)
  const hasScheme = /^[a-z][\w+.-]*:/i.test(text)
  const url = URL.parse(isMail ? `mailto:${text}` : hasScheme ? text : `https://${text}`)
  if (!url || (!isMail && url.protocol === 'https:' && !url.hostname.includes('.'))) return null
  return ['https:', 'mailto:'].includes(url.protocol) ? url.href : null
}

/** Copies the nodes of another document: only tags that are taken, without their attributes. */
function copyInto(target, nodes) {
  for (const node of nodes) {
    if (node.nodeType === Node.TEXT_NODE) target.append(node.data)
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(WITHOUT_CONTENT)) continue
    const name = SAME_AS[node.tagName] ?? node.tagName
    const link = name === 'A' ? linkTo(node.getAttribute('href') ?? '') : null
    const isTaken = TAGS.has(name) && (name !== 'A' || link)
    const copy = isTaken ? document.createElement(name) : target
    if (link) copy.href = link
    copyInto(copy, node.childNodes)
    if (isTaken) target.append(copy)
  }
}

function clean(html) {
  const fragment = document.createDocumentFragment()
  copyInto(fragment, new DOMParser().parseFromString(html, 'text/html').body.childNodes)
  return fragment
}

function paragraphs(text) {
  return text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const paragraph = document.createElement('p')
      for (const [index, line] of part.trim().split('\n').entries()) {
        if (index > 0) paragraph.append(document.createElement('br'))
        paragraph.append(line)
      }
      return paragraph
    })
}

function htmlOf(nodes) {
  const box = document.createElement('div')
  box.append(...nodes)
  return box.innerHTML
}

/** The editor shows what the field has. */
function readField(editor) {
  const { value } = fieldOf(editor)
  const content = contentOf(editor)
  if (MARKUP.test(value)) content.replaceChildren(clean(value))
  else content.replaceChildren(...paragraphs(value))
}

function writeField(editor) {
  const content = contentOf(editor)
  const field = fieldOf(editor)
  // Editors write a space that does not break wherever two meet; before these signs one is meant.
  const html =
    content.textContent.trim() === ''
      ? ''
      : htmlOf([clean(content.innerHTML)]).replace(/&nbsp;(?![:;!?»])/g, ' ')
  if (field.value === html) return
  field.value = html
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function showEditors() {
  document.execCommand('defaultParagraphSeparator', false, 'p')
  for (const editor of document.querySelectorAll('[data-rich-text]:not(.is-ready)')) {
    editor.classList.add('is-ready')
    readField(editor)
    const [field, content] = [fieldOf(editor), contentOf(editor)]
    content.role = 'textbox'
    content.ariaMultiLine = 'true'
    content.ariaInvalid = field.ariaInvalid
    content.setAttribute('aria-labelledby', content.dataset.label)
    content.setAttribute('aria-describedby', field.getAttribute('aria-describedby') ?? '')
    content.contentEditable = 'true'
    field.hidden = true
    content.hidden = false
    editor.querySelector('[role=toolbar]').hidden = false
    rove(editor, 0)
  }
}

/* The toolbar: one stop of the tab key, arrows move in it */

const toolsOf = (editor) => [...editor.querySelectorAll('[data-command]')]

function rove(editor, index) {
  const tools = toolsOf(editor)
  for (const [at, tool] of tools.entries()) tool.tabIndex = at === index ? 0 : -1
  return tools[index]
}

document.addEventListener('keydown', (event) => {
  const tool = event.target.closest?.('[data-command]')
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!tool || !step) return
  const editor = editorOf(tool)
  const tools = toolsOf(editor)
  event.preventDefault()
  rove(editor, (tools.indexOf(tool) + step + tools.length) % tools.length).focus()
})

/* Commands */

/** Where the text is selected, while a link is typed. */
let selected = null

function selectionIn(editor) {
  const selection = window.getSelection()
  if (selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  return contentOf(editor).contains(range.commonAncestorContainer) ? range : null
}

function select(editor, range) {
  contentOf(editor).focus()
  if (!range) return
  const selection = window.getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
}

function isIn(editor, names) {
  const at = selectionIn(editor)?.commonAncestorContainer
  const element = at?.nodeType === Node.ELEMENT_NODE ? at : at?.parentElement
  const found = element?.closest(names)
  return found && contentOf(editor).contains(found) ? found : null
}

function showPressed(editor) {
  for (const tool of toolsOf(editor)) {
    const { command } = tool.dataset
    const isOn =
      command === 'link'
        ? Boolean(isIn(editor, 'a'))
        : ['h3', 'blockquote'].includes(command)
          ? Boolean(isIn(editor, command === 'h3' ? 'h2, h3, h4' : command))
          : document.queryCommandState(command)
    tool.ariaPressed = String(isOn)
  }
}

function askLink(editor) {
  selected = selectionIn(editor)
  const box = linkOf(editor)
  const input = box.querySelector('input')
  input.value = isIn(editor, 'a')?.getAttribute('href') ?? ''
  input.removeAttribute('aria-invalid')
  box.hidden = false
  input.focus()
}

function closeLink(editor) {
  linkOf(editor).hidden = true
  select(editor, selected)
  selected = null
}

function setLink(editor) {
  const input = linkOf(editor).querySelector('input')
  const href = linkTo(input.value)
  if (!href) {
    input.ariaInvalid = 'true'
    announce(input.dataset.bad)
    input.setCustomValidity(input.dataset.bad)
    input.reportValidity()
    return
  }
  closeLink(editor)
  const range = selectionIn(editor)
  const before = isIn(editor, 'a')
  if (before) before.href = href
  else if (range?.collapsed ?? true) {
    const link = document.createElement('a')
    link.href = href
    link.textContent = href.replace(/^mailto:/, '')
    document.execCommand('insertHTML', false, link.outerHTML)
  } else document.execCommand('createLink', false, href)
  writeField(editor)
}

function removeLink(editor) {
  closeLink(editor)
  const link = isIn(editor, 'a')
  if (link) link.replaceWith(...link.childNodes)
  else document.execCommand('unlink')
  writeField(editor)
}

function run(editor, command) {
  if (command === 'link') {
    askLink(editor)
    return
  }
  contentOf(editor).focus()
  if (command === 'blockquote' && isIn(editor, command)) document.execCommand('outdent')
  else if (['h3', 'blockquote'].includes(command)) {
    const isOn = isIn(editor, command === 'h3' ? 'h2, h3, h4' : command)
    document.execCommand('formatBlock', false, isOn ? 'p' : command)
  } else document.execCommand(command)
  showPressed(editor)
  writeField(editor)
}

// The selection stays in the text while a button is pressed.
document.addEventListener('mousedown', (event) => {
  if (event.target.closest?.('[data-command]')) event.preventDefault()
})

document.addEventListener('click', ({ target }) => {
  const editor = editorOf(target)
  if (!editor) return
  const tool = target.closest('[data-command]')
  if (tool) run(editor, tool.dataset.command)
  if (target.closest('[data-set-link]')) setLink(editor)
  if (target.closest('[data-remove-link]')) removeLink(editor)
})

document.addEventListener('keydown', (event) => {
  const editor = editorOf(event.target)
  if (!editor || !event.target.closest('.rich-text-link')) return
  if (event.key === 'Enter' && event.target.matches('input')) {
    event.preventDefault()
    setLink(editor)
  }
  if (event.key === 'Escape') {
    event.preventDefault()
    closeLink(editor)
  }
})

document.addEventListener('input', ({ target }) => {
  const editor = editorOf(target)
  if (target.matches?.('.rich-text-link input')) target.setCustomValidity('')
  if (!editor || !target.matches('[data-content]')) return
  // The first line that is typed into an empty editor has no paragraph yet.
  if (target.firstChild?.nodeType === Node.TEXT_NODE)
    document.execCommand('formatBlock', false, 'p')
  writeField(editor)
})

document.addEventListener('selectionchange', () => {
  const editor = editorOf(document.activeElement)
  if (editor && document.activeElement.matches('[data-content]')) showPressed(editor)
})

document.addEventListener('paste', (event) => {
  const content = event.target.closest?.('[data-rich-text] [data-content]')
  if (!content) return
  event.preventDefault()
  const html = event.clipboardData.getData('text/html')
  const nodes = html ? [clean(html)] : paragraphs(event.clipboardData.getData('text/plain'))
  const [only] = nodes
  const isLine = !html && nodes.length === 1 && only.children.length === 0
  if (isLine) document.execCommand('insertText', false, only.textContent)
  else document.execCommand('insertHTML', false, htmlOf(nodes))
})

document.addEventListener('kept:restored', ({ target }) => {
  for (const editor of target.querySelectorAll('[data-rich-text].is-ready')) readField(editor)
})

// A label leads to its field, which is hidden.
document.addEventListener('click', ({ target }) => {
  const label = target.closest?.('label')
  const editor = editorOf(label?.control)
  if (editor?.matches('.is-ready')) contentOf(editor).focus()
})
