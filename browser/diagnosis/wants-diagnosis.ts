/** @returns whether the address asks for the diagnosis of the client; only admins get it */
export function wantsDiagnosis(query: URLSearchParams): boolean {
  return query.get('diag') === '1'
}
