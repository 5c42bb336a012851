import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { listWords as words } from './list-words.ts'
import { quotesWords } from './words.ts'

const PATH = '/quotes/list'

/** One line of the preview, as it is in its form. */
export type PreviewLine = {
  /** From 1. */
  n: number
  isUsed: boolean
  text: string
  author: string
  collection: string
  mood: string
  assetId: string
  /** How the artwork was found; undefined once a person has chosen. */
  match: 'certain' | 'uncertain' | 'none' | undefined
  same: 'stored' | 'listed' | undefined
  /** Artworks to choose from: the chosen one, or those that were searched for. */
  artworks: readonly { id: string; title: string }[]
  search: string | undefined
  errors: Readonly<Record<string, string>>
}

export type ListPreviewPageProps = {
  frame: PageFrame
  workId: string
  collections: Collections
  lines: readonly PreviewLine[]
  refusal?: string | undefined
}

/** What a list of quotes will add, each line to be changed or left out; nothing is saved yet. */
export function ListPreviewPage(props: ListPreviewPageProps) {
  const { frame, workId, collections, lines, refusal } = props
  return (
    <Layout {...frame} title={words.title} current={PATH}>
      <PageHeader
        title={words.previewTitle(lines.length)}
        lead={words.previewLead}
        back={{ href: '/quotes', label: quotesWords.title }}
      />
      {refusal ? (
        <Notice tone="red" title={refusal}>
          {lines
            .filter(({ errors }) => Object.keys(errors).length > 0)
            .map(({ n, errors }) => (
              <p>
                <a href={`#${elementId('line', String(n))}`}>{words.line(n)}</a>:{' '}
                {Object.values(errors).join('. ')}
              </p>
            ))}
        </Notice>
      ) : null}
      <Form action={`${PATH}/save`} warnUnsaved label={words.title}>
        <FormIdentity workId={workId} />
        <input type="hidden" name="lines" value={String(lines.length)} />
        <Card flush>
          <DataTable
            caption={words.quotes}
            columns={columnsOf(collections)}
            rows={lines}
            rowId={({ n }) => elementId('line', String(n))}
          />
        </Card>
        <FormActions>
          <Button variant="primary">{words.save}</Button>
          <Button formaction={`${PATH}/check`} formnovalidate>
            {words.previewAgain}
          </Button>
          <ButtonLink href={PATH} variant="quiet">
            {words.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Layout>
  )
}

function columnsOf(collections: Collections): Column<PreviewLine>[] {
  return [
    { key: 'use', header: words.use, narrow: true, cell: (line) => <Use line={line} /> },
    { key: 'quote', header: words.quote, primary: true, cell: (line) => <Quote line={line} /> },
    { key: 'details', header: words.details, cell: (line) => <Details line={line} /> },
    {
      key: 'collection',
      header: words.collectionOf,
      cell: ({ n, collection, errors }) => (
        <Select
          name={`collection.${n}`}
          label={words.of(words.collectionOf, n)}
          hideLabel
          emptyLabel={words.chooseCollection}
          options={collectionOptions(collections, collection)}
          value={collection}
          error={errors.collection}
        />
      ),
    },
    { key: 'artwork', header: words.artwork, cell: (line) => <Artwork line={line} /> },
  ]
}

function Use({ line: { n, isUsed } }: { line: PreviewLine }) {
  return (
    <input
      type="checkbox"
      name={`use.${n}`}
      value="true"
      checked={isUsed}
      aria-label={words.useLine(n)}
    />
  )
}

function Quote({ line: { n, text, same, errors } }: { line: PreviewLine }) {
  return (
    <div class="stack stack-small quote-line">
      <TextArea
        name={`text.${n}`}
        label={words.of(words.quote, n)}
        hideLabel
        rows={2}
        maxlength={1000}
        value={text}
        error={errors.text}
      />
      {same ? <p class="small muted">{words[same]}</p> : null}
    </div>
  )
}

function Details({ line: { n, author, mood, errors } }: { line: PreviewLine }) {
  return (
    <div class="stack stack-small">
      <TextField
        name={`author.${n}`}
        label={words.of(words.author, n)}
        hideLabel
        placeholder={words.author}
        maxlength={200}
        value={author}
        error={errors.author}
      />
      <TextField
        name={`mood.${n}`}
        label={words.of(words.mood, n)}
        hideLabel
        placeholder={words.mood}
        maxlength={100}
        value={mood}
        error={errors.mood}
      />
    </div>
  )
}

const MATCHES = {
  certain: { text: words.certain, tone: 'sage' },
  uncertain: { text: words.uncertain, tone: 'amber' },
  none: { text: words.unmatched, tone: 'neutral' },
} as const

function Artwork({ line }: { line: PreviewLine }) {
  const { n, assetId, artworks, match, search, errors } = line
  return (
    <div class="stack stack-small">
      <SearchedSelect
        name={`asset_id.${n}`}
        label={words.artworkOf(n)}
        hideLabel
        searchName={`asset_search.${n}`}
        searchLabel={words.searchArtworks}
        search={{ text: search, href: '/assets/choices', formaction: `${PATH}/check` }}
        emptyLabel={words.noArtwork}
        options={artworks.map(({ id, title }) => ({ value: id, label: title }))}
        value={assetId}
        error={errors.asset_id}
        lazy
      />
      {match ? <Badge tone={MATCHES[match].tone}>{MATCHES[match].text}</Badge> : null}
    </div>
  )
}
