import type { Kit } from '../../domain/kits/get-kit.ts'

type KitRole = Kit['scenes'][number]['role']

export const roleLabels: Record<KitRole, string> = {
  hero: 'Hero',
  room: 'Room',
  detail: 'Detail',
  scale: 'Scale',
}

/** What a role is called in a sentence; what was sent and is none is shown as it is. */
export function roleOf(role: string): string {
  return (
    Object.entries(roleLabels)
      .find(([key]) => key === role)?.[1]
      .toLowerCase() ?? role
  )
}
