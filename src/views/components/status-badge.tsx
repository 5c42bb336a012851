import { Badge } from './badge.tsx'
import {
  type AssetStatus,
  assetStatusLabels,
  type IntegrationStatus,
  integrationStatusLabels,
  type MockupStatus,
  mockupStatusLabels,
  type ProductStatus,
  productStatusLabels,
  type RunStatus,
  runStatusLabels,
  type StatusLabel,
} from './status-labels.ts'

function LabelBadge({ of }: { of: StatusLabel }) {
  return <Badge tone={of.tone}>{of.label}</Badge>
}

export function MockupStatusBadge({ status }: { status: MockupStatus }) {
  return <LabelBadge of={mockupStatusLabels[status]} />
}

export function ProductStatusBadge({ status }: { status: ProductStatus }) {
  return <LabelBadge of={productStatusLabels[status]} />
}

export function RunStatusBadge({ status }: { status: RunStatus }) {
  return <LabelBadge of={runStatusLabels[status]} />
}

export function AssetStatusBadge({ status }: { status: AssetStatus }) {
  return <LabelBadge of={assetStatusLabels[status]} />
}

export function IntegrationStatusBadge({ status }: { status: IntegrationStatus }) {
  return <LabelBadge of={integrationStatusLabels[status]} />
}
