/** The part of the home page that changes while something is rendered or decided. */
export const HOME_PART = 'home'
