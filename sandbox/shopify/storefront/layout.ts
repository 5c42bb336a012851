import { html } from 'hono/html'
import type { ShopContext } from '../context.ts'

type Content = string | Promise<string>

/** The frame around every page of a shop. */
export const layout = (ctx: ShopContext, title: string, content: Content) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} – ${ctx.shop.credentials.name}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${ctx.base}/assets/shop.css" />
    <script src="${ctx.base}/assets/shop.js" defer></script>
  </head>
  <body>
    <p class="notice">Free shipping on framed prints</p>
    <header class="head">
      <a class="brand" href="${ctx.base}">${ctx.shop.credentials.name}</a>
      <nav aria-label="Shop"><a class="head-link" href="${ctx.base}">All prints</a></nav>
    </header>
    <main>${content}</main>
    <footer class="foot">
      <p class="brand">${ctx.shop.credentials.name}</p>
      <p>Words to live with, printed on heavy cotton paper and made to order.</p>
      <p class="fine">
        ${ctx.shop.credentials.domain} · a sandbox shop on this machine: nothing here is for sale.
        <a href="${ctx.base}/admin/products">Shop admin</a>
      </p>
    </footer>
  </body>
</html>`
