import type { AssetChoice } from '../../domain/assets/list-asset-choices.ts'
import type { ListedFile } from '../../domain/digital-files/get-digital-file.ts'
import type { Page } from '../../paging.ts'
import { formatBytes } from '../assets/format-bytes.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { elementId } from '../components/field-id.ts'
import { FileField } from '../components/file-field.tsx'
import { Filters } from '../components/filters.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { productPath } from '../products/product-path.ts'
import { fileWords as words } from './words.ts'

const PATH = '/digital-files'
const NAMED_PRODUCTS = 3
const ACCEPT = 'application/pdf,image/png,image/jpeg,application/zip,.pdf,.png,.jpg,.jpeg,.zip'

export type DigitalFilesPageProps = {
  frame: PageFrame
  page: Page<ListedFile>
  search: string | undefined
  assets: readonly AssetChoice[]
  /** What artworks were searched for where there is no script. */
  assetSearch: string | undefined
  chosenAsset?: string | undefined
  errors?: Readonly<Record<string, string>>
  now: number
}

export function DigitalFilesPage(props: DigitalFilesPageProps) {
  const { frame, page, search, now } = props
  return (
    <Layout {...frame} title={words.title} current={PATH}>
      <PageHeader title={words.title} lead={words.lead} />
      <AddFile {...props} />
      {page.total > 0 || search ? (
        <Filters
          action={PATH}
          search={{ label: words.search, value: search }}
          clearHref={search ? PATH : undefined}
        />
      ) : null}
      <Results announce={formatTotal(page, words.noun)}>
        {page.rows.length > 0 ? (
          <>
            <Card flush>
              <DataTable
                caption={words.title}
                columns={columnsOf(now)}
                rows={page.rows}
                rowId={({ id }) => elementId('file', id)}
              />
            </Card>
            <Pager {...page} path={PATH} query={{ search }} />
          </>
        ) : search ? (
          <NothingMatches clearHref={PATH} noun={words.nouns} />
        ) : (
          <EmptyState title={words.none} icon="product">
            {words.noneHelp}
          </EmptyState>
        )}
      </Results>
    </Layout>
  )
}

function AddFile({ assets, assetSearch, chosenAsset, errors = {} }: DigitalFilesPageProps) {
  const scripted = {
    uploading: words.uploading,
    storing: words.storing,
    failed: words.failed,
    tooLarge: words.tooLarge,
  }
  return (
    <Card title={words.add}>
      <FieldRow>
        <div data-file-upload={JSON.stringify(scripted)}>
          <Form action={PATH} multipart label={words.add}>
            <FileField
              name="file"
              label={words.file}
              hint={words.fileHint}
              accept={ACCEPT}
              required
              error={errors.file}
            />
            <div data-file-progress hidden>
              <progress class="bar bar-teal" max={100} value={0} />
              <p class="muted small" role="status" />
            </div>
            <FormActions>
              <Button variant="primary">{words.upload}</Button>
            </FormActions>
          </Form>
        </div>
        <Form action={`${PATH}/from-artwork`} label={words.fromArtwork}>
          <SearchedSelect
            name="asset_id"
            label={words.fromArtwork}
            searchName="asset_search"
            searchLabel={words.searchArtworks}
            search={{ text: assetSearch, href: '/assets/choices', formaction: `${PATH}/find` }}
            emptyLabel={words.chooseArtwork}
            options={assets.map(({ id, title }) => ({ value: id, label: title }))}
            value={chosenAsset}
            error={errors.asset_id}
          />
          <FormActions>
            <Button>{words.useArtwork}</Button>
          </FormActions>
        </Form>
      </FieldRow>
    </Card>
  )
}

function columnsOf(now: number): Column<ListedFile>[] {
  return [
    { key: 'name', header: words.name, primary: true, cell: ({ name }) => name },
    { key: 'type', header: words.type, cell: ({ type }) => type.toUpperCase() },
    {
      key: 'size',
      header: words.size,
      numeric: true,
      cell: ({ byte_size }) => formatBytes(byte_size),
    },
    { key: 'used', header: words.usedBy, cell: (file) => <UsedBy file={file} /> },
    {
      key: 'added',
      header: words.added,
      cell: ({ created_at }) => <TimeAgo at={created_at} now={now} />,
    },
    {
      key: 'actions',
      header: words.actions,
      hideHeader: true,
      cell: (file) => <Actions file={file} />,
    },
  ]
}

function UsedBy({ file: { used_by } }: { file: ListedFile }) {
  if (used_by.length === 0) return <span class="muted">{words.notUsed}</span>
  const named = used_by.slice(0, NAMED_PRODUCTS)
  const more = used_by.length - named.length
  return (
    <span>
      {named.map(({ id, title }, index) => (
        <>
          {index > 0 ? ', ' : null}
          <a href={productPath(id)}>{title}</a>
        </>
      ))}
      {more > 0 ? <span class="muted"> {words.more(more)}</span> : null}
    </span>
  )
}

function Actions({ file: { id, name, used_by } }: { file: ListedFile }) {
  return (
    <Cluster>
      <ButtonLink href={`${PATH}/${id}/download`} size="small" about={name} download>
        {words.download}
      </ButtonLink>
      {used_by.length > 0 ? null : (
        <ConfirmButton
          id={elementId('delete', id)}
          label={words.delete}
          about={name}
          results="results"
          title={words.deleteTitle(name)}
          action={`${PATH}/${id}/delete`}
          size="small"
          variant="quiet"
        >
          <p>{words.deleteText}</p>
        </ConfirmButton>
      )}
    </Cluster>
  )
}
