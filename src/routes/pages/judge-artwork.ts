import type { Context } from '../../context.ts'
import { type PrintSize, printSizes } from '../../domain/assets/print-sizes.ts'
import { judgeRooms, type RoomFit } from '../../domain/drafts/judge-rooms.ts'
import { loadPricing } from '../../domain/pricing/load-pricing.ts'
import { listActiveScenes } from '../../domain/scenes/list-active-scenes.ts'

export type Judged = { sizes: PrintSize[]; rooms: RoomFit }
type Pixels = { width: number; height: number }

/** Reads the user's sizes and rooms, and says how any artwork prints and looks in them. */
export async function readJudge(ctx: Context): Promise<(artwork: Pixels) => Judged> {
  const [pricing, { scenes }] = await Promise.all([loadPricing(ctx), listActiveScenes(ctx)])
  const sizes = pricing.map(({ size }) => size)
  return (artwork) => ({ sizes: printSizes(artwork, sizes), rooms: judgeRooms(scenes, artwork) })
}
