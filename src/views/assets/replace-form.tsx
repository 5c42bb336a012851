import { Button } from '../components/button.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Section } from '../components/section.tsx'
import { type AssetFilters, assetsAddress } from './assets-address.ts'

const TAKEN = 'image/png,image/jpeg,image/webp'

export type ReplaceFormProps = {
  assetId: string
  filters: AssetFilters
  error?: string
}

/** Another file in the place of an artwork's. */
export function ReplaceForm({ assetId, filters, error }: ReplaceFormProps) {
  return (
    <Section
      title="Replace file"
      lead="A corrected print takes this one's place; title and quote stay. Its mockups become stale: they show the old file until you render them anew. Products keep the pictures they have."
    >
      <Form
        action={assetsAddress(filters, {}, `/assets/${assetId}/file`)}
        multipart
        label="Replace file"
      >
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
