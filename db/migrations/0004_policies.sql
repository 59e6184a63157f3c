CREATE TABLE "allowed_networks" (
	"organization_id" text NOT NULL,
	"list_id" text NOT NULL,
	"cidr" text NOT NULL,
	"note" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "allowed_networks_pkey" PRIMARY KEY("organization_id","list_id","cidr")
);
--> statement-breakpoint
CREATE TABLE "network_lists" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"for_web" boolean NOT NULL,
	"for_keys" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "network_lists_pkey" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "policy_notices" (
	"organization_id" text NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "policy_notices_pkey" PRIMARY KEY("organization_id","member_id","kind")
);
--> statement-breakpoint
CREATE TABLE "second_factor_exemptions" (
	"organization_id" text NOT NULL,
	"member_id" text NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"granted_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "second_factor_exemptions_pkey" PRIMARY KEY("organization_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "password_history" (
	"user_id" text NOT NULL,
	"password_hash" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "second_factor_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "password_reuse" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "password_max_age_days" smallint;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "lockout_threshold" smallint DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "lockout_minutes" smallint DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "network_list_id" text;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "trial_list_id" text;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "trial_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "idle_minutes" integer;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "absolute_hours" integer;--> statement-breakpoint
ALTER TABLE "security_policies" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "password_due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "idle_limit_minutes" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "absolute_limit_hours" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_ip" "inet";--> statement-breakpoint
ALTER TABLE "allowed_networks" ADD CONSTRAINT "allowed_networks_list_fkey" FOREIGN KEY ("organization_id","list_id") REFERENCES "public"."network_lists"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "network_lists" ADD CONSTRAINT "network_lists_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_notices" ADD CONSTRAINT "policy_notices_member_fkey" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."memberships"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factor_exemptions" ADD CONSTRAINT "second_factor_exemptions_member_fkey" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."memberships"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "policy_notices_kind_idx" ON "policy_notices" USING btree ("organization_id","kind");--> statement-breakpoint
CREATE INDEX "password_history_user_idx" ON "password_history" USING btree ("user_id","replaced_at");