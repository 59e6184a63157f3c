CREATE TABLE "idempotent_requests" (
	"organization_id" text NOT NULL,
	"key_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"deed_done" boolean DEFAULT false NOT NULL,
	"status" smallint,
	"sealed_answer" text,
	CONSTRAINT "idempotent_requests_pkey" PRIMARY KEY("organization_id","key_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "key_scope_uses" (
	"organization_id" text NOT NULL,
	"key_id" text NOT NULL,
	"scope" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "key_scope_uses_pkey" PRIMARY KEY("organization_id","key_id","scope")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ALTER COLUMN "secret_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_hash" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "networks" text[];--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_endpoint" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "noticed_days" smallint;--> statement-breakpoint
ALTER TABLE "removed_members" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "removed_members" ADD COLUMN "email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "key_life_days" smallint;--> statement-breakpoint
ALTER TABLE "idempotent_requests" ADD CONSTRAINT "idempotent_requests_key_fkey" FOREIGN KEY ("organization_id","key_id") REFERENCES "public"."api_keys"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_scope_uses" ADD CONSTRAINT "key_scope_uses_key_fkey" FOREIGN KEY ("organization_id","key_id") REFERENCES "public"."api_keys"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotent_requests_age_idx" ON "idempotent_requests" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_previous_key" ON "api_keys" USING btree ("previous_hash") WHERE "api_keys"."previous_hash" is not null;--> statement-breakpoint
CREATE INDEX "api_keys_end_idx" ON "api_keys" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_previous" CHECK (("api_keys"."previous_hash" is null) = ("api_keys"."previous_until" is null));