// The variant picker: shows the price of what is chosen, and moves to the nearest variant there is
// when a combination does not exist. Without it the price list says the same.
const picker = document.querySelector('[data-picker]')

const matches = (variant, chosen) =>
  Object.keys(chosen).filter((name) => variant.options[name] === chosen[name]).length

const choose = (variants, chosen, changed) => {
  const possible = variants.filter((variant) => variant.options[changed] === chosen[changed])
  const ranked = possible.toSorted((a, b) => matches(b, chosen) - matches(a, chosen))
  return ranked[0]
}

const show = (variant) => {
  for (const [name, value] of Object.entries(variant.options)) {
    for (const input of picker.elements[name]?.length
      ? picker.elements[name]
      : [picker.elements[name]]) {
      input.checked = input.value === value
    }
  }
  document.querySelector('[data-price]').textContent = variant.price
  const kind = variant.isDownload ? 'Instant download' : 'Made to order, ships in 3–5 days'
  document.querySelector('[data-chosen]').textContent = kind
}

if (picker) {
  const variants = JSON.parse(picker.querySelector('[data-variants]').textContent)
  picker.addEventListener('change', (event) => {
    const chosen = Object.fromEntries(new FormData(picker))
    const variant = choose(variants, chosen, event.target.name)
    if (variant) show(variant)
  })
  if (variants[0]) show(variants[0])
}
