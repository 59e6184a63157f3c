CREATE INDEX "organization_sign_ins_age_idx" ON "organization_sign_ins" USING brin ("at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_age_idx" ON "sign_in_attempts" USING brin ("at");