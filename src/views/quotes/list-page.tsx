import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { FileField } from '../components/file-field.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { listWords as words } from './list-words.ts'
import { quotesWords } from './words.ts'

export type QuoteListPageProps = {
  frame: PageFrame
  collections: Collections
  values: { list?: string; collection?: string }
  errors?: Readonly<Record<string, string>>
}

/** Where a list of quotes is pasted, or a table of them uploaded. */
export function QuoteListPage({ frame, collections, values, errors = {} }: QuoteListPageProps) {
  return (
    <Layout {...frame} title={words.title} current="/quotes/list">
      <PageHeader
        title={words.title}
        lead={words.lead}
        back={{ href: '/quotes', label: quotesWords.title }}
      />
      <Card>
        <Form action="/quotes/list" multipart warnUnsaved label={words.title}>
          <TextArea
            name="list"
            label={words.list}
            hint={words.listHint}
            rows={10}
            value={values.list}
            error={errors.list}
          />
          <FileField
            name="file"
            label={words.file}
            hint={words.fileHint}
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            error={errors.file}
          />
          <Select
            name="collection"
            label={words.collection}
            emptyLabel={words.chooseCollection}
            options={collectionOptions(collections, values.collection)}
            value={values.collection}
            error={errors.collection}
          />
          <FormActions>
            <Button variant="primary">{words.preview}</Button>
            <ButtonLink href="/quotes" variant="quiet">
              {quotesWords.cancel}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </Layout>
  )
}
