import { variantTitle } from '../../domain/products/variant-title.ts'
import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import { kindsOf } from '../../domain/recipes/parts-of-line.ts'
import { toDecimalString } from '../../money.ts'
import { Checkbox } from '../components/choice.tsx'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { MoneyField } from '../components/money-field.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { variantValue } from '../products/finishes.ts'
import type { ShownLine } from './apply-line.tsx'
import { applyWords as words } from './words.ts'

/** Everything else of one product: texts, and each variant with its price. */
export function LineEditor({ shown, recipe }: { shown: ShownLine; recipe: Recipe }) {
  const { line, typed, mistakes } = shown
  const { id } = line.asset
  const tags = line.input.tags?.join(', ') ?? ''
  const description = line.input.description ?? ''
  return (
    <div class="stack line-editor">
      <input type="hidden" name="opened" value={id} />
      {typed?.description === undefined ? (
        <input type="hidden" name={`made_description:${id}`} value={description} />
      ) : null}
      {typed?.tags === undefined ? (
        <input type="hidden" name={`made_tags:${id}`} value={tags} />
      ) : null}
      <TextArea
        name={`description:${id}`}
        label={words.description}
        value={typed?.description ?? description}
        error={mistakes.description}
      />
      <TextField
        name={`tags:${id}`}
        label={words.tags}
        value={typed?.tags ?? tags}
        error={mistakes.tags}
      />
      <Variants shown={shown} recipe={recipe} />
    </div>
  )
}

function Variants({ shown, recipe }: { shown: ShownLine; recipe: Recipe }) {
  const { line, typed, mistakes } = shown
  const { id } = line.asset
  const planned = new Map(line.variants.map((variant) => [variantValue(variant), variant]))
  const asked = new Set(line.input.variants.map((variant) => variantValue(kindOf(variant))))
  const kinds = kindsOf(recipe).filter((kind) => {
    const value = variantValue(kind)
    return asked.has(value) || typed?.out.includes(value)
  })
  return (
    <FieldSet id={fieldId(`variants:${id}`)} label={words.editVariants}>
      <ul class="line-variants">
        {kinds.map((kind) => {
          const value = variantValue(kind)
          const price = planned.get(value)?.price
          const title = variantTitle(kind)
          return (
            <li class="line-variant">
              <MoneyField
                name={`price:${id}:${value}`}
                label={words.priceOf(title)}
                currency={line.currency}
                value={typed?.prices.get(value)}
                placeholder={price === undefined ? '' : toDecimalString(price, line.currency)}
                error={mistakes[`price:${value}`]}
              />
              <Checkbox
                name={`out:${id}`}
                scope={value}
                value={value}
                label={words.leaveOut}
                checked={typed?.out.includes(value) ?? false}
              />
            </li>
          )
        })}
      </ul>
      <KeptVariants typed={typed} id={id} shown={new Set(kinds.map(variantValue))} />
    </FieldSet>
  )
}

type KeptVariantsProps = {
  typed: ShownLine['typed']
  id: string
  /** Those that have fields. */
  shown?: ReadonlySet<string>
}

/** What was typed about variants that are not shown: of a closed line, or of another recipe. */
export function KeptVariants({ typed, id, shown = new Set() }: KeptVariantsProps) {
  const hidden = [
    ...(typed?.out ?? []).map((value) => ({ value, name: `out:${id}`, typed: value })),
    ...[...(typed?.prices ?? [])].map(([value, price]) => {
      return { value, name: `price:${id}:${value}`, typed: price }
    }),
  ]
  return (
    <>
      {hidden.map((one) =>
        shown.has(one.value) ? null : <input type="hidden" name={one.name} value={one.typed} />,
      )}
    </>
  )
}

type Asked = ShownLine['line']['input']['variants'][number]

function kindOf({ size, frame_style = null, is_digital = false }: Asked) {
  return { size, frame_style, is_digital }
}
