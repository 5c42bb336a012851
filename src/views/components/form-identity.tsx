export type FormIdentityProps = {
  /** The id of what the form creates: sending it twice makes it once. */
  workId?: string
  /** The version of what the form edits: another one by then is a conflict. */
  version?: number
}

/** The hidden fields that identify what a form creates or edits. */
export function FormIdentity({ workId, version }: FormIdentityProps) {
  return (
    <>
      {workId === undefined ? null : <input type="hidden" name="work_id" value={workId} />}
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
    </>
  )
}
