"use client";

import { useEffect, useRef, useState } from "react";
import { useActionForm } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { count } from "@/lib/core/text";

/** What is done with the members that are ticked in the form around; without JavaScript its button is always there. */
export function TakeOutBar() {
  const { pending } = useActionForm();
  const place = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const look = () => setChosen(new FormData(form).getAll("memberIds").length);
    // A reset is announced before it happens.
    const lookSoon = () => setTimeout(look);
    look();
    form.addEventListener("change", look);
    form.addEventListener("reset", lookSoon);
    return () => {
      form.removeEventListener("change", look);
      form.removeEventListener("reset", lookSoon);
    };
  }, []);

  return (
    <div ref={place} className={cn("sticky bottom-4 z-10", chosen > 0 && "mt-4")}>
      <noscript>
        <SubmitButton>Take out of the group</SubmitButton>
      </noscript>
      <p role="status" className="sr-only">
        {chosen > 0 ? `${count(chosen, "member")} selected.` : ""}
      </p>
      {chosen > 0 ? (
        <div className="floating flex animate-[rise-in_140ms_ease-out] flex-wrap items-center gap-2 p-2.5">
          <p className="mr-auto pl-1.5 text-muted max-sm:w-full">
            {count(chosen, "member")} selected. They lose what only this group gives them.
          </p>
          <Button variant="ghost" type="reset" disabled={pending}>
            Clear
          </Button>
          <SubmitButton variant="danger" pendingLabel="Taking out…">
            Take out of the group
          </SubmitButton>
        </div>
      ) : null}
    </div>
  );
}
