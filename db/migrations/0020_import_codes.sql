ALTER TABLE "invitation_import_rows" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "invitation_import_rows" ADD COLUMN "invitation_id" text;--> statement-breakpoint
CREATE INDEX "invitations_email_idx" ON "invitations" USING btree ("organization_id","email","id");