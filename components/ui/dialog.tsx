"use client";

import { Slot } from "@radix-ui/react-slot";
import { X } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { isChanged } from "@/components/form/changed";
import { Button } from "./button";
import { cn } from "./cn";

type DialogState = {
  open: boolean;
  setOpen: (open: boolean) => void;
  element: RefObject<HTMLDialogElement | null>;
};

const DialogContext = createContext<DialogState | null>(null);

function useDialog(): DialogState {
  const state = use(DialogContext);
  if (!state) throw new Error("This part of a dialog stands outside of <Dialog>.");
  return state;
}

export type DialogProps = { open?: boolean; onOpenChange?: (open: boolean) => void; children: ReactNode };

/** Opens by its `DialogTrigger`, or is steered by `open` and `onOpenChange`. */
export function Dialog({ open, onOpenChange, children }: DialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const element = useRef<HTMLDialogElement>(null);
  const setOpen = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  return <DialogContext value={{ open: open ?? ownOpen, setOpen, element }}>{children}</DialogContext>;
}

type PartProps = ComponentProps<"button"> & { asChild?: boolean };

/** Opens the dialog. With `asChild` its one child is the button. */
export function DialogTrigger({ asChild, ...rest }: PartProps) {
  const { open, setOpen } = useDialog();
  const Part = asChild ? Slot : "button";
  return (
    <Part type="button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)} {...rest} />
  );
}

/** Closes the dialog. With `asChild` its one child is the button. */
export function DialogClose({ asChild, ...rest }: PartProps) {
  const { setOpen } = useDialog();
  const Part = asChild ? Slot : "button";
  return <Part type="button" onClick={() => setOpen(false)} {...rest} />;
}

export type DialogContentProps = {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  size?: "md" | "lg";
  /** `false` where only the dialog's own button may close it, because what it shows is shown this once. */
  dismissible?: boolean;
  className?: string;
};

/**
 * The browser's own modal dialog: it keeps focus inside, closes on Escape and hides the rest of the page
 * from assistive technology without a library. What it holds exists only while it is open.
 */
export function DialogContent({
  title,
  description,
  children,
  size = "md",
  dismissible = true,
  className,
}: DialogContentProps) {
  const { open, setOpen, element } = useDialog();
  const id = useId();

  useLayoutEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, [open, element]);

  /** A press beside the dialog may be a slip, so it does not throw away what was typed. */
  function closeOnBackdrop(event: PointerEvent) {
    if (!dismissible || event.target !== element.current) return;
    if ([...element.current.querySelectorAll("form")].some(isChanged)) return;
    setOpen(false);
  }

  /** Browsers let nobody refuse a second Escape in a row, but they do heed a key that was taken. */
  function withholdEscape(event: KeyboardEvent) {
    if (!dismissible && event.key === "Escape") event.preventDefault();
  }

  return (
    <dialog
      ref={element}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        if (event.target !== element.current) return;
        event.preventDefault();
        if (dismissible) setOpen(false);
      }}
      onClose={(event) => {
        // The event comes late: by then the dialog may be open again.
        if (event.target !== element.current || !open || element.current.open) return;
        // Closed by the browser all the same, as its back gesture does.
        if (dismissible) setOpen(false);
        else element.current.showModal();
      }}
      onKeyDown={withholdEscape}
      onPointerDown={closeOnBackdrop}
      className={cn(
        "w-full border border-line bg-raised shadow-float outline-none backdrop:animate-[fade-in_120ms_ease-out]",
        "max-sm:mb-0 max-sm:max-w-full max-sm:animate-[sheet-in_200ms_ease-out] max-sm:rounded-t-xl",
        "max-h-[calc(100dvh-2rem)] sm:animate-[rise-in_140ms_ease-out] sm:rounded-xl",
        size === "lg" ? "sm:max-w-2xl" : "sm:max-w-md",
        className,
      )}
    >
      {open ? (
        <div className="flex flex-col p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:p-6">
          <h2
            id={`${id}-title`}
            className={cn(
              "text-lg font-semibold tracking-tight wrap-anywhere text-balance",
              dismissible && "pr-8",
            )}
          >
            {title}
          </h2>
          {description ? (
            <div id={`${id}-description`} className="mt-1.5 wrap-anywhere text-muted text-pretty">
              {description}
            </div>
          ) : null}
          {children ? <div className="mt-5">{children}</div> : null}
          {dismissible ? (
            <DialogClose asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="absolute! top-4 right-4">
                <X />
              </Button>
            </DialogClose>
          ) : null}
        </div>
      ) : null}
    </dialog>
  );
}

/** The buttons of a dialog: first what leaves it, last the deed. On phones they are stacked, the deed on top. */
export function DialogActions({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div className={cn("flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)} {...rest} />
  );
}
