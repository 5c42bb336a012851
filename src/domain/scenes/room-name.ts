/** A scene's key as the name of a room: "Therapy Office" for therapy_office. */
export function roomName(key: string): string {
  return key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
