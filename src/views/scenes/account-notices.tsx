import { ActionForm } from '../components/action-form.tsx'
import { Stack } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { accountWords as words } from './words.ts'

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
    <Notice tone="amber" title={words.unmapped(scenes.length)}>
      <Stack gap="small">
        <p>{words.unmappedHelp}</p>
        <div class="cluster">
          {scenes.map(({ scene_key, name }) => (
            <ButtonLink href={`/scenes/import?for=${scene_key}`} size="small">
              {words.chooseFor(name)}
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
        title={words.notConnected}
        action={
          <ButtonLink href="/integrations" size="small">
            {words.connect}
          </ButtonLink>
        }
      >
        <p>{words.notConnectedHelp}</p>
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
              {words.checked} <TimeAgo at={at} now={now} />.
            </>
          ) : (
            words.neverChecked
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
          {words.check}
        </ActionForm>
      </div>
      {read?.error ? (
        <Notice tone="amber" title={words.failed}>
          <p>
            {[read.error, at ? words.asBefore : '', words.nothingLost].filter(Boolean).join(' ')}
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
    skipped > 0 ? words.skipped(skipped) : '',
    omitted > 0 ? words.omitted(omitted) : '',
  ].join(' ')
}
