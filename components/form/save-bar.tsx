"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { isChanged } from "./changed";
import { useActionForm } from "./form-context";
import { SubmitButton } from "./submit-button";

/** Asks before a link of ours leads away from what is not saved. One that opens elsewhere leads nowhere away. */
function holdLink(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hash) return;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== window.location.origin) return;
  if (window.confirm("You have unsaved changes. Leave without saving them?")) return;
  event.preventDefault();
  event.stopPropagation();
}

export type SaveBarProps = { saveLabel?: ReactNode; pendingLabel?: ReactNode };

/**
 * Save and discard, at the end of an `ActionForm` and only while something in it differs from what is stored.
 * Leaving the page with unsaved changes asks first. Without JavaScript the save button is always there.
 */
export function SaveBar({ saveLabel = "Save changes", pendingLabel = "Saving…" }: SaveBarProps) {
  const { state, pending, forget } = useActionForm();
  const place = useRef<HTMLDivElement>(null);
  const [changed, setChanged] = useState(false);
  const shown = changed || pending || state.status === "refused";

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const look = () => setChanged(isChanged(form));
    // A reset is announced before it happens.
    const lookSoon = () => setTimeout(look);
    look();
    form.addEventListener("input", look);
    form.addEventListener("change", look);
    form.addEventListener("reset", lookSoon);
    return () => {
      form.removeEventListener("input", look);
      form.removeEventListener("change", look);
      form.removeEventListener("reset", lookSoon);
    };
  }, []);

  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    // A link within the console unloads nothing, so it is held before it is followed.
    document.addEventListener("click", holdLink, true);
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", holdLink, true);
    };
  }, [changed]);

  function discard() {
    forget();
    place.current?.closest("form")?.reset();
  }

  return (
    <div ref={place} className={cn("sticky bottom-4 z-10", !shown && "-mt-5")}>
      <noscript>
        <SubmitButton>{saveLabel}</SubmitButton>
      </noscript>
      <p role="status" className="sr-only">
        {changed ? "You have unsaved changes." : ""}
      </p>
      {shown ? (
        <div className="floating flex animate-[rise-in_140ms_ease-out] flex-wrap items-center gap-2 p-2.5">
          <p className="mr-auto pl-1.5 text-muted max-sm:w-full">You have unsaved changes.</p>
          <Button variant="ghost" onClick={discard} disabled={pending}>
            Discard changes
          </Button>
          <SubmitButton pendingLabel={pendingLabel}>{saveLabel}</SubmitButton>
        </div>
      ) : null}
    </div>
  );
}
