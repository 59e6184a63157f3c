import { SettingPart } from "@/app/(console)/account/setting";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import type { Person } from "@/lib/auth/actor";
import { NewCodesDialog } from "./factor-dialogs";

/** From here on it is time to make new ones. */
const few = 3;
const codesInSet = 10;

type RecoveryCodesPartProps = {
  person: Person;
  codes: { remaining: number; createdAt: Date } | null;
  hasFactor: boolean;
};

/** How many codes are left for the day when a factor is lost. */
export function RecoveryCodesPart({ person, codes, hasFactor }: RecoveryCodesPartProps) {
  const left = codes?.remaining ?? 0;
  if (!hasFactor) {
    return (
      <SettingPart
        title="Recovery codes"
        description="Ten codes for the day when you lose your second factor. You get them with the first one you set up."
      />
    );
  }
  return (
    <SettingPart
      title={
        <>
          Recovery codes {left > 0 && left <= few ? <Badge tone="warning">Running low</Badge> : null}
          {left === 0 ? <Badge tone="danger">None left</Badge> : null}
        </>
      }
      description={
        <>
          Each one signs you in once when you do not have your second factor at hand.
          {codes ? (
            <>
              {" "}
              Made <Time at={codes.createdAt} show="date" />.
            </>
          ) : null}
        </>
      }
      action={<NewCodesDialog account={person.email} left={left} />}
    >
      {left === 0 ? (
        <Alert tone="warning" title="You have no recovery codes">
          Should you lose your second factor, you could not sign in any more. Make new ones now.
        </Alert>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <span aria-hidden="true" className="flex gap-1">
            {Array.from({ length: codesInSet }, (_, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: they are alike and never move.
                key={index}
                className={cn(
                  "h-1.5 w-5 rounded-full",
                  index >= left ? "bg-hover" : left <= few ? "bg-warning" : "bg-accent",
                )}
              />
            ))}
          </span>
          <span className="tabular">
            {left} of {codesInSet} left
          </span>
        </div>
      )}
    </SettingPart>
  );
}
