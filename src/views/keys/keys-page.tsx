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
import { permissionLabels, keyWords as words } from './words.ts'

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
    <Layout {...frame} title={words.title} current="/keys">
      <PageHeader title={words.title} lead={words.lead} />
      {created ? <CreatedKey {...created} /> : null}
      <Columns aside={<NewKeyForm {...form} />}>
        <Card title={words.own} flush={keys.length > 0}>
          {keys.length > 0 ? (
            <DataTable
              caption={words.own}
              columns={columns(now)}
              rows={keys}
              rowId={(key) => elementId('key', key.id)}
            />
          ) : (
            <EmptyState title={words.none} icon="key">
              {words.noneHelp}
            </EmptyState>
          )}
        </Card>
      </Columns>
    </Layout>
  )
}

function CreatedKey({ name, key }: { name: string; key: string }) {
  return (
    <Notice tone="sage" title={words.created(name)}>
      <p>{words.createdHelp}</p>
      <CopyField name="key" label={words.key} value={key} />
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
    { key: 'name', header: words.name, primary: true, cell: (key) => <KeyName listed={key} /> },
    { key: 'scopes', header: words.permissions, cell: labelScopes },
    {
      key: 'last-used',
      header: words.lastUsed,
      cell: (key) => (key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} now={now} /> : words.never),
    },
    { key: 'ends', header: words.expires, cell: endOf },
    {
      key: 'revoke',
      header: words.revoke,
      hideHeader: true,
      narrow: true,
      cell: (key) => <RevokeButton listed={key} />,
    },
  ]
}

function labelScopes(key: ListedKey) {
  return key.scopes.map((scope) => permissionLabels[scope].label).join(', ') || words.noPermissions
}

function endOf(key: ListedKey) {
  if (!key.expiresAt) return words.never
  return key.expired ? <Badge tone="red">{words.expired}</Badge> : <DateText at={key.expiresAt} />
}

function RevokeButton({ listed }: { listed: ListedKey }) {
  return (
    <ConfirmButton
      id={elementId('revoke', listed.id)}
      label={words.revoke}
      about={listed.name}
      title={words.revokeTitle(listed.name)}
      action={`/keys/${listed.id}/revoke`}
      size="small"
      variant="quiet"
    >
      <p>{words.revokeText}</p>
    </ConfirmButton>
  )
}
