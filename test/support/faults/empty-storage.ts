import { reset } from 'cloudflare:test'

// A sweep is for all users, a hundred at a time: those of another file would be swept with ours.
await reset()
