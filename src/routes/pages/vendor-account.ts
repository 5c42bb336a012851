import type { Context } from '../../context.ts'
import { listIntegrations } from '../../domain/integrations/list-integrations.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { accountWords as words } from '../../views/scenes/words.ts'

/** How "Sync now" ended; why it failed stays on the page. */
export const SYNCED = {
  read: { tone: 'sage', text: words.synced },
  failed: { tone: 'amber', text: words.syncFailed },
  changed: { tone: 'neutral', text: words.syncing },
  busy: { tone: 'neutral', text: words.syncing },
} as const satisfies Record<string, ToastProps>

/** Whether there is a Dynamic Mockups account, the user's own or the hub's. */
export async function hasAccount(ctx: Context): Promise<boolean> {
  const all = await listIntegrations(ctx)
  const found = all.find(({ provider }) => provider === 'dynamic_mockups')
  return found !== undefined && found.status !== 'disconnected'
}
