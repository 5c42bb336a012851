import { createContext, useContext } from 'hono/jsx'

/** What times are shown in on a page: the layout gives the user's, by its IANA name. */
export const TimeZone = createContext('UTC')

/** The time zone of the page around a component. */
export function useTimeZone(): string {
  return useContext(TimeZone)
}
