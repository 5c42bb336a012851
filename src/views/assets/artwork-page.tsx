import type { ActivityRow } from '../../db/schema/desk.ts'
import type { Asset } from '../../domain/assets/get-asset.ts'
import type { PrintSize } from '../../domain/assets/print-sizes.ts'
import type { RoomFit } from '../../domain/drafts/judge-rooms.ts'
import type { ProductOfArtwork } from '../../domain/products/list-products-of-artwork.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { SubjectHistory } from '../activity/subject-history.tsx'
import { ActionForm } from '../components/action-form.tsx'
import { Columns } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { DefinitionList } from '../components/definition-list.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { QuoteText } from '../components/quote-text.tsx'
import { AssetStatusBadge, ProductStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { DateText } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { type ArtworkMockups, MockupsByScene } from './artwork-mockups.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { colourWords } from './colour-words.ts'
import { DeleteButton } from './delete-button.tsx'
import { describeProfile } from './describe-colours.ts'
import { describeShape } from './describe-print.ts'
import { DetailsForm, type DetailsFormProps } from './details-form.tsx'
import { formatBytes } from './format-bytes.ts'
import { PrintSizesCard } from './print-sizes-card.tsx'
import { ReplaceForm } from './replace-form.tsx'
import { artworksWords, artworkWords as words } from './words.ts'

export type ArtworkPageProps = {
  frame: PageFrame
  asset: Asset
  quote: QuoteChoice | undefined
  /** URLs of the picture that is shown, of a small one, and of the file itself. */
  links: { picture: string; thumbnail: string; original: string }
  /** Of the list that led here. */
  filters: AssetFilters
  collections: Collections
  mockups: ArtworkMockups
  products: readonly ProductOfArtwork[]
  sizes: readonly PrintSize[]
  rooms: RoomFit
  minDpi: number
  details: Pick<DetailsFormProps, 'version' | 'values' | 'errors' | 'changed' | 'quotes' | 'search'>
  /** The id of a file that replaces this one, and why another did not. */
  replace: { workId: string; error?: string }
  history: readonly ActivityRow[]
  userId: string | null
  now: number
}

export function ArtworkPage(props: ArtworkPageProps) {
  const { frame, asset, quote, filters, collections, links } = props
  return (
    <Layout {...frame} title={asset.title} current={`/assets/${asset.id}`}>
      <PageHeader
        title={asset.title}
        back={{ href: assetsUrl(filters), label: words.back }}
        badges={
          <>
            {asset.collection ? (
              <CollectionBadge of={asset.collection} collections={collections} />
            ) : null}
            {asset.status === 'archived' ? <AssetStatusBadge status="archived" /> : null}
          </>
        }
        actions={<Actions {...props} />}
      />
      <Columns aside={<Aside {...props} />}>
        <figure class="artwork-figure">
          <Thumb
            src={links.picture}
            alt={asset.title}
            width={asset.width}
            height={asset.height}
            ratio={asset.width > asset.height ? 'landscape' : 'portrait'}
            eager
          />
          {quote ? (
            <figcaption>
              <QuoteText text={quote.text} />
            </figcaption>
          ) : null}
        </figure>
        <Card title={words.mockups} id="mockups">
          <MockupsByScene {...props.mockups} assetId={asset.id} now={props.now} />
        </Card>
        <Card title={words.products} id="products">
          <Products products={props.products} />
        </Card>
      </Columns>
    </Layout>
  )
}

function Actions({ asset, filters, mockups, links }: ArtworkPageProps) {
  const download = `${links.original}&download=${encodeURIComponent(asset.title)}.${asset.format}`
  const verb = asset.status === 'active' ? 'archive' : 'restore'
  return (
    <>
      {asset.status === 'active' ? (
        <>
          <ButtonLink href={`/generate?asset=${asset.id}`} variant="primary" icon="spark">
            {words.generate}
          </ButtonLink>
          <ButtonLink href={`/products/new?asset=${asset.id}`}>{words.createProduct}</ButtonLink>
        </>
      ) : null}
      <ButtonLink href={download} variant="quiet" download>
        {words.download}
      </ButtonLink>
      <ActionForm
        action={assetsUrl(filters, {}, `/assets/${asset.id}/${verb}`)}
        values={{ back: 'artwork' }}
        variant="quiet"
      >
        {artworksWords[verb]}
      </ActionForm>
      <DeleteButton asset={asset} filters={filters} hasMockups={mockups.total > 0} />
    </>
  )
}

function Aside(props: ArtworkPageProps) {
  const { asset, quote, filters, collections, details, replace, sizes, rooms } = props
  const artwork = { ...asset, picture: props.links.thumbnail }
  return (
    <>
      <DetailsForm {...{ asset, quote, filters, collections }} {...details} />
      <PrintSizesCard artwork={artwork} sizes={sizes} minDpi={props.minDpi} />
      <Card title={words.file} id="file">
        <div class="stack">
          <DefinitionList items={factsOf(asset, rooms)} />
          <details class="disclosure" open={Boolean(replace.error)}>
            <summary>{words.replace}</summary>
            <ReplaceForm {...{ asset, filters }} {...replace} />
          </details>
        </div>
      </Card>
      <SubjectHistory rows={props.history} userId={props.userId} now={props.now} />
    </>
  )
}

function factsOf(asset: Asset, rooms: RoomFit) {
  const { width, height, format, byte_size } = asset
  return [
    { term: words.factSize, description: words.pixels(width, height) },
    { term: words.factShape, description: describeShape(asset, rooms) },
    { term: words.factFile, description: `${format.toUpperCase()}, ${formatBytes(byte_size)}` },
    ...coloursOf(asset),
    { term: words.factUploaded, description: <DateText at={asset.created_at} /> },
  ]
}

function coloursOf(asset: Asset) {
  const profile = describeProfile(asset)
  const { has_alpha } = asset
  const isKnown = has_alpha !== null
  return [
    {
      term: colourWords.profile,
      description: profile ? (
        <Said name={profile.name} meaning={profile.meaning} />
      ) : (
        colourWords.unknown
      ),
    },
    ...(isKnown
      ? [
          {
            term: colourWords.transparency,
            description: has_alpha ? (
              <Said name={colourWords.canBeTransparent} meaning={colourWords.transparent} />
            ) : (
              colourWords.opaque
            ),
          },
        ]
      : []),
  ]
}

function Said({ name, meaning }: { name: string; meaning: string }) {
  return (
    <>
      {name}
      <p class="muted small">{meaning}</p>
    </>
  )
}

function Products({ products }: Pick<ArtworkPageProps, 'products'>) {
  if (products.length === 0) return <p class="muted">{words.noProducts}</p>
  return (
    <ul class="linked-list">
      {products.map(({ id, title, status }) => (
        <li>
          <a href={`/products/${id}`}>{title}</a>
          <ProductStatusBadge status={status} />
        </li>
      ))}
    </ul>
  )
}
