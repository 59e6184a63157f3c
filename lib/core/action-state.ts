import type { ErrorCode, FieldError } from "./errors";

/** What a server action answers to its form: nothing yet, done, or refused with the words and what was typed. */
export type ActionState<Data = unknown> =
  | { status: "idle" }
  | { status: "done"; message?: string; data?: Data }
  | {
      status: "refused";
      code: ErrorCode;
      message: string;
      fields: FieldError[];
      /** What was typed, but for secrets, so that a form without JavaScript keeps it too. */
      values: Record<string, string | string[]>;
      requestId: string | null;
    };

/** A server action with everything bound but the form. */
export type FormAction<Data = unknown> = (
  state: ActionState<Data>,
  form: FormData,
) => Promise<ActionState<Data>>;

export const idle: ActionState<never> = { status: "idle" };
