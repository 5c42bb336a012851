const MAX_LABEL_CHARACTERS = 70

/** The first words of a text, with an ellipsis where something was left out. */
export function shortened(text: string, maxCharacters = MAX_LABEL_CHARACTERS): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  if (characters.length <= maxCharacters) return characters.join('')
  return `${characters
    .slice(0, maxCharacters - 1)
    .join('')
    .trimEnd()}…`
}
