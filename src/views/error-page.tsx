import { ButtonLink } from './components/button.tsx'
import { errorWords as words } from './components/words.ts'
import { Layout, type PageFrame } from './layout.tsx'

export type ErrorPageProps = {
  status: number
  title: string
  /** What happened, what was not lost, what to do. */
  detail: string
  requestId?: string
  /** Of somebody who is signed in: the page keeps its navigation. */
  frame?: PageFrame
}

const NOBODY: PageFrame = { user: null }

/** A whole page for an error; the request id lets the log be searched. */
export function ErrorPage({ status, title, detail, requestId, frame = NOBODY }: ErrorPageProps) {
  return (
    <Layout {...frame} title={title} current="">
      <div class="error-page">
        <p class="error-status">{status}</p>
        <h1 tabindex={-1}>{title}</h1>
        <p class="lead">{detail}</p>
        <div class="cluster">
          <ButtonLink href="/" variant="primary">
            {words.home}
          </ButtonLink>
          {frame.user && status === 404 ? (
            <ButtonLink href="/search" icon="search">
              {words.search}
            </ButtonLink>
          ) : null}
        </div>
        {requestId ? (
          <p class="muted small">
            {words.reference}
            <code>{requestId}</code>
          </p>
        ) : null}
      </div>
    </Layout>
  )
}
