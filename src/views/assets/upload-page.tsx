import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { assetsUrl } from './assets-url.ts'
import { DropOverlay } from './drop-overlay.tsx'
import { PlainUploadForm } from './plain-upload-form.tsx'
import { SharedFields, type SharedFieldsProps, TAKEN } from './shared-fields.tsx'
import {
  RefusedRow,
  StoredRow,
  type StoredRowProps,
  UploadedRow,
  type UploadedRowProps,
} from './upload-row.tsx'
import { artworksWords, uploadScriptWords, uploadWords as words } from './words.ts'

/** What became of the files of a form that was sent without a script. */
export type UploadResult = StoredRowProps | { kind: 'refused'; name: string; reason: string }

export type UploadPageProps = Omit<SharedFieldsProps, 'scope'> & {
  frame: PageFrame
  /** What the ids of the artworks follow from. */
  workId: string
  /** Uploaded and not saved yet, because something was wrong with what was chosen for them. */
  rows: readonly Omit<UploadedRowProps, 'collections' | 'quotes'>[]
  results: readonly UploadResult[]
}

export function UploadPage(props: UploadPageProps) {
  const { frame, filters, errors = {}, results } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout {...frame} title={words.title} current="/assets/upload">
      <PageHeader
        title={words.title}
        lead={words.lead}
        back={{ href: assetsUrl(filters), label: words.back }}
      />
      <ErrorSummary errors={summary} />
      {results.length > 0 ? <Results results={results} /> : null}
      <PlainUploadForm {...props} />
      <UploadForm {...props} />
      <RowTemplate />
      <DropOverlay label={artworksWords.dropHere} />
    </Layout>
  )
}

function Results({ results }: Pick<UploadPageProps, 'results'>) {
  const count = (kind: UploadResult['kind']) => results.filter((one) => one.kind === kind).length
  const isAll = count('refused') === 0
  return (
    <Notice tone={isAll ? 'sage' : 'amber'} title={words.resultsTitle}>
      <p>{words.summary(count('stored'), count('known'), count('refused'))}</p>
      <ol class="uploads">
        {results.map((one) =>
          one.kind === 'refused' ? <RefusedRow {...one} /> : <StoredRow {...one} />,
        )}
      </ol>
    </Notice>
  )
}

/** With a script: files are uploaded as they are dropped, and saved with one press. */
function UploadForm(props: UploadPageProps) {
  const { workId, filters, rows, collections, quotes } = props
  return (
    <form
      class="form"
      method="post"
      action={assetsUrl(filters, {}, '/assets/upload/save')}
      aria-label={words.form}
      data-upload="/assets/upload"
      data-upload-words={JSON.stringify(uploadScriptWords)}
      data-warn-unsaved
      data-scripted
    >
      <FormIdentity workId={workId} />
      <DropZone />
      <Card title={words.forAll} lead={words.forAllHint} id="for-all">
        <SharedFields {...props} />
      </Card>
      <p class="upload-summary" data-upload-summary hidden />
      <Section title={words.list} id="uploads" hidden={rows.length === 0}>
        <ol class="uploads" data-uploads>
          {rows.map((row) => (
            <UploadedRow {...row} collections={collections} quotes={chosenFor(row, quotes)} />
          ))}
        </ol>
      </Section>
      <SaveBar count={rows.length} />
    </form>
  )
}

function chosenFor({ values }: UploadPageProps['rows'][number], quotes: readonly QuoteChoice[]) {
  return quotes.filter(({ id }) => id === values?.quote)
}

function DropZone() {
  return (
    <div class="drop-zone">
      <p class="drop-zone-label">{words.drop}</p>
      <div class="cluster">
        <Button type="button" variant="primary" data-choose="files">
          {words.choose}
        </Button>
        <Button type="button" data-choose="folder">
          {words.chooseFolder}
        </Button>
      </div>
      <input
        type="file"
        hidden
        multiple
        accept={TAKEN}
        aria-label={words.files}
        data-pick="files"
      />
      <input
        type="file"
        hidden
        webkitdirectory
        aria-label={words.chooseFolder}
        data-pick="folder"
      />
    </div>
  )
}

/** The buttons that save what was uploaded: out of sight while there is nothing. */
function SaveBar({ count }: { count: number }) {
  return (
    <div class="upload-save" data-upload-save hidden={count === 0}>
      <Button variant="primary" data-save>
        {count === 1
          ? uploadScriptWords.saveOne
          : uploadScriptWords.save.replace('{n}', String(count))}
      </Button>
      <Button name="after" value="generate">
        {words.saveAndGenerate}
      </Button>
    </div>
  )
}

/** What the script copies for each file until the hub has answered. */
function RowTemplate() {
  return (
    <template data-upload-row>
      <li class="upload upload-waiting">
        <span class="upload-sign" data-preview />
        <div class="upload-body">
          <p class="upload-name" data-name />
          <progress class="bar bar-teal" max="100" value="0" aria-label={words.form} />
          <p class="upload-reason" data-state />
        </div>
        <div class="cluster">
          <Button type="button" size="small" data-retry hidden>
            {words.retry}
          </Button>
          <Button type="button" size="small" variant="quiet" data-drop-row>
            {words.remove}
          </Button>
        </div>
      </li>
    </template>
  )
}
