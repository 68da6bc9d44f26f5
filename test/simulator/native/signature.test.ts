import { describe, expect, it } from 'vitest'
import { checkSignature, jsapiSignature } from '../../../simulator/native/signature.ts'
import { PAGE_URL, makeWorld } from '../support.ts'

const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
const claim = { nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: '1414587457' }

describe('jsapiSignature (doc 90506)', () => {
  it.each([
    ['http://mp.weixin.qq.com?params=value', '0f9de62fce790f9a083d5c99e95740ceb90c27ed'],
    ['http://mp.weixin.qq.com', 'f4d90daf4b3bca3078ab155816175ba34c443a7b'],
    ['https://sidebar.example.com/', '8dd0946a51d701c2e2462767a8f8242aae708394'],
    ['https://sidebar.example.com', '51d0807a444c34d7a7ed90a088dad628e2e57f89'],
    [
      'https://sidebar.example.com/customer?from=chat&name=%E5%BC%A0%E4%B8%89',
      'c7bb29ce365a47451f89efaf4d0131113c3917d5',
    ],
  ])('matches the vector for %s', (url, signature) => {
    expect(jsapiSignature(ticket, { ...claim, url })).toBe(signature)
  })
})

describe('checkSignature', () => {
  function setUp() {
    const world = makeWorld()
    const corp = world.credentials.issue('corp_ticket', undefined, 7200).value
    const agent = world.credentials.issue('agent_ticket', 1000002, 7200).value
    const other = world.credentials.issue('agent_ticket', 1000003, 7200).value
    const sign = (value: string, url = PAGE_URL) =>
      ({ ...claim, url: PAGE_URL, signature: jsapiSignature(value, { ...claim, url }) })
    return { world, corp, agent, other, sign }
  }

  it('accepts the right ticket for the frame\'s URL', () => {
    const { world, corp, agent, sign } = setUp()
    expect(() => checkSignature(world, 'corp_ticket', undefined, sign(corp))).not.toThrow()
    expect(() => checkSignature(world, 'agent_ticket', 1000002, sign(agent))).not.toThrow()
  })

  it('refuses milliseconds, although the page signed them', () => {
    const { world, agent } = setUp()
    const late = { ...claim, timestamp: '1414587457000', url: PAGE_URL }
    const signed = { ...late, signature: jsapiSignature(agent, late) }
    expect(() => checkSignature(world, 'agent_ticket', 1000002, signed)).toThrow('seconds')
  })

  it('says which wrong ticket was used', () => {
    const { world, corp, agent, other, sign } = setUp()
    expect(() => checkSignature(world, 'agent_ticket', 1000002, sign(corp))).toThrow(
      'made with the corp ticket, wanted the agent ticket',
    )
    expect(() => checkSignature(world, 'corp_ticket', undefined, sign(agent))).toThrow('made with the agent ticket')
    expect(() => checkSignature(world, 'agent_ticket', 1000002, sign(other))).toThrow('of another app')
    world.credentials.revoke('agent_ticket')
    expect(() => checkSignature(world, 'agent_ticket', 1000002, sign(agent))).toThrow('ticket that is revoked')
    world.changeSettings({ clockOffsetMs: 7_200_000 })
    expect(() => checkSignature(world, 'corp_ticket', undefined, sign(corp))).toThrow('ticket that is expired')
  })

  it.each(['http://localhost:5181', 'http://localhost:5181/?a=1', 'https://localhost:5181/'])(
    'refuses a signature for %s', (url) => {
      const { world, agent, sign } = setUp()
      expect(() => checkSignature(world, 'agent_ticket', 1000002, sign(agent, url))).toThrow('fits no ticket')
    })
})
