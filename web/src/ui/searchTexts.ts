/** The named values of an address that are texts; anything else in it is dropped. */
export function texts<K extends string>(
  search: Record<string, unknown>,
  names: readonly K[],
): { [N in K]?: string } {
  const kept: { [N in K]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') kept[name] = value;
  }
  return kept;
}
