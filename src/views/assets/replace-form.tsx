import type { Asset } from '../../domain/assets/get-asset.ts'
import { Button } from '../components/button.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Section } from '../components/section.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'

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
    <Section
      title="Replace file"
      lead="A corrected print replaces this one; title and quote stay. Its mockups become stale: they show the old file until you render them again. Products keep the pictures they have."
    >
      <Form
        action={assetsUrl(filters, {}, `/assets/${asset.id}/file`)}
        multipart
        label="Replace file"
      >
        <FormIdentity workId={workId} version={asset.version} />
        <FileField
          name="file"
          label="New picture"
          hint="PNG, JPEG or WebP, up to 20 MB."
          accept={TAKEN}
          required
          scope="replace"
          error={error}
        />
        <FormActions>
          <Button>Replace file</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
