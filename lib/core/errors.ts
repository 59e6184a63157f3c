/**
 * The one table of refusals: a stable code and the HTTP status it answers with.
 * Codes are part of the public API (RFC 9457 `code`), so a code is never renamed.
 */
export const statusOfError = {
  "bad-request": 400,
  unauthenticated: 401,
  forbidden: 403,
  "step-up-required": 403,
  "second-factor-required": 403,
  "address-not-allowed": 403,
  "wrong-origin": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "name-taken": 409,
  "already-member": 409,
  "already-invited": 409,
  "no-free-seat": 409,
  "last-owner": 409,
  gone: 410,
  "wrong-account": 409,
  "idempotency-in-progress": 409,
  "precondition-failed": 412,
  "too-large": 413,
  "unsupported-media-type": 415,
  "wrong-host": 421,
  invalid: 422,
  "idempotency-key-reused": 422,
  "precondition-required": 428,
  "rate-limited": 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOfError;

/** What is wrong with one field: `field` is a dotted path, `message` says what to do. */
export type FieldError = { field: string; message: string };

/**
 * A refusal whose words may be shown to anyone. Anything else that is thrown is a bug
 * and reaches people only as "something went wrong" with a request id.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  /** Whether a right was missing, also where the answer must not say so. */
  readonly aboutRights: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    more: { fields?: FieldError[]; retryAfterSeconds?: number; aboutRights?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.fields = more.fields ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.aboutRights = more.aboutRights ?? code === "forbidden";
  }

  get status(): number {
    return statusOfError[this.code];
  }
}

/** A refusal about one field of the input, answered with 422. */
export function invalidField(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: [{ field, message }] });
}

/** Absent, foreign and hidden things answer with these same words. */
export function notFound(thing = "address", more: { aboutRights?: boolean } = {}): AppError {
  return new AppError("not-found", `This ${thing} does not exist, or you have no access to it.`, more);
}
