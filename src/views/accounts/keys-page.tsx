import type { ListedKey } from '../../domain/accounts/list-keys.ts'
import { Columns } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { elementId } from '../components/field-id.ts'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { DateText, TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { NewKeyForm, type NewKeyFormProps } from './new-key-form.tsx'
import { SCOPE_LABELS } from './scope-labels.ts'

export type KeysPageProps = {
  frame: PageFrame
  keys: readonly ListedKey[]
  now: number
  form: NewKeyFormProps
  /** The key that was just made: shown now and never again. */
  created?: { name: string; key: string }
}

export function KeysPage({ frame, keys, now, form, created }: KeysPageProps) {
  return (
    <Layout {...frame} title="API keys" current="/keys">
      <PageHeader
        title="API keys"
        lead="A key lets a program do with your account what you allow it, and no more."
      />
      {created ? <CreatedKey {...created} /> : null}
      <Columns aside={<NewKeyForm {...form} />}>
        <Card title="Your keys" flush={keys.length > 0}>
          {keys.length > 0 ? (
            <DataTable
              caption="Your keys"
              columns={columns(now)}
              rows={keys}
              rowId={(key) => elementId('key', key.id)}
            />
          ) : (
            <EmptyState title="No keys yet" icon="key">
              Nothing can use the JSON API in your name until you create one.
            </EmptyState>
          )}
        </Card>
      </Columns>
    </Layout>
  )
}

function CreatedKey({ name, key }: { name: string; key: string }) {
  return (
    <Notice tone="sage" title={`The key “${name}” was created`}>
      <p>Copy it now: it is not shown again. Who holds it can do what you allowed it.</p>
      <CopyField name="key" label="API key" value={key} />
    </Notice>
  )
}

function KeyName({ listed }: { listed: ListedKey }) {
  return (
    <>
      {listed.name}
      <br />
      <code class="muted small">{listed.start}…</code>
    </>
  )
}

function columns(now: number): Column<ListedKey>[] {
  return [
    { key: 'name', header: 'Name', primary: true, cell: (key) => <KeyName listed={key} /> },
    { key: 'scopes', header: 'May', cell: labelScopes },
    {
      key: 'last-used',
      header: 'Last used',
      cell: (key) => (key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} now={now} /> : 'Never'),
    },
    { key: 'ends', header: 'Ends', cell: endOf },
    {
      key: 'revoke',
      header: 'Revoke',
      hideHeader: true,
      narrow: true,
      cell: (key) => <RevokeButton listed={key} />,
    },
  ]
}

function labelScopes(key: ListedKey) {
  return key.scopes.map((scope) => SCOPE_LABELS[scope].label).join(', ') || 'Nothing'
}

function endOf(key: ListedKey) {
  if (!key.expiresAt) return 'Never'
  return key.expired ? <Badge tone="red">Ended</Badge> : <DateText at={key.expiresAt} />
}

function RevokeButton({ listed }: { listed: ListedKey }) {
  return (
    <ConfirmButton
      id={elementId('revoke', listed.id)}
      label="Revoke"
      title={`Revoke “${listed.name}”?`}
      action={`/keys/${listed.id}/revoke`}
      size="small"
      variant="quiet"
    >
      <p>Programs that use it are refused at once. Nothing they did is undone.</p>
    </ConfirmButton>
  )
}
