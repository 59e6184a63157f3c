/** The pages that tell what holds for every call, in the order in which a stranger needs them. */
export const guides = [
  { slug: "authentication", title: "Authentication", words: "Keys, scopes and who a key acts for." },
  { slug: "pagination", title: "Pagination", words: "Lists come in pages; a cursor leads to the next." },
  { slug: "follow-logs", title: "Follow the logs", words: "Both logs in your SIEM, each event once." },
  { slug: "problems", title: "Problems", words: "Every refusal by its code, and what to do." },
  { slug: "idempotency", title: "Safe retries", words: "Repeat a request without doing it twice." },
  { slug: "rate-limits", title: "Rate limits", words: "How many calls a key has, and when it has more." },
  {
    slug: "versioning",
    title: "Versioning",
    words: "What may change, what never does, and what you hear of it.",
  },
  { slug: "audit-actions", title: "Audit actions", words: "Every deed that the audit log names." },
] as const;
