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
import { connectionWords } from './words.ts'

const words = connectionWords.mockups

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
      title={words.title}
      lead={words.lead}
      actions={
        <IntegrationStatusBadge status={shared && status !== 'error' ? 'connected' : status} />
      }
    >
      <Stack>
        {error ? (
          <Notice
            tone="red"
            title={words.refused}
            action={<a href="/problems">{words.openProblems}</a>}
          >
            <p>{error}</p>
            <p>{words.refusedHelp}</p>
          </Notice>
        ) : null}
        <UnmappedNotice scenes={unmapped} />
        <DefinitionList items={facts(integration, own, now)} />
        <KeyFields own={own} isBroken={error !== null} errors={form.errors ?? {}} />
        {own ? <Disconnect /> : null}
      </Stack>
    </Card>
  )
}

function facts({ updated_at, uses_shared_key }: ShownIntegration, own: boolean, now: number) {
  const key = own ? words.ownKey : uses_shared_key ? words.sharedKey : words.noKey
  return [
    { term: words.keyInUse, description: key },
    ...(own && updated_at
      ? [{ term: connectionWords.updated, description: <TimeAgo at={updated_at} now={now} /> }]
      : []),
  ]
}

type KeyFieldsProps = { own: boolean; isBroken: boolean; errors: NonNullable<KeyForm['errors']> }

function KeyFields({ own, isBroken, errors }: KeyFieldsProps) {
  return (
    <Form action="/integrations/dynamic_mockups" label={words.form}>
      <TextField
        name="api_key"
        label={own ? words.newKey : words.key}
        hint={words.keyHint}
        type="password"
        autocomplete="off"
        spellcheck={false}
        required
        maxlength={500}
        error={errors.api_key}
      />
      <FormActions>
        <Button variant={own && !isBroken ? 'secondary' : 'primary'}>
          {isBroken ? connectionWords.fix : words.save}
        </Button>
      </FormActions>
    </Form>
  )
}

function Disconnect() {
  return (
    <div>
      <ConfirmButton
        id="disconnect-dynamic-mockups"
        label={words.remove}
        title={words.removeTitle}
        action="/integrations/dynamic_mockups/disconnect"
        variant="quiet"
        size="small"
      >
        <p>{words.removeText}</p>
      </ConfirmButton>
    </div>
  )
}
