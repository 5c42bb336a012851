import { raw } from 'hono/html'

export const pageStyle = raw(`
:root { color-scheme: light dark; --paper: light-dark(#faf8f4, #1b1d1b);
  --card: light-dark(#fff, #252825); --ink: light-dark(#2b302c, #e8e6df);
  --soft: light-dark(#6d746e, #a3a89f); --line: light-dark(#e4e0d7, #383c37); --sage: #7d937f }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif }
main { max-width: 1180px; margin: 0 auto; padding: 40px 20px 80px }
h1 { font: 400 34px/1.1 Georgia, serif; margin: 0 }
h2 { font: 400 21px/1.2 Georgia, serif; margin: 44px 0 14px }
header p, .empty, small, figcaption span { color: var(--soft) }
dl { display: flex; flex-wrap: wrap; gap: 12px; margin: 22px 0 0 }
dl div { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 12px 18px; min-width: 150px }
dt { color: var(--soft); font-size: 13px }
dd { margin: 0; font: 400 28px/1.2 Georgia, serif }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 9px 16px; border-top: 1px solid var(--line); font-weight: 400 }
thead th { border-top: 0; color: var(--soft); font-size: 13px }
a { color: inherit; text-decoration-color: var(--sage); text-underline-offset: 3px }
.renders { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 16px }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  overflow: hidden }
figure img, .none { display: block; width: 100%; height: auto; aspect-ratio: 4 / 3 }
.none { display: grid; place-items: center; color: #a3543f; background: var(--paper) }
figcaption { padding: 10px 12px; font-size: 13px }
figcaption b { font-weight: 500 }
figcaption span, small { display: block }
small { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 11px }
`)
