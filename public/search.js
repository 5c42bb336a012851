// The box that searches everything: app.js opens it, and loads this with it. What is typed is sent
// by htmx; here are the keys, and closing.

const dialog = () => document.getElementById('search-box')
const field = () => dialog().querySelector('input[type=search]')
const results = () => [...dialog().querySelectorAll('[data-result]')]

/** Whether what is shown was found for what is typed now. */
function isAnswered() {
  const typed = field().value.trim()
  return typed !== '' && dialog().querySelector('[data-sought]')?.dataset.sought === typed
}

function move(step) {
  const all = results()
  const to = all.indexOf(document.activeElement) + step
  const next = to < 0 ? field() : all[Math.min(to, all.length - 1)]
  next?.focus()
}

function press(event) {
  const { key } = event
  const isInField = event.target === field()
  // A search field takes this key for itself, to be emptied.
  if (key === 'Escape') dialog().close()
  else if (key === 'ArrowDown') move(1)
  else if (key === 'ArrowUp') move(-1)
  else if (key === 'Enter' && isInField && isAnswered() && results()[0]) results()[0].click()
  else {
    // Typing goes on in the field, wherever the arrows have led.
    const isTyped = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isInField && (isTyped || key === 'Backspace')) field().focus()
    return
  }
  event.preventDefault()
}

document.addEventListener('keydown', (event) => {
  if (dialog()?.open && dialog().contains(event.target)) press(event)
})

// Beside the box is a press on the dialog itself: everything else is inside of it.
document.addEventListener('click', ({ target }) => {
  if (target.closest?.('[data-search-close]') || target === dialog()) dialog().close()
})
