import type { FullProduct } from '../../domain/products/load-parts.ts'
import { lockableField } from '../../domain/products/schemas.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { lockWords as words } from './drift-words.ts'
import { fieldLabel, listFields } from './field-words.ts'
import { productPath } from './product-path.ts'

/** Which fields publishing leaves alone at the shop, and a form to choose them. */
export function LocksCard({ product }: { product: FullProduct }) {
  const { id, version, locked_fields: locked } = product
  return (
    <Card title={words.title}>
      <p>{locked.length > 0 ? words.locked(listFields(locked)) : words.none}</p>
      <details class="locks">
        <summary>{words.edit}</summary>
        <form class="form" method="post" action={productPath(id, 'locks')}>
          <input type="hidden" name="version" value={String(version)} />
          <CheckboxGroup
            name="field"
            label={words.choose}
            values={locked}
            choices={lockableField.options.map((field) => choiceOf(field, locked))}
          />
          <div>
            <Button size="small">{words.save}</Button>
          </div>
        </form>
      </details>
    </Card>
  )
}

function choiceOf(
  field: (typeof lockableField.options)[number],
  locked: readonly (typeof lockableField.options)[number][],
) {
  const hint = field === 'handle' && locked.includes(field) ? words.handleUnlock : undefined
  return { value: field, label: fieldLabel(field), hint }
}
