import type { PlannedLine } from '../../domain/recipes/plan-lines.ts'
import { type LineAnswer, lineAnswer } from '../../domain/recipes/schemas.ts'
import { toMajor } from '../../money.ts'

/** One product that a recipe would make, as the JSON API shows it. */
export function presentLine(line: PlannedLine): LineAnswer {
  const { asset, input, currency, variants, images, margin } = line
  const prices = variants.map(({ price }) => toMajor(price, currency))
  return lineAnswer.parse({
    asset_id: asset.id,
    leave_out: line.isLeftOut,
    title: input.title,
    description: input.description ?? '',
    tags: input.tags ?? [],
    currency,
    variants: variants.map(({ title, size, frame_style, is_digital }, index) => ({
      title,
      size,
      frame_style,
      is_digital,
      price: prices[index],
    })),
    price_from: prices.length > 0 ? Math.min(...prices) : null,
    price_to: prices.length > 0 ? Math.max(...prices) : null,
    margin: margin && { amount: toMajor(margin.minor, currency), percent: margin.percent },
    pictures: images.flatMap(({ source_id }) => source_id ?? []),
    missing: line.missing,
    refusals: line.refusals,
    accepted: line.accepted,
  })
}
