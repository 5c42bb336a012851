import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { layoutWords } from './words.ts'

const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, defaultTimeout: 30_000 })

export type DocumentProps = {
  title: string
  frame: 'app' | 'plain' | 'sign-in'
  /** Where there is no script, the page is asked for again after so many seconds. */
  refreshSeconds?: number
  /** Keys of single letters do nothing. */
  shortcutsOff?: boolean
  children?: Child
}

/** The page around every page: head, skip link, the one live region. */
export function Document(props: DocumentProps) {
  const { title, frame, refreshSeconds, shortcutsOff, children } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" content="#f6f4ee" media="(prefers-color-scheme: light)" />
          <meta name="theme-color" content="#131819" media="(prefers-color-scheme: dark)" />
          <meta name="robots" content="noindex" />
          <meta name="htmx-config" content={HTMX_CONFIG} />
          <title>{title === 'Haven Hub' ? title : `${title} · Haven Hub`}</title>
          {refreshSeconds === undefined ? null : (
            <noscript>
              <meta http-equiv="refresh" content={String(refreshSeconds)} />
            </noscript>
          )}
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          <link
            rel="preload"
            href="/vendor/figtree-basic.woff2"
            as="font"
            type="font/woff2"
            crossorigin=""
          />
          <link rel="stylesheet" href="/app.css" />
          <script src="/vendor/htmx.min.js" defer></script>
          <script src="/vendor/hx-preload.min.js" defer></script>
          <link rel="modulepreload" href="/review.js" />
          <script src="/app.js" type="module"></script>
        </head>
        <body hx-boost:inherited="true" hx-sync:inherited="drop">
          <a class="skip-link" href="#main">
            {layoutWords.skip}
          </a>
          {/* The class is here because only what is inside the body is swapped between pages. */}
          <div class={`frame frame-${frame}`} data-shortcuts-off={shortcutsOff ? '' : undefined}>
            {children}
          </div>
          <div class="page-progress" id="page-progress" hidden aria-hidden="true" />
          <div class="visually-hidden" id="live" role="status" aria-live="polite" />
        </body>
      </html>
    </>
  )
}
