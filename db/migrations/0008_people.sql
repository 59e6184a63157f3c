CREATE TABLE "invitation_import_rows" (
	"organization_id" text NOT NULL,
	"import_id" text NOT NULL,
	"position" integer NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"role" text NOT NULL,
	"group_names" text[] DEFAULT '{}' NOT NULL,
	"outcome" text,
	"reason" text,
	CONSTRAINT "invitation_import_rows_pkey" PRIMARY KEY("organization_id","import_id","position")
);
--> statement-breakpoint
CREATE TABLE "invitation_imports" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"created_by" text,
	"created_by_name" text NOT NULL,
	"key_id" text,
	"message" text,
	"expires_in_days" smallint NOT NULL,
	"total" integer NOT NULL,
	"invited" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "invitation_imports_pkey" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "organization_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ownership_offers" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"offered_by" text NOT NULL,
	"offered_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removed_members" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"group_ids" text[] DEFAULT '{}' NOT NULL,
	"project_roles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	"removed_by_name" text NOT NULL,
	CONSTRAINT "removed_members_pkey" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "allowed_connectors" text[];--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "max_concurrent_scans" integer;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "member_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "message" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "expires_in_days" smallint DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "sort_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "search" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "pending_alerting_email" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "pending_invoicing_email" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "date_format" text DEFAULT 'day-month-year' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "time_format" text DEFAULT '24-hour' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "default_group_id" text;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "member_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invitation_import_rows" ADD CONSTRAINT "invitation_import_rows_import_fkey" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."invitation_imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_imports" ADD CONSTRAINT "invitation_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_slugs" ADD CONSTRAINT "organization_slugs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_offers" ADD CONSTRAINT "ownership_offers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_offers" ADD CONSTRAINT "ownership_offers_member_fkey" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."memberships"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_offers" ADD CONSTRAINT "ownership_offers_offerer_fkey" FOREIGN KEY ("organization_id","offered_by") REFERENCES "public"."memberships"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removed_members" ADD CONSTRAINT "removed_members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removed_members" ADD CONSTRAINT "removed_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitation_imports_created_idx" ON "invitation_imports" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "organization_slugs_organization_idx" ON "organization_slugs" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "removed_members_user_key" ON "removed_members" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_name_idx" ON "memberships" USING btree ("organization_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "memberships_active_idx" ON "memberships" USING btree ("organization_id","last_active_at","id");--> statement-breakpoint
CREATE INDEX "memberships_search_idx" ON "memberships" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "project_roles_member_idx" ON "project_roles" USING btree ("organization_id","member_id");--> statement-breakpoint
CREATE INDEX "project_roles_group_idx" ON "project_roles" USING btree ("organization_id","group_id");