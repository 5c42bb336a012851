import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { FileField } from '../components/file-field.tsx'
import { FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { TextField } from '../components/text-field.tsx'
import { assetsUrl } from './assets-url.ts'
import { SharedFields, type SharedFieldsProps, TAKEN } from './shared-fields.tsx'
import { uploadWords as words } from './words.ts'

const SCOPE = 'plain'

/** Without a script: several files in one form, saved as they are sent. */
export function PlainUploadForm(props: SharedFieldsProps & { workId: string }) {
  const { workId, filters, values, errors = {} } = props
  return (
    <form
      class="form"
      method="post"
      action={assetsUrl(filters)}
      enctype="multipart/form-data"
      aria-label={words.plainForm}
      data-unscripted
    >
      <FormIdentity workId={workId} />
      <Card id="plain">
        <div class="stack">
          <FileField
            name="file"
            label={words.files}
            hint={words.plainHint}
            accept={TAKEN}
            required
            multiple
            scope={SCOPE}
            error={errors.file}
          />
          <TextField
            name="title"
            label={words.plainTitle}
            optional
            maxlength={200}
            hint={words.plainTitleHint}
            scope={SCOPE}
            value={values.title}
            error={errors.title}
          />
          <SharedFields {...props} scope={SCOPE} />
          <FormActions>
            <Button variant="primary">{words.upload}</Button>
          </FormActions>
        </div>
      </Card>
    </form>
  )
}
