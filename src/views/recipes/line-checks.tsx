import { formatSize } from '../../domain/pricing/size.ts'
import { variantTitle } from '../../domain/products/variant-title.ts'
import type { PlannedLine } from '../../domain/recipes/plan-lines.ts'
import type { Acceptance, FieldError } from '../../errors.ts'
import { Badge } from '../components/badge.tsx'
import { Checkbox } from '../components/choice.tsx'
import { isRefused, type ShownLine } from './apply-line.tsx'
import { applyWords as words } from './words.ts'

/** What a product has to do without, why it is refused, and what accepts that. */
export function LineChecks({ shown }: { shown: ShownLine }) {
  const { line } = shown
  if (line.isLeftOut) return <Badge>{words.leftOut}</Badge>
  const all = [...line.refusals, ...line.accepted]
  const kinds = [...new Set(all.flatMap(({ accept }) => accept ?? []))]
  const final = line.refusals.filter(({ accept }) => !accept)
  if (all.length === 0 && line.missing.length === 0 && !isRefused(shown)) {
    return <Badge tone="sage">{words.fine}</Badge>
  }
  return (
    <div class="stack stack-small apply-checks">
      {messagesOf(final).map((message) => (
        <p class="field-error">{message}</p>
      ))}
      {kinds.map((accept) => (
        <Accepting
          line={line}
          accept={accept}
          errors={all.filter((one) => one.accept === accept)}
        />
      ))}
      {line.missing.map(({ message }) => (
        <p class="muted">{message}</p>
      ))}
    </div>
  )
}

type AcceptingProps = { line: PlannedLine; accept: Acceptance; errors: readonly FieldError[] }

function Accepting({ line, accept, errors }: AcceptingProps) {
  const isRefused = line.refusals.some((one) => one.accept === accept)
  return (
    <div class="stack stack-small">
      {messagesOf(errors).map((message) => (
        <p class={isRefused ? 'field-error' : 'muted'}>{message}</p>
      ))}
      <Checkbox
        name={`${accept}:${line.asset.id}`}
        label={labelOf(line, accept, errors)}
        checked={!isRefused}
      />
    </div>
  )
}

/** Each once: frames of a size print alike. */
function messagesOf(errors: readonly FieldError[]): string[] {
  return [...new Set(errors.map(({ message }) => message))]
}

function labelOf(line: PlannedLine, accept: Acceptance, errors: readonly FieldError[]): string {
  if (accept === 'acceptUndelivered') return words.acceptUndelivered
  const variants = errors.flatMap(({ pointer }) => {
    return line.input.variants[Number(pointer.split('/')[2])] ?? []
  })
  const names = variants.map(({ size, frame_style = null, is_digital = false }) =>
    accept === 'acceptLowDpi' ? formatSize(size) : variantTitle({ size, frame_style, is_digital }),
  )
  return words[accept]([...new Set(names)].join(', '))
}
