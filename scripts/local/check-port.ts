import { connect, createServer } from 'node:net'

const LOOPBACKS = ['127.0.0.1', '::1']
const CONNECT_TIMEOUT_MS = 500

/** Throws a sentence naming the port and the variable that changes it when something listens there. */
export async function checkPort(port: number, variable: string, what: string): Promise<void> {
  if (!(await isPortTaken(port))) return
  throw new Error(
    `Port ${port}, where the ${what} would run, is taken. Nothing was started or changed.\n` +
      `Stop what uses it, or choose another port: ${variable}=${port + 100} npm start`,
  )
}

/** Whether something listens on this port of this machine. */
export async function isPortTaken(port: number): Promise<boolean> {
  const taken = await Promise.all(LOOPBACKS.map((host) => isTaken(host, port)))
  return taken.includes(true)
}

async function isTaken(host: string, port: number): Promise<boolean> {
  // Some systems allow a second listener next to one on all addresses, so both ways are tried.
  return (await answers(host, port)) || !(await canListen(host, port))
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_TIMEOUT_MS })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    // A machine without IPv6 has no ::1 to listen on, and nobody else can listen there either.
    server.once('error', (error) => {
      resolve('code' in error && error.code !== 'EADDRINUSE' && error.code !== 'EACCES')
    })
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
