import { networkInterfaces } from 'node:os'
import qrcode from 'qrcode'

export interface Listening {
  port: number
  host: string
  secure: boolean
  /** The address that people use, when it is configured. */
  publicUrl?: string
}

/**
 * What is printed once Tandem listens: the address on this machine, the one for phones in the same network, and the
 * latter as a QR code.
 */
export async function banner(listening: Listening, addresses = lanAddresses()): Promise<string> {
  const scheme = listening.secure ? 'https' : 'http'
  const at = (host: string) => `${scheme}://${host.includes(':') ? `[${host}]` : host}:${listening.port}`
  const everywhere = listening.host === '0.0.0.0' || listening.host === '::'
  const loopback = listening.host === '127.0.0.1' || listening.host === '::1'
  const lan = everywhere ? addresses.map(at) : loopback ? [] : [at(listening.host)]
  const forPhones = listening.publicUrl ?? lan[0]
  const lines = ['', '双轮 Tandem', `  本机 / local    ${at(everywhere || loopback ? 'localhost' : listening.host)}`]
  for (const url of lan) lines.push(`  局域网 / LAN    ${url}`)
  if (listening.publicUrl) lines.push(`  网址 / public   ${listening.publicUrl}`)
  if (forPhones) {
    lines.push(
      '',
      '  手机扫码打开 / open on a phone:',
      await qrcode.toString(forPhones, { type: 'terminal', small: true }),
    )
  }
  return lines.join('\n')
}

/** Addresses of this machine in local networks, the likeliest first: virtual bridges of containers come last. */
export function lanAddresses(interfaces = networkInterfaces()): string[] {
  const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|zt|tailscale|wg)/
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter((each) => each.family === 'IPv4' && !each.internal && !each.address.startsWith('169.254.'))
      .map((each) => ({ address: each.address, virtual: virtual.test(name) })),
  )
  return found.sort((a, b) => Number(a.virtual) - Number(b.virtual)).map((each) => each.address)
}
