"use client";

import { Field, TextArea } from "@/components/form/field";

/** What is the same for every invitation that is sent at once: words of one's own, and how long the links work. */
export function SendingFields() {
  return (
    <>
      <TextArea
        name="message"
        label="Message"
        rows={2}
        maxLength={500}
        hint="Stands in the letter as plain text. It cannot hold links."
        optional
      />
      <Field
        name="expiresInDays"
        label="Links work for"
        type="number"
        inputMode="numeric"
        min={1}
        max={30}
        defaultValue={7}
        suffix={<span className="pr-2 text-muted">days</span>}
        className="max-w-44"
      />
    </>
  );
}
