import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCallbackEvent } from '../../../../server/wecom/callback/event.ts'
import { readFlatXml as read, readLeaves } from '../../../../server/wecom/callback/flat-xml.ts'
import { coded } from '../../../support/coded.ts'

const readFlatXml = (text: string) => read(text, 'message')

describe('readFlatXml', () => {
  it('reads leaves with and without CDATA, and white space between them', () => {
    const text = '<xml>\n  <A><![CDATA[a <b> & ]] c]]></A>\n<CreateTime> 1 </CreateTime>'
      + '<Empty></Empty><E2><![CDATA[]]></E2></xml>\n'
    expect([...readFlatXml(text)]).toEqual([['A', 'a <b> & ]] c'], ['CreateTime', '1'], ['Empty', ''], ['E2', '']])
  })

  it('reads the first leaf of a list, and ignores the list itself', () => {
    const text = '<xml><List><Item><![CDATA[1]]></Item><Item>2</Item></List><B>b</B></xml>'
    expect([...readFlatXml(text)]).toEqual([['Item', '1'], ['B', 'b']])
  })

  it('reads a leaf at its own end only, not at the end of what is around it', () => {
    expect(readLeaves('<xml><A><A>1</A></A></xml>', 'message')).toEqual([['A', '1']])
    expect(readLeaves('<xml><A/></A></xml>', 'message')).toEqual([['A', '']])
    expect(readLeaves('<xml><xml>1</xml>', 'message')).toEqual([])
  })

  it.each([
    '', 'text', '<xml>', '</xml>', '<xml></xm>', '<XML></XML>',
    '<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
    '<xml><!ENTITY a "b"></xml>',
    '<xml><?xml version="1.0"?></xml>',
    '<xml><a:include href="file:///etc/passwd"/></xml>',
    '<xml><A b=c>d</A></xml>',
    '<xml><A b="<">d</A></xml>',
    '<xml><!-- c </xml>',
    '<xml><!--></xml>',
    '<?xml-stylesheet href="x"?><xml></xml>',
    '<xml><A><![CDATA[never ends</A></xml>',
    '<xml><',
    '<xml><A</xml>',
    `<xml>${'a'.repeat(70_000)}</xml>`,
  ])('refuses %s', (text) => {
    expect(() => readFlatXml(text)).toThrow(coded('invalid_request'))
  })

  it.each([
    '<?xml version="1.0" encoding="UTF-8"?>\n<xml><A>1</A><B></B></xml>',
    '\ufeff<xml><A>1</A><B/></xml>',
    '<xml xmlns="urn:x"><A type=\'text\' lang="zh">1</A><B kind="none" /></xml>',
    '<xml><!-- a > b --><A>1</A ><B /></xml >',
    '<xml><!-- a --><!-- b --><A>1<!-- c > d --></A><B/></xml>',
    '<xml>\n<A\n  b = "c"\n>1</A><B></B>\n</xml>\n',
  ])('S4: reads what XML allows: %j', (text) => {
    expect([...readFlatXml(text)]).toEqual([['A', '1'], ['B', '']])
  })

  it('takes the text of a message itself for no leaf', () => {
    expect([...readFlatXml('<xml>text</xml>')]).toEqual([])
    expect([...readFlatXml('<xml></xml>')]).toEqual([])
  })

  it('expands no entity', () => {
    expect(readFlatXml('<xml><A>&lt;&#65;&a;</A></xml>').get('A')).toBe('&lt;&#65;&a;')
  })

  it('reads any text or refuses it with invalid_request', () => {
    const piece = fc.constantFrom(
      '<xml>', '</xml>', '<A>', '</A>', '<![CDATA[', ']]>', '<', '>', '&a;', 'x', ' ', '<!', '<?', '/',
    )
    const message = fc.array(piece, { maxLength: 40 }).map(pieces => `<xml>${pieces.join('')}</xml>`)
    fc.assert(fc.property(fc.oneof(fc.string(), message), (text) => {
      try {
        readFlatXml(text)
      }
      catch (error) {
        expect(error).toEqual(coded('invalid_request'))
      }
    }), { numRuns: 5_000 })
  })
})

describe('readCallbackEvent', () => {
  function eventOf(leaves: Record<string, string>) {
    const xml = Object.entries(leaves).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    return readCallbackEvent(`<xml>${xml.join('')}</xml>`)
  }

  it('reads a change of a customer, a change of the tag library, and other events', () => {
    const change = { UserID: 'zhangsan', ExternalUserID: 'wm1', CreateTime: '1403610513' }
    const kinds: [type: string, told: string | undefined, rest?: object][] = [
      ['add_external_contact', 'added'], ['edit_external_contact', 'edited'],
      ['del_external_contact', 'deleted_by_member'], ['del_follow_user', 'deleted_by_customer'],
      ['del_external_contact', 'transferred', { Source: 'DELETE_BY_TRANSFER' }],
      ['transfer_fail', 'transfer_failed'], ['add_half_external_contact', undefined], ['constructor', undefined],
    ]
    for (const [ChangeType, told, rest] of kinds) {
      expect(eventOf({ Event: 'change_external_contact', ChangeType, ...change, ...rest }))
        .toEqual({ kind: 'customer', externalUserId: 'wm1', userId: 'zhangsan', change: told, at: 1_403_610_513 })
    }
    expect(eventOf({ Event: 'change_external_contact', ChangeType: 'something_new' }))
      .toEqual({ kind: 'customer', externalUserId: '', userId: '', at: 0 })
    expect(eventOf({ Event: 'change_external_tag', Id: 't1' })).toEqual({ kind: 'tags' })
    expect(eventOf({ Event: 'something_new' })).toEqual({ kind: 'other' })
  })
})
