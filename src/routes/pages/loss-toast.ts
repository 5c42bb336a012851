import type { Context } from '../../context.ts'
import { countLosses } from '../../domain/products/list-losses.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { lossWords as words } from '../../views/pricing/words.ts'

/** Costs were saved: what was done, and what sells below cost by them, where anything does. */
export async function savedToast(ctx: Context, text: string): Promise<ToastProps> {
  const losses = await countLosses(ctx)
  if (losses.variants === 0) return { tone: 'sage', text }
  const link = { href: '/pricing/losses', label: words.see }
  return { tone: 'amber', text: `${text} ${words.now(losses)}`, link }
}
