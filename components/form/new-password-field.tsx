"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { ordinaryRules, type PasswordRules } from "@/lib/core/password-limits";
import type { judgePassword, PasswordOwner } from "@/lib/core/password-rules";
import { useField } from "./form-context";
import { PasswordField, type PasswordFieldProps } from "./password-field";
import { StrengthMeter } from "./strength-meter";

export type NewPasswordFieldProps = Omit<
  PasswordFieldProps,
  "hint" | "ref" | "autoComplete" | "onFocus" | "onBlur"
> & {
  rules?: PasswordRules;
  /** The organization whose rules they are, where they are stricter than everyone's. */
  rulesBy?: string | null;
  /** Whose password it is. */
  own?: PasswordOwner;
  /** The fields of the same form in which that is being typed. */
  ownFields?: { name?: string; email?: string };
};

const typingPauseMs = 200;

function valueIn(form: HTMLFormElement, name: string | undefined): string | undefined {
  const control = name ? form.elements.namedItem(name) : null;
  return control instanceof HTMLInputElement ? control.value : undefined;
}

/**
 * A password being chosen, judged while it is typed by the rules that the server uses. With their dictionaries they
 * weigh 800 KB, so they are fetched when someone comes to the field; until then, and without scripts, it is a plain one.
 */
export function NewPasswordField({
  rules = ordinaryRules,
  rulesBy,
  own,
  ownFields,
  ...rest
}: NewPasswordFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [judge, setJudge] = useState<typeof judgePassword | null>(null);
  const [typed, setTyped] = useState<{ password: string } & PasswordOwner>({ password: "" });
  const [left, setLeft] = useState(false);
  const { error } = useField(rest.name);
  const { name: nameField, email: emailField } = ownFields ?? {};

  const load = useCallback(async () => {
    // One that cannot be fetched is done without: the server judges in any case.
    const loaded = await import("@/lib/core/password-rules").catch(() => null);
    if (loaded) setJudge(() => loaded.judgePassword);
  }, []);

  useEffect(() => {
    const input = field.current;
    const form = input?.form;
    if (!form) return;
    let timer: ReturnType<typeof setTimeout>;
    const readSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(
        () =>
          setTyped({
            password: input.value,
            name: valueIn(form, nameField),
            email: valueIn(form, emailField),
          }),
        typingPauseMs,
      );
    };
    const startAgain = () => {
      setLeft(false);
      readSoon();
    };
    form.addEventListener("input", readSoon);
    form.addEventListener("reset", startAgain);
    // Both may have happened before this script ran.
    if (document.activeElement === input) load();
    readSoon();
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", readSoon);
      form.removeEventListener("reset", startAgain);
    };
  }, [load, nameField, emailField]);

  const name = typed.name ?? own?.name;
  const email = typed.email ?? own?.email;
  const verdict = useMemo(
    () => (typed.password && judge ? judge(typed.password, rules, { name, email }) : null),
    [judge, typed.password, rules, name, email],
  );
  const advice = verdict?.complaint === error ? null : (verdict?.complaint ?? verdict?.hint);

  return (
    <div>
      <PasswordField
        {...rest}
        ref={field}
        autoComplete="new-password"
        onFocus={load}
        onBlur={() => setLeft(typed.password !== "")}
        hint={
          // Both lie in one place, which is as high as the higher: words that change must not move the page.
          <span className="grid min-h-10 *:[grid-area:1/1]">
            <span className={cn(advice && "invisible")}>{demandOf(rules, rulesBy)}</span>
            {advice ? (
              <span className={cn(left && verdict?.complaint && "text-danger-ink")}>{advice}</span>
            ) : null}
          </span>
        }
      />
      <StrengthMeter shown={judge !== null} strength={verdict?.strength ?? null} advice={advice} />
    </div>
  );
}

function demandOf({ minLength, minStrength }: PasswordRules, rulesBy: string | null | undefined): string {
  const demand = `at least ${minLength} characters${minStrength > 0 ? " that are hard to guess" : ""}.`;
  return rulesBy
    ? `${rulesBy} asks for ${demand}`
    : `A${demand.slice(1)} A sentence is easier to remember than symbols.`;
}
