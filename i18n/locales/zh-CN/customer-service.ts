export default {
  chat: '微信客服会话 · 该客户已添加你',
  only: '来自微信客服，暂无同事添加该客户。',
  title: '微信客服会话',
  what: '该用户通过微信客服咨询，尚未添加你。',
  why: '仅添加了该客户的成员可查看资料。',
  next: '请在企业微信中打开资料页，邀请客户添加你。添加后将自动显示。',
  copyId: '复制客户 ID',
  adminHint: '将 NUXT_ACCESS_POLICY 设为 corp，并在「微信客服 → API → 可调用接口的应用」中添加本应用，即可显示昵称、头像和 UnionID。',
}
