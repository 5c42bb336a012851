import type { Context } from '../../context.ts'
import { listIntegrations } from '../../domain/integrations/list-integrations.ts'
import type { PageNotice } from '../../views/layout.tsx'

/** How "Check now" ended; why it failed stays on the page. */
export const CHECKED: Record<string, PageNotice> = {
  read: { tone: 'sage', text: 'Checked: the templates of your account were read just now.' },
  failed: { tone: 'amber', text: 'The templates of your account could not be read.' },
  busy: { tone: 'neutral', text: 'Your account is being read at this moment. Look again shortly.' },
}

/** Whether there is a Dynamic Mockups account, the user's own or the hub's. */
export async function hasAccount(ctx: Context): Promise<boolean> {
  const all = await listIntegrations(ctx)
  const found = all.find(({ provider }) => provider === 'dynamic_mockups')
  return found !== undefined && found.status !== 'disconnected'
}
