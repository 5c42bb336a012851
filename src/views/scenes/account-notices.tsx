import { ActionForm } from '../components/action-form.tsx'
import { Stack } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { pluralize } from '../pluralize.ts'

type Read = {
  read_at: string | null
  error: string | null
  skipped: number
  omitted: number
}

/** The user's account at Dynamic Mockups, and when it was last read. */
export type ShownAccount = { isConnected: boolean; read: Read | null; now: number }

export type UnmappedScenes = readonly { scene_key: string; name: string }[]

/** The account has none of the templates that these scenes of the system name. */
export function UnmappedNotice({ scenes }: { scenes: UnmappedScenes }) {
  if (scenes.length === 0) return null
  return (
    <Notice tone="amber" title={`${pluralize(scenes.length, 'built-in scene')} without a template`}>
      <Stack gap="small">
        <p>
          A Dynamic Mockups account has templates of its own. Choose one of yours for each of these,
          or import others as new scenes. Until then nothing is rendered in them and nothing is
          spent.
        </p>
        <div class="cluster">
          {scenes.map(({ scene_key, name }) => (
            <ButtonLink href={`/scenes/import?for=${scene_key}`} size="small">
              Choose for {name}
            </ButtonLink>
          ))}
        </div>
      </Stack>
    </Notice>
  )
}

/** When the account was last read, what of it could not be, and a button to do it now. */
export function ReadLine({ isConnected, read, now, back }: ShownAccount & { back?: 'import' }) {
  if (!isConnected) {
    return (
      <Notice
        title="No Dynamic Mockups account is connected"
        action={
          <ButtonLink href="/integrations" size="small">
            Connect one
          </ButtonLink>
        }
      >
        <p>Scenes are rendered with templates of an account of yours there.</p>
      </Notice>
    )
  }
  const at = read?.read_at
  return (
    <div class="stack stack-small">
      <div class="cluster">
        <span class="muted small">
          {at ? (
            <>
              Your account was checked <TimeAgo at={at} now={now} />.
            </>
          ) : (
            'Your account has not been checked yet.'
          )}{' '}
          {leftOut(read)}
        </span>
        <ActionForm
          action="/scenes/check"
          values={back ? { back } : {}}
          size="small"
          variant="quiet"
          icon="retry"
        >
          Check now
        </ActionForm>
      </div>
      {read?.error ? (
        <Notice tone="amber" title="Dynamic Mockups could not be asked">
          <p>
            {read.error} {at ? 'What is shown is what was read before.' : ''} Nothing was lost:
            check again in a moment.
          </p>
        </Notice>
      ) : null}
    </div>
  )
}

function leftOut(read: Read | null): string {
  if (!read) return ''
  const { skipped, omitted } = read
  return [
    skipped > 0 ? `${pluralize(skipped, 'template')} could not be read and cannot be used.` : '',
    omitted > 0 ? `${pluralize(omitted, 'template')} beyond the first 1,000 are left out.` : '',
  ].join(' ')
}
