// Uploading what customers download, with how far it is: without this file the form does the same.
// Loaded only where `[data-file-upload]` is.
import { announce } from './app.js'

const MAX_FILE_BYTES = 95 * 1024 * 1024

let request = null

document.addEventListener(
  'submit',
  (event) => {
    const part = event.target.closest?.('[data-file-upload]')
    const file = part && event.target.elements.file.files[0]
    if (!file) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!request) send(part, event.target, file)
  },
  { capture: true },
)

function send(part, form, file) {
  const words = JSON.parse(part.dataset.fileUpload)
  if (file.size > MAX_FILE_BYTES) return show(part, words.tooLarge)
  const button = form.querySelector('button')
  const stop = (text) => {
    request = null
    button.disabled = false
    show(part, text)
  }
  request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = Math.floor((loaded / total) * 100)
    show(
      part,
      percent < 100 ? words.uploading.replace('{percent}', percent) : words.storing,
      percent,
    )
  })
  request.addEventListener('error', () => stop(words.failed))
  request.addEventListener('load', () => {
    const { responseText, responseURL } = request
    request = null
    showAnswer(responseText, responseURL) || stop(words.failed)
  })
  button.disabled = true
  show(part, words.uploading.replace('{percent}', 0), 0)
  request.send(new FormData(form))
}

/** A bar while `percent` is known, and what there is to say. */
function show(part, text, percent) {
  const progress = part.querySelector('[data-file-progress]')
  const bar = progress.querySelector('progress')
  progress.hidden = false
  bar.hidden = percent === undefined
  bar.value = percent ?? 0
  bar.ariaLabel = text
  const line = progress.querySelector('[role=status]')
  if (line.textContent !== text) line.textContent = text
}

/** The page that the form would have led to takes the place of this one. */
function showAnswer(html, url) {
  const main = new DOMParser().parseFromString(html, 'text/html').getElementById('main')
  if (!main) return false
  if (new URL(url).pathname !== location.pathname) {
    location.assign(url)
    return true
  }
  const shown = document.importNode(main, true)
  document.getElementById('main').replaceWith(shown)
  window.htmx?.process(shown)
  shown.querySelector('[aria-invalid]')?.focus()
  announce(shown.querySelector('.toast, .field-error')?.textContent.trim())
  return true
}

window.addEventListener('beforeunload', (event) => {
  if (request) event.preventDefault()
})
