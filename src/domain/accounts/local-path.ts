const HOME = '/'
const ANY_ORIGIN = 'http://hub.invalid'
const MAXIMUM_PATH_CHARACTERS = 2000

/**
 * The path to go to after signing in: the given one if it stays on this site, else the home page.
 * Browsers read `//host` and `/\host` as another site, so both are refused.
 */
export function localPath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || wanted.length > MAXIMUM_PATH_CHARACTERS) return HOME
  if (!URL.canParse(wanted, ANY_ORIGIN)) return HOME
  const url = new URL(wanted, ANY_ORIGIN)
  // A path such as `/.//host` normalises to `//host`: what is handed out must stay local as well.
  const path = `${url.pathname}${url.search}`
  if (url.origin !== ANY_ORIGIN || path.startsWith('//')) return HOME
  return isSignInPage(url.pathname) ? HOME : path
}

function isSignInPage(pathname: string): boolean {
  return pathname === '/sign-in' || pathname === '/sign-up' || pathname === '/sign-out'
}
