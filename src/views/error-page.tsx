import { ButtonLink } from './components/button.tsx'
import { Layout, type LayoutProps } from './layout.tsx'

export type ErrorPageProps = {
  status: number
  title: string
  /** What happened, what was not lost, what to do. */
  detail: string
  requestId?: string
  user?: LayoutProps['user']
}

/** A whole page for an error; the request id lets the log be searched. */
export function ErrorPage({ status, title, detail, requestId, user = null }: ErrorPageProps) {
  return (
    <Layout title={title} user={user} current="">
      <div class="error-page">
        <p class="error-status">{status}</p>
        <h1 tabindex={-1}>{title}</h1>
        <p class="lead">{detail}</p>
        <div class="cluster">
          <ButtonLink href="/" variant="primary">
            Go to the home page
          </ButtonLink>
        </div>
        {requestId ? (
          <p class="muted small">
            Reference for support: <code>{requestId}</code>
          </p>
        ) : null}
      </div>
    </Layout>
  )
}
