import { Stack } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { IntegrationStatusBadge } from '../components/status-badge.tsx'
import { TextField } from '../components/text-field.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { UnmappedNotice, type UnmappedScenes } from '../scenes/account-notices.tsx'
import type { ShownIntegration } from './integrations-page.tsx'

export type KeyForm = { errors?: Readonly<Record<string, string>> }

type Props = {
  integration: ShownIntegration
  unmapped: UnmappedScenes
  form: KeyForm
  now: number
}

export function MockupsCard({ integration, unmapped, form, now }: Props) {
  const { status, error, uses_shared_key: shared } = integration
  const own = status !== 'disconnected' && !shared
  return (
    <Card
      id="dynamic-mockups"
      title="Dynamic Mockups"
      lead="Renders your artwork into rooms. One rendered mockup costs one of the hub's credits."
      actions={
        <IntegrationStatusBadge status={shared && status !== 'error' ? 'connected' : status} />
      }
    >
      <Stack>
        {error ? (
          <Notice tone="red" title="Rendering is stopped">
            <p>
              {error} Save a working key, then start the waiting work again on the page{' '}
              <a href="/retries">Retries</a>. Nothing was lost.
            </p>
          </Notice>
        ) : null}
        <UnmappedNotice scenes={unmapped} />
        <DefinitionList items={facts(integration, own, now)} />
        <KeyFields own={own} errors={form.errors ?? {}} />
        {own ? <Disconnect /> : null}
      </Stack>
    </Card>
  )
}

function facts({ updated_at, uses_shared_key }: ShownIntegration, own: boolean, now: number) {
  const key = own ? 'Your own' : uses_shared_key ? "The hub's shared key" : 'None'
  return [
    { term: 'Key in use', description: key },
    ...(own && updated_at
      ? [{ term: 'Last changed', description: <TimeAgo at={updated_at} now={now} /> }]
      : []),
  ]
}

function KeyFields({ own, errors }: { own: boolean; errors: NonNullable<KeyForm['errors']> }) {
  return (
    <Form action="/integrations/dynamic_mockups" label="Dynamic Mockups key">
      <TextField
        name="api_key"
        label={own ? 'Replace the API key' : 'API key of your own'}
        hint="From your Dynamic Mockups account. It is tried with a call that costs nothing before it is saved."
        type="password"
        autocomplete="off"
        spellcheck={false}
        required
        maxlength={500}
        error={errors.api_key}
      />
      <FormActions>
        <Button variant={own ? 'secondary' : 'primary'}>Check and save</Button>
      </FormActions>
    </Form>
  )
}

function Disconnect() {
  return (
    <div>
      <ConfirmButton
        id="disconnect-dynamic-mockups"
        label="Remove the key"
        title="Remove your key?"
        action="/integrations/dynamic_mockups/disconnect"
        variant="quiet"
        size="small"
      >
        <p>
          The hub forgets it. Mockups you have stay. Rendering goes on with the hub's shared key, or
          stops where there is none.
        </p>
      </ConfirmButton>
    </div>
  )
}
