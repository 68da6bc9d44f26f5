/** What a gateway, a captive portal or a bug may send instead of an answer of WeCom or WeChat. */
export const RUBBISH: [name: string, body: string][] = [
  ['HTML', '<html>502 Bad Gateway</html>'], ['nothing', ''], ['null', 'null'], ['a list', '[]'], ['a text', '"ok"'], ['a number', '0'], ['an empty object', '{}'],
  ['errcode as text', '{"errcode":"0","errmsg":"ok"}'], ['cut JSON', '{"errcode":0,"errmsg":"o'], ['two answers', '{"errcode":0}{"errcode":0}'], ['binary', '\u0000\u0001\uFFFD'],
  ['wrong types', JSON.stringify({
    errcode: 'none', access_token: 7, ticket: {}, expires_in: '7200', userid: ['a'], name: 1, external_contact: 1, external_contact_list: 'x', external_userid: {}, group_chat: [],
    tag_group: {}, follow_user: 'a', openid: 1, unionid: [], session_key: {}, corpid: 0, subscribe: 'yes',
  })],
]
