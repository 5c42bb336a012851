import { Button, ButtonLink } from '../components/button.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import type { ProductFormProps } from './product-form.tsx'
import { newProductPath, productPath } from './product-path.ts'
import { formWords } from './words.ts'

/** Where a new product would go on sale, and whether a person approves it first. */
export type Publishing = { shop: string; needsApproval: boolean }

/** Enter in a field presses the first button of a form: the one that publishes nothing. */
export function DefaultButton({ isExisting, created }: ProductFormProps) {
  return (
    <button type="submit" hidden>
      {labelOf(isExisting, created !== undefined)}
    </button>
  )
}

/** What ends the form, always in view. */
export function ProductFormActions(props: ProductFormProps) {
  const { isExisting, created, cancelHref, queue, publishing, values } = props
  const publishes = !isExisting && !created && publishing !== undefined
  return (
    <div class="sticky-actions">
      {publishes ? (
        <Button variant="primary" name="publish" value="true">
          {publishing.needsApproval
            ? formWords.createForApproval(publishing.shop)
            : formWords.createAndPublish(publishing.shop)}
        </Button>
      ) : null}
      <Button variant={publishes ? 'secondary' : 'primary'}>
        {labelOf(isExisting, created !== undefined)}
      </Button>
      {created ? (
        <Button formaction={productPath(created.id)}>{formWords.saveTo(created.title)}</Button>
      ) : null}
      {queue ? (
        <ButtonLink href={newProductPath(queue)} variant="quiet">
          {formWords.skip}
          <VisuallyHidden>{formWords.skipped(values.title)}</VisuallyHidden>
        </ButtonLink>
      ) : null}
      <ButtonLink href={cancelHref} variant="quiet">
        {formWords.cancel}
      </ButtonLink>
      <Note {...props} />
    </div>
  )
}

function Note({ isExisting, publishing }: ProductFormProps) {
  if (isExisting) return null
  if (!publishing) {
    return (
      <p class="small muted">
        <a href="/integrations">{formWords.connect}</a> {formWords.noShop}
      </p>
    )
  }
  return publishing.needsApproval ? <p class="small muted">{formWords.forApproval}</p> : null
}

function labelOf(isExisting: boolean, isCreated: boolean): string {
  if (isExisting) return formWords.save
  return isCreated ? formWords.createAnother : formWords.create
}
