export const MAX_ALT_CHARACTERS = 512
/** Shorter than the limit by far: what is read out is listened to. */
const MAX_QUOTED_CHARACTERS = 240

export type AltSource = {
  /** What is said where there is no quote. */
  title: string
  quote: { text: string; author: string | null } | null
  /** The scene that it shows; null for artwork itself. */
  scene: { key: string; name: string } | null
}

/** What a picture shows, for those who do not see it: “Be still.” by Rumi, framed print in a bedroom. */
export function suggestAlt({ title, quote, scene }: AltSource): string {
  const words = quote?.text.replace(/\s+/g, ' ').trim()
  const subject = words ? quoted(words, quote?.author) : shorten(title.trim())
  return [subject, scene ? roomPhrase(scene) : 'art print']
    .join(', ')
    .slice(0, MAX_ALT_CHARACTERS)
    .trim()
}

function quoted(text: string, author: string | null | undefined): string {
  const by = author?.trim()
  return `“${shorten(text)}”${by ? ` by ${shorten(by)}` : ''}`
}

function shorten(text: string): string {
  const characters = [...text]
  if (characters.length <= MAX_QUOTED_CHARACTERS) return text
  const cut = characters.slice(0, MAX_QUOTED_CHARACTERS - 1).join('')
  return `${cut.trimEnd()}…`
}

/** The rooms of the system's scenes; what a person named is said as it was named. */
const ROOMS: Readonly<Record<string, string>> = {
  bedroom: 'a bedroom',
  therapy_office: 'a therapy office',
  living_room: 'a living room',
  reading_nook: 'a reading nook',
  home_office: 'a home office',
}

function roomPhrase({ key, name }: { key: string; name: string }): string {
  const room = ROOMS[key]
  return room ? `framed print in ${room}` : `framed print, ${name.trim()}`
}
