ALTER TABLE "api_keys" ADD COLUMN "made_by" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "made_by_key" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "life_days" smallint NOT NULL DEFAULT 90;--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "life_days" DROP DEFAULT;--> statement-breakpoint
-- The wall lets the owner read keys and no more; for these two statements it stands aside.
ALTER TABLE "api_keys" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
update api_keys set
  life_days = least(365, greatest(1, round(extract(epoch from expires_at - created_at) / 86400)));
--> statement-breakpoint
update api_keys set made_by = audit_events.actor_id from audit_events
where audit_events.stream_id = api_keys.organization_id and audit_events.target_id = api_keys.id
  and audit_events.action = 'key.created' and audit_events.actor_kind = 'member';
--> statement-breakpoint
ALTER TABLE "api_keys" FORCE ROW LEVEL SECURITY;
