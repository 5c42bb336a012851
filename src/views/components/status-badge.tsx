import { Badge } from './badge.tsx'
import {
  type AssetStatus,
  assetStatusWords,
  type Collection,
  collectionWords,
  type IntegrationStatus,
  integrationStatusWords,
  type MockupStatus,
  mockupStatusWords,
  type ProductStatus,
  type PublishState,
  productStatusWords,
  publishStateWords,
  type RetryStatus,
  type RunStatus,
  retryStatusWords,
  runStatusWords,
  type StatusWord,
} from './status-words.ts'

function WordBadge({ word }: { word: StatusWord }) {
  return <Badge tone={word.tone}>{word.label}</Badge>
}

export function MockupStatusBadge({ status }: { status: MockupStatus }) {
  return <WordBadge word={mockupStatusWords[status]} />
}

export function ProductStatusBadge({ status }: { status: ProductStatus }) {
  return <WordBadge word={productStatusWords[status]} />
}

/** Nothing while idle: a product at rest needs no second badge. */
export function PublishStateBadge({ state }: { state: PublishState }) {
  return state === 'idle' ? null : <WordBadge word={publishStateWords[state]} />
}

export function RunStatusBadge({ status }: { status: RunStatus }) {
  return <WordBadge word={runStatusWords[status]} />
}

export function RetryStatusBadge({ status }: { status: RetryStatus }) {
  return <WordBadge word={retryStatusWords[status]} />
}

export function AssetStatusBadge({ status }: { status: AssetStatus }) {
  return <WordBadge word={assetStatusWords[status]} />
}

export function IntegrationStatusBadge({ status }: { status: IntegrationStatus }) {
  return <WordBadge word={integrationStatusWords[status]} />
}

export function CollectionBadge({ collection }: { collection: Collection }) {
  return <WordBadge word={collectionWords[collection]} />
}
