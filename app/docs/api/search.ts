type Sought = { id: string; method: string; path: string; summary: string };

/** The endpoints in whose words, method or path every word that is sought occurs. */
export function found<Endpoint extends Sought>(endpoints: Endpoint[], sought: string): Endpoint[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return endpoints.filter(({ id, method, path, summary }) => {
    const text = `${method} ${path} ${summary} ${id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
