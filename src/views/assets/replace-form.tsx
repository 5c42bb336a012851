import type { Asset } from '../../domain/assets/get-asset.ts'
import { Button } from '../components/button.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { artworkWords as words } from './words.ts'

const TAKEN = 'image/png,image/jpeg,image/webp'

export type ReplaceFormProps = {
  asset: Pick<Asset, 'id' | 'version'>
  /** The id of the file that replaces its file. */
  workId: string
  filters: AssetFilters
  error?: string
}

/** Another file instead of an artwork's. */
export function ReplaceForm({ asset, workId, filters, error }: ReplaceFormProps) {
  return (
    <Form
      action={assetsUrl(filters, {}, `/assets/${asset.id}/file`)}
      multipart
      label={words.replace}
    >
      <p class="muted">{words.replaceLead}</p>
      <FormIdentity workId={workId} version={asset.version} />
      <FileField
        name="file"
        label={words.replaceField}
        hint={words.replaceHint}
        accept={TAKEN}
        required
        scope="replace"
        error={error}
      />
      <FormActions>
        <Button>{words.replace}</Button>
      </FormActions>
    </Form>
  )
}
