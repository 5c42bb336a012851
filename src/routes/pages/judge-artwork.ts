import type { Context } from '../../context.ts'
import type { PrintSize } from '../../domain/assets/print-sizes.ts'
import { readPrintLimits } from '../../domain/assets/read-print-limits.ts'
import { judgeRooms, type RoomFit } from '../../domain/drafts/judge-rooms.ts'
import { listActiveScenes } from '../../domain/scenes/list-active-scenes.ts'

export type Judged = { sizes: PrintSize[]; rooms: RoomFit; minDpi: number }
type Pixels = { width: number; height: number }

/** Reads the user's sizes and rooms, and says how any artwork prints and looks in them. */
export async function readJudge(ctx: Context): Promise<(artwork: Pixels) => Judged> {
  const [{ sizesOf, minDpi }, { scenes }] = await Promise.all([
    readPrintLimits(ctx),
    listActiveScenes(ctx),
  ])
  return (artwork) => ({ sizes: sizesOf(artwork), rooms: judgeRooms(scenes, artwork), minDpi })
}
