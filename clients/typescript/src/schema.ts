// biome-ignore-all format: made by `npm run client:generate`.
// biome-ignore-all lint: made by `npm run client:generate`.

export interface paths {
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who this key is
         * @description The key that makes the call: what it may do now, and when it ends.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The key's organization
         * @description The organization that the key belongs to.
         *
         *     Needs the scope `organization:read`.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the organization's settings
         * @description Changes the fields that are sent and leaves the others. Another alerting or invoicing email waits until the link that is mailed there is opened; naming the one that holds takes the waiting one back.
         *
         *     Needs the scopes `organization:write` and `organization:read`.
         */
        patch: operations["changeOrganization"];
        trace?: never;
    };
    "/organization/contact-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a contact's link again
         * @description Mails another link to the alerting or invoicing address that waits to be confirmed; the one before is dead. Refused where none waits.
         *
         *     Needs the scopes `organization:write` and `organization:read`.
         */
        post: operations["sendContactLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description The organization's members, searched by name and email, filtered and sorted; in the order in which they joined unless asked otherwise.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One member
         * @description A member by their id.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Removes a member at once. They can be restored for 30 days. Their live keys are revoked, or handed over to the organization with those of their scopes that this key has too.
         *
         *     Needs the scope `members:write`.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Gives a member another role. Nobody gives what they do not hold, and an Admin changes no Owner and no other Admin. The email address belongs to the person and cannot be changed. Whoever has the role already is answered as they are.
         *
         *     Needs the scopes `members:write` and `members:read`.
         */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/members/{id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a member's groups
         * @description Puts a member into these groups and takes them out of all others. Refuses groups that give more than the key holds. Where these are their groups already, nothing changes.
         *
         *     Needs the scopes `groups:write` and `members:read`.
         */
        put: operations["setMemberGroups"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable a member
         * @description Shuts a member out at once, in every session and by every key. Nothing of theirs is deleted. Who is disabled stays so.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["disableMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a member
         * @description Lets a disabled member in again. Who is active stays so.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["enableMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock a member's account
         * @description Ends what holds a member's password after too many wrong ones, if anything does. Refused for an account that is active in another organization too.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["unlockMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/reset-second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a member's second factors
         * @description Removes their authenticator app, passkeys and recovery codes, ends their sessions and tells them by mail; without any, nothing happens. Refused for an account that is active in another organization too.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["resetSecondFactors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/end-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a member's sessions
         * @description Signs a member out wherever they are signed in. They can sign in again. Refused for an account that is active in another organization too.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["endMemberSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a removed member
         * @description Makes someone who was removed within the last 30 days a member again, with their role, groups and project roles. Takes a seat.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["restoreMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-only-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an API-only member
         * @description Makes a member who holds API keys and never signs in. It takes a seat and needs every permission of the role.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["createApiOnlyMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/removed-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List removed members
         * @description Who was removed within the last 30 days and can be restored, the latest first.
         *
         *     Needs the scope `members:write`.
         */
        get: operations["listRemovedMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a member may do, and why
         * @description Every permission that a member holds, how far it goes, and each way by which they come to it. For keys that read all members.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["explainAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a member's account is guarded
         * @description The second factors of a member's account, and in how many places it is signed in now. For keys that may change members.
         *
         *     Needs the scope `members:write`.
         */
        get: operations["getMemberAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each role may do
         * @description The roles of the organization, with every permission that each holds and how far it goes, and those in a project. They are the same in every organization.
         */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions/{permission}/holders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may do something
         * @description The active members who hold a permission, by name, with each way by which they do; searched by name and email. For keys that read all members.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["listPermissionHolders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions/{permission}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which keys may do something
         * @description The keys that have the scope and whose holders may do it now, also those whose link waits to be opened, in the order in which they were made; searched by name. For keys that read all members and keys.
         *
         *     Needs the scopes `keys:read` and `members:read`.
         */
        get: operations["listPermissionKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description The organization's invitations, searched by name and email, filtered and sorted; the newest first unless asked otherwise.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite someone
         * @description Invites one person by email. They get a link that is good for as many days as asked, 7 unless said otherwise. Nobody gives what they do not hold: the key needs every permission of the role, and `groups:write` for groups.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One invitation
         * @description An invitation by its id.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["getInvitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description Mails a new link for an invitation that is pending or expired, good for the whole time again; the one before stops working.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["resendInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an invitation
         * @description Takes an invitation back that is pending or expired. Its link stops working at once, and its seat is free.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["cancelInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitation-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports of invitations
         * @description The lists of people that were handed in to be invited, the newest first.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["listInvitationImports"];
        put?: never;
        /**
         * Invite many
         * @description Takes a list of up to 10,000 people to invite and works it off in the background: `Location` says where to look. Each row is judged by itself and by the rights that the key has at that moment. Owners are invited one by one.
         *
         *     Needs the scope `members:write`.
         */
        post: operations["startInvitationImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitation-imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import of invitations
         * @description How far an import has come.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["getInvitationImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitation-imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows of an import
         * @description What became of each row, in the order of the list, searched by name and email.
         *
         *     Needs the scope `members:read`.
         */
        get: operations["listInvitationImportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List groups
         * @description The organization's groups, searched by name and description.
         *
         *     Needs the scope `groups:read`.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Create a group
         * @description Makes a group. Nobody gives what they do not hold: the key needs every permission of the role that the group gives.
         *
         *     Needs the scopes `groups:write` and `groups:read`.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One group
         * @description A group by its id.
         *
         *     Needs the scope `groups:read`.
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /**
         * Delete a group
         * @description Deletes a group. Its members lose what only it gave them, at once.
         *
         *     Needs the scope `groups:write`.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /**
         * Change a group
         * @description Changes the settings that are sent and leaves the others. A group that gives more than the key may do cannot be changed with it.
         *
         *     Needs the scopes `groups:write` and `groups:read`.
         */
        patch: operations["changeGroup"];
        trace?: never;
    };
    "/groups/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members of a group
         * @description The members of one group.
         *
         *     Needs the scopes `members:read` and `groups:read`.
         */
        get: operations["listGroupMembers"];
        put?: never;
        /**
         * Add members to a group
         * @description Adds up to 100 members, by their ids or email addresses, and answers for each what became of it.
         *
         *     Needs the scopes `groups:write` and `members:read`.
         */
        post: operations["addGroupMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/members/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a member out of a group
         * @description They lose what only this group gave them, at once.
         *
         *     Needs the scope `groups:write`.
         */
        delete: operations["removeGroupMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the projects of a group
         * @description The projects in which it gives its members a role, by name.
         *
         *     Needs the scopes `groups:read` and `projects:read`.
         */
        get: operations["listGroupProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description The projects in which the key has a part, searched by name and description.
         *
         *     Needs the scope `projects:read`.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Makes a project. Only the key of an Owner or Admin, or of the organization, may.
         *
         *     Needs the scopes `projects:write` and `projects:read`.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One project
         * @description A project by its id.
         *
         *     Needs the scope `projects:read`.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a project
         * @description Changes the settings that are sent and leaves the others. An archived project is closed to it.
         *
         *     Needs the scopes `projects:write` and `projects:read`.
         */
        patch: operations["changeProject"];
        trace?: never;
    };
    "/projects/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a project
         * @description Closes a project to changes and to new access. It stays to be read and can be restored. One that is archived stays as it is.
         *
         *     Needs the scopes `projects:write` and `projects:read`.
         */
        post: operations["archiveProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a project
         * @description Opens an archived project again, as it was. One that is open stays so.
         *
         *     Needs the scopes `projects:write` and `projects:read`.
         */
        post: operations["restoreProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who was given access to a project
         * @description The roles given in a project, those of groups first. For its Admins.
         *
         *     Needs the scope `projects:read`.
         */
        get: operations["listProjectAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List everyone who gets into a project
         * @description Everyone who has a way into a project, by name, with each of them. For its Admins.
         *
         *     Needs the scope `projects:read`.
         */
        get: operations["listProjectPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/access/{holderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give access to a project
         * @description Gives a member or a group a role in a project, or another than they have; whoever has it keeps it. Nobody gives what they do not hold: the key needs every permission of the role. Whoever has no role in it yet has to be known to the key: a member by `members:read`, a group by `groups:read`.
         *
         *     Needs the scope `projects:write`.
         */
        put: operations["giveProjectAccess"];
        post?: never;
        /**
         * Take away access to a project
         * @description Takes away the role that a member or a group was given in a project, at once.
         *
         *     Needs the scope `projects:write`.
         */
        delete: operations["takeProjectAccess"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys
         * @description The API keys that this one may know of, the newest first; revoked and expired ones too. `unused` names those that could be used and were not for so many days.
         *
         *     Needs the scope `keys:read`.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key
         * @description Makes a key and answers its secret, this once. A key makes no key with more scopes than it has. With `deliver: email` nobody has the secret before the holder, or for an organization's key the member named by `recipientId`, opens a link within 24 hours.
         *
         *     Needs the scope `keys:write`.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One key
         * @description A key by its id, with when it last used each of its scopes.
         *
         *     Needs the scope `keys:read`.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description Ends a key from its next call on. It stays in the list.
         *
         *     Needs the scope `keys:write`.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        /**
         * Change a key
         * @description Changes the name, scopes or networks that are sent; its secret goes on working. No scope is added that the caller does not hold, and of a key that may do more than the caller scopes can only be taken away. Of someone else's key scopes and networks can only be taken away, unless its holder is API-only and the caller manages them.
         *
         *     Needs the scopes `keys:write` and `keys:read`.
         */
        patch: operations["changeKey"];
        trace?: never;
    };
    "/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a key
         * @description Gives a key another secret and answers it, this once. The one before goes on working for the overlap, never past its own end; the key then lives as long again as before, under the organization's maximum. A key that rotates itself leaves an overlap: without one, an answer that is lost on the way is a key that is lost.
         *
         *     Needs the scope `keys:write`.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{id}/narrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Narrow a key
         * @description Takes away every scope that the key has not used in 90 days. Refused for a key younger than 14 days, and where nothing would be left.
         *
         *     Needs the scope `keys:write`.
         */
        post: operations["narrowKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{id}/reveal-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a key's link again
         * @description Mails another link to a key that waits to be opened; the one before is dead. `recipientId` names another member for an organization's key.
         *
         *     Needs the scope `keys:write`.
         */
        post: operations["sendKeyLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Is this key ours?
         * @description Says of a secret that someone found whether it is a key of this organization. It is looked up by its hash, and stored nowhere.
         *
         *     Needs the scope `keys:read`.
         */
        post: operations["checkKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/leaked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a leaked key
         * @description Revokes a key that you found, and mails those who answer for it. That you have its secret is proof enough: no key of your own is needed. Reports are limited by network.
         */
        post: operations["reportLeakedKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The security policy
         * @description What the organization demands of whoever enters it.
         *
         *     Needs the scope `security:read`.
         */
        get: operations["getSecurityPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the security policy
         * @description Changes the fields that are sent and leaves the others. A new list of networks holds for ten minutes and falls back unless it is confirmed, on the page Policies or by `/security-policy/networks/confirm`.
         *
         *     Needs the scopes `security:write` and `security:read`.
         */
        patch: operations["changeSecurityPolicy"];
        trace?: never;
    };
    "/security-policy/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who a change affects
         * @description The members, sessions and keys that a change would keep out, and why. Nothing is changed. At most 100 of each are named, the first by name; the totals count all.
         *
         *     Needs the scopes `security:write` and `security:read`.
         */
        post: operations["previewSecurityPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert a change of the policy
         * @description Goes back on one change, by the id of its event `policy.changed` in the audit log, through the same checks as any other change. Refused where a list of networks that it would bring back is not kept any more.
         *
         *     Needs the scopes `security:write` and `security:read`.
         */
        post: operations["revertSecurityPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind of the second factor
         * @description Mails everyone who owes a second factor that one is required, or is about to be; nobody more than once a day. `GET /members?factor=none&status=active` lists who they are.
         *
         *     Needs the scope `security:write`.
         */
        post: operations["remindMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy/networks/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the list of networks
         * @description Makes the list on trial hold for good. A list that restricts the web app is confirmed there, by someone whom it lets in; a key confirms one for keys, from one of its networks. Refused once the trial is over: then the list from before holds again.
         *
         *     Needs the scopes `security:write` and `security:read`.
         */
        post: operations["confirmNetworks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy/networks/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop the list of networks
         * @description Ends the trial at once: the list from before holds again.
         *
         *     Needs the scopes `security:write` and `security:read`.
         */
        post: operations["dropNetworks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy/exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exemptions
         * @description The members who need no second factor for a while, until when, and why; by name.
         *
         *     Needs the scope `security:read`.
         */
        get: operations["listExemptions"];
        put?: never;
        /**
         * Exempt a member
         * @description Lets a member in without a second factor for a while, of at most a year. The reason stands in the audit log. For whoever is exempt already, the new reason and time take the place of the old; the same again change nothing. Owners and Admins are never exempt.
         *
         *     Needs the scope `security:write`.
         */
        post: operations["giveExemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/security-policy/exemptions/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End an exemption
         * @description From then on the member needs a second factor like everyone else. Without one they lose access at once where it is required.
         *
         *     Needs the scope `security:write`.
         */
        delete: operations["endExemption"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sign-ins
         * @description Every attempt of a member to sign in, the newest first, by member, outcome, method, keyword and time. The log grows without end, so it is not counted.
         *
         *     With `order=asc` it is the oldest first, and `after` leads on from the last attempt that you have, for ever. An attempt is listed in this order when it is a minute old: by then it is written, together with every one before it, so that none is passed by. `/docs/api/follow-logs` shows how.
         *
         *     With `format=jsonl` everything that fits is answered at once, an attempt on each line; `limit` and `cursor` are of no effect then.
         *
         *     Needs the scope `logs:read`.
         */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description What happened in the organization, the newest first, by actor, action or group of actions, target, outcome, keyword and time. `/docs/api/audit-actions` tells what each action is.
         *
         *     With `order=asc` it is the oldest first, and `after` leads on from the last event that you have, for ever: events are numbered one after the other as they are written, so that none is passed by. `/docs/api/follow-logs` shows how.
         *
         *     A page may have fewer events than `limit`, or none, while its `nextCursor` leads on: the oldest first, with an action and a keyword, or with a keyword without three letters or digits in a row, what you ask for is looked for in a part of the log at a time. The log grows without end, so it is not counted. With `format=jsonl` everything that fits is answered at once, an event on each line; `limit` and `cursor` are of no effect then.
         *
         *     Needs the scope `logs:read`.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the log
         * @description Checks the log from its first event on: each event's hash against its content and the event before it, the numbering, the end and every seal. One request comes as far as a second or so takes it, some 50,000 events; send its `nextCursor` on, within an hour, until that is null. The last step writes the outcome into the log, and seals it where it is whole.
         *
         *     Needs the scope `logs:write`.
         */
        post: operations["verifyAuditLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long the log is kept
         * @description For how many days events stay in the audit log.
         *
         *     Needs the scope `logs:read`.
         */
        get: operations["getAuditRetention"];
        /**
         * Set how long the log is kept
         * @description Says for how many days events stay in the audit log. What is older goes within a day, for good; a signed stub stays in its place, so that the rest can be verified.
         *
         *     Needs the scopes `security:write` and `logs:write`.
         */
        put: operations["setAuditRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Me: {
            key: {
                /** @example key_01kaj53x00e00s000000000001 */
                id: string;
                /** @example Provisioning */
                name: string;
                /**
                 * Format: date-time
                 * @description When the secret of this call ends.
                 * @example 2027-04-12T08:00:00.000Z
                 */
                expiresAt: string;
                /** @description Whether the key was rotated and this is the secret before: put the new one in its place. */
                replaced: boolean;
                scopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
                /** @description The networks that it works from, as CIDRs; none of them means anywhere. */
                networks: string[];
            };
            /** @description What the key may do now: its scopes, as far as its holder holds them. */
            permissions: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
            /**
             * @description The member whose key it is; null for the organization's own.
             * @example mem_01kaj53x00e00s000000000000
             */
            memberId: string | null;
            organization: {
                /** @example org_01kaj53x00e00s000000000000 */
                id: string;
                /**
                 * @description What its pages are found under.
                 * @example northwind-security
                 */
                slug: string;
                /** @example Northwind Security */
                name: string;
            };
        };
        Problem: {
            /**
             * Format: uri
             * @description Leads to what the code means and what to do.
             * @example https://console.example.com/docs/api/problems#invalid
             */
            type: string;
            /**
             * @description The code in words.
             * @example Fields do not fit
             */
            title: string;
            /**
             * Format: int32
             * @example 422
             */
            status: number;
            /**
             * @description What is wrong, in a word that never changes.
             * @example invalid
             * @enum {string}
             */
            code: "bad-request" | "unauthenticated" | "forbidden" | "step-up-required" | "second-factor-required" | "address-not-allowed" | "wrong-origin" | "not-found" | "method-not-allowed" | "conflict" | "name-taken" | "already-member" | "already-invited" | "no-free-seat" | "last-owner" | "gone" | "wrong-account" | "idempotency-in-progress" | "precondition-failed" | "too-large" | "unsupported-media-type" | "wrong-host" | "invalid" | "idempotency-key-reused" | "precondition-required" | "rate-limited" | "internal" | "unavailable";
            /**
             * @description What is wrong and what to do, in a sentence.
             * @example limit is a whole number from 1 to 100.
             */
            detail: string;
            /**
             * Format: uuid
             * @description Quote it when you ask for help.
             * @example 0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55
             */
            requestId: string;
            /** @description One entry for each field that does not fit. */
            errors?: {
                /** @example limit */
                field: string;
                /** @example limit is a whole number from 1 to 100. */
                message: string;
            }[];
        };
        Organization: {
            /** @example org_01kaj53x00e00s000000000000 */
            id: string;
            /**
             * Format: int32
             * @description Rises with every change of its settings; the ETag tells it too.
             * @example 7
             */
            version: number;
            /**
             * @description What its pages are found under.
             * @example northwind-security
             */
            slug: string;
            /** @example Northwind Security */
            name: string;
            /** @example Northwind Security Ltd */
            legalName: string;
            /**
             * Format: email
             * @example security@example.com
             */
            alertingEmail: string;
            /**
             * Format: email
             * @description An address that takes its place once the link mailed there is opened; null where none waits.
             * @example alerts@example.com
             */
            pendingAlertingEmail: string | null;
            /**
             * Format: email
             * @example invoices@example.com
             */
            invoicingEmail: string;
            /**
             * Format: email
             * @description An address that takes its place once the link mailed there is opened; null where none waits.
             * @example ada@example.com
             */
            pendingInvoicingEmail: string | null;
            /** @enum {string} */
            dateFormat: "day-month-year" | "month-day-year" | "iso";
            /** @enum {string} */
            timeFormat: "24-hour" | "12-hour";
            /**
             * @description An IANA name.
             * @example Europe/London
             */
            timeZone: string;
            /** @description Whether Admins may change, disable and remove other Admins. */
            adminsManageAdmins: boolean;
            /** @example Community */
            plan: string;
            /**
             * Format: int32
             * @description How many members and pending invitations the plan holds.
             * @example 1000
             */
            seats: number;
            /**
             * Format: int32
             * @example 3
             */
            members: number;
            /**
             * Format: date-time
             * @example 2026-01-12T08:00:00.000Z
             */
            createdAt: string;
        };
        SentContactLink: {
            /**
             * Format: email
             * @example alerts@example.com
             */
            email: string;
        };
        MemberPage: {
            data: components["schemas"]["Member"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        Member: {
            /** @example mem_01kaj53x00e00s000000000001 */
            id: string;
            /** @example Margaret Hamilton */
            name: string;
            /**
             * Format: email
             * @description Null for an API-only member.
             * @example margaret@example.com
             */
            email: string | null;
            /** @description Holds keys and never signs in. */
            apiOnly: boolean;
            /**
             * @description The organization role.
             * @enum {string}
             */
            role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
            /** @enum {string} */
            status: "active" | "disabled";
            groups: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Platform */
                name: string;
            }[];
            /**
             * @description Whether they have one; null for an API-only member, who is never asked for one.
             * @enum {string|null}
             */
            secondFactor: "has" | "none" | "exempt" | null;
            /**
             * Format: date-time
             * @description Until when no password is tried for the account, after too many wrong ones.
             * @example 2026-12-01T09:00:00.000Z
             */
            lockedUntil: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T08:12:00.000Z
             */
            lastActiveAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-12T08:00:00.000Z
             */
            createdAt: string;
        };
        MemberDone: {
            /** @example mem_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Ada Lovelace */
            name: string;
        };
        CreatedApiOnlyMember: {
            /** @example mem_01kaj53x00e00s000000000002 */
            id: string;
            /** @example Deploy robot */
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
        };
        RemovedMemberPage: {
            data: components["schemas"]["RemovedMember"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        RemovedMember: {
            /** @example mem_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Ada Lovelace */
            name: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string | null;
            apiOnly: boolean;
            /** @enum {string} */
            role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
            /**
             * Format: date-time
             * @example 2026-03-02T09:30:00.000Z
             */
            joinedAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T17:00:00.000Z
             */
            removedAt: string;
            /** @example Provisioning */
            removedByName: string;
            /**
             * Format: date-time
             * @example 2026-12-20T17:00:00.000Z
             */
            restorableUntil: string;
        };
        Access: {
            member: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Ada Lovelace */
                name: string;
                /**
                 * Format: email
                 * @example ada@example.com
                 */
                email: string | null;
                /**
                 * @description The organization role.
                 * @enum {string}
                 */
                role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
            };
            groups: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Platform */
                name: string;
                /**
                 * @description The role that it gives.
                 * @enum {string|null}
                 */
                role: "owner" | "admin" | "team-leader" | "billing-manager" | "user" | null;
            }[];
            /** @description What keeps them out now, whatever they hold. */
            keptOut: ("disabled" | "api-only" | "second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
            permissions: {
                /** @enum {string} */
                permission: "organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write" | "organization:delete" | "organization:transfer";
                /**
                 * @description How far it goes: all of the organization's, of their groups, by project role, what is shared with every member, or their own.
                 * @enum {string}
                 */
                reach: "all" | "groups" | "projects" | "shared" | "own";
                ways: components["schemas"]["Way"][];
            }[];
            /** @description The projects in which they have a role. */
            projects: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Web shop */
                name: string;
                archived: boolean;
                /**
                 * @description What they are in it; null where their role in the organization reaches no project.
                 * @enum {string|null}
                 */
                role: "admin" | "member" | "viewer" | null;
                permissions: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
                ways: components["schemas"]["ProjectWay"][];
            }[];
        };
        Way: {
            /**
             * @description The organization role.
             * @enum {string}
             */
            role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
            /** @description The group that gives the role; null where it is their own. */
            group: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Platform */
                name: string;
            } | null;
            /**
             * @description How far it goes: all of the organization's, of their groups, by project role, what is shared with every member, or their own.
             * @enum {string}
             */
            reach: "all" | "groups" | "projects" | "shared" | "own";
        };
        ProjectWay: {
            /** @enum {string} */
            role: "admin" | "member" | "viewer";
            /** @description The group that gives the role; null where it is their own. */
            group: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Platform */
                name: string;
            } | null;
        };
        MemberAccount: {
            secondFactors: {
                /** @description Whether they have an authenticator app. */
                authenticator: boolean;
                /**
                 * Format: int32
                 * @description How many passkeys they have.
                 * @example 1
                 */
                passkeys: number;
                /**
                 * Format: int32
                 * @description How many recovery codes are left.
                 * @example 8
                 */
                recoveryCodes: number;
            };
            /** @description Null for an account that is active in another organization too: that is not told. */
            signedIn: {
                /**
                 * Format: int32
                 * @description In how many places they are signed in now.
                 * @example 2
                 */
                sessions: number;
                /**
                 * Format: date-time
                 * @description When they were last active in one of them.
                 * @example 2026-11-19T16:40:00.000Z
                 */
                lastAt: string | null;
            } | null;
        };
        Roles: {
            roles: {
                /**
                 * @description The organization role.
                 * @enum {string}
                 */
                role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
                /** @example Admin */
                name: string;
                /** @example Holds everything but handing the organization over and deleting it. Changes no Owner, and other Admins only where the organization lets Admins. */
                description: string;
                permissions: {
                    /** @enum {string} */
                    permission: "organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write" | "organization:delete" | "organization:transfer";
                    /**
                     * @description How far it goes: all of the organization's, of their groups, by project role, what is shared with every member, or their own.
                     * @enum {string}
                     */
                    reach: "all" | "groups" | "projects" | "shared" | "own";
                }[];
            }[];
            /** @description What a role in a project lets do in it who goes there `by project role`. */
            projectRoles: {
                /**
                 * @description The project role.
                 * @enum {string}
                 */
                role: "admin" | "member" | "viewer";
                /** @example Admin */
                name: string;
                /** @example Holds everything but handing the organization over and deleting it. Changes no Owner, and other Admins only where the organization lets Admins. */
                description: string;
                permissions: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
            }[];
        };
        PermissionHolderPage: {
            data: {
                /** @example mem_01kaj53x00e00s000000000001 */
                id: string;
                /** @example Margaret Hamilton */
                name: string;
                /**
                 * Format: email
                 * @description Null for an API-only member.
                 * @example margaret@example.com
                 */
                email: string | null;
                /**
                 * @description How far it goes: all of the organization's, of their groups, by project role, what is shared with every member, or their own.
                 * @enum {string}
                 */
                reach: "all" | "groups" | "projects" | "shared" | "own";
                /** @description The roles in the organization by which they may. */
                ways: components["schemas"]["Way"][];
                /** @description The roles in the project that was asked about by which they may. */
                projectWays: components["schemas"]["ProjectWay"][];
                /** @description What keeps them out now, whatever they hold. */
                keptOut: ("disabled" | "api-only" | "second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
            }[];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        PermissionKeyPage: {
            data: components["schemas"]["PermissionKey"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        PermissionKey: {
            /** @example key_01kaj53x00e00s000000000001 */
            id: string;
            /** @example Provisioning */
            name: string;
            /**
             * @description How the secret begins, by which keys are told apart.
             * @example stw_9kLm3TqP
             */
            prefix: string;
            /** @description Null for a key of the organization, which acts as an Admin. */
            holder: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Ada Lovelace */
                name: string;
                /**
                 * Format: email
                 * @description Null for an API-only member.
                 * @example ada@example.com
                 */
                email: string | null;
                /**
                 * @description How far it goes: all of the organization's, of their groups, by project role, what is shared with every member, or their own.
                 * @enum {string}
                 */
                reach: "all" | "groups" | "projects" | "shared" | "own";
                /** @description The roles in the organization by which they may. */
                ways: components["schemas"]["Way"][];
                /** @description The roles in the project that was asked about by which they may. */
                projectWays: components["schemas"]["ProjectWay"][];
                /** @description What keeps them out now, whatever they hold. */
                keptOut: ("disabled" | "api-only" | "second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
            } | null;
        };
        InvitationPage: {
            data: components["schemas"]["Invitation"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        Invitation: {
            /** @example inv_01kaj53x00e00s000000000000 */
            id: string;
            /**
             * Format: email
             * @example grace@example.com
             */
            email: string;
            /** @example Grace Hopper */
            name: string | null;
            /**
             * @description The organization role.
             * @enum {string}
             */
            role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
            groups: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Platform */
                name: string;
            }[];
            /** @enum {string} */
            status: "pending" | "expired" | "accepted" | "cancelled";
            /**
             * @description What became of the last letter.
             * @enum {string}
             */
            mailStatus: "queued" | "sent" | "failed";
            /**
             * @description What the inviter added to the letter.
             * @example Welcome to the team.
             */
            message: string | null;
            /**
             * Format: int32
             * @example 7
             */
            expiresInDays: number;
            invitedBy: components["schemas"]["Sender"];
            /** @example Provisioning */
            invitedByName: string;
            /**
             * Format: date-time
             * @example 2026-11-02T09:10:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-09T09:10:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When a new one was asked for, after this one expired; null once it was sent again.
             * @example 2026-12-01T09:00:00.000Z
             */
            requestedAt: string | null;
        };
        Sender: {
            /** @enum {string} */
            kind: "member" | "key" | "operator";
            /**
             * @description It may be gone by now; null for the operator.
             * @example key_01kaj53x00e00s000000000001
             */
            id: string | null;
            /** @example Provisioning */
            name: string;
        };
        InvitationRef: {
            /** @example inv_01kaj53x00e00s000000000000 */
            id: string;
            /**
             * Format: email
             * @example grace@example.com
             */
            email: string;
        };
        InvitationImportPage: {
            data: components["schemas"]["InvitationImport"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        InvitationImport: {
            /** @example imp_01kaj53x00e00s000000000000 */
            id: string;
            createdBy: components["schemas"]["Sender"];
            /** @example Provisioning */
            createdByName: string;
            /** @example Welcome to the team. */
            message: string | null;
            /**
             * Format: int32
             * @example 7
             */
            expiresInDays: number;
            /**
             * Format: int32
             * @description How many rows it has.
             * @example 3
             */
            total: number;
            /**
             * Format: int32
             * @description How many of them were invited so far.
             * @example 2
             */
            invited: number;
            /**
             * Format: int32
             * @description How many of them were not.
             * @example 1
             */
            refused: number;
            /**
             * Format: date-time
             * @example 2026-11-02T09:20:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Null while rows are waiting.
             * @example 2026-11-02T09:20:04.000Z
             */
            finishedAt: string | null;
        };
        StartedInvitationImport: {
            /** @example imp_01kaj53x00e00s000000000000 */
            id: string;
        };
        InvitationImportRowPage: {
            data: components["schemas"]["InvitationImportRow"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        InvitationImportRow: {
            /**
             * Format: int32
             * @description Its place in the list, from 1; in an uploaded file its row, whose head is 1.
             * @example 1
             */
            position: number;
            /** @example radia@example.com */
            email: string;
            /** @example Radia Perlman */
            name: string | null;
            /** @example user */
            role: string;
            groups: string[];
            /** @enum {string} */
            outcome: "invited" | "refused" | "waiting";
            /**
             * @description Why it was refused, in the codes of problems: `already-member` and `already-invited` need nothing more, `not-found` is a group that is not there. `repeated` stands in the list before. Null where it was not refused.
             * @enum {string|null}
             */
            code: "invalid" | "repeated" | "forbidden" | "not-found" | "already-member" | "already-invited" | "no-free-seat" | null;
            /**
             * @description The same in words.
             * @example This person is a member already.
             */
            reason: string | null;
            /**
             * @description The invitation that was sent; null where none was.
             * @example inv_01kaj53x00e00s000000000000
             */
            invitationId: string | null;
        };
        GroupPage: {
            data: components["schemas"]["Group"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        Group: {
            /** @example grp_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Platform */
            name: string;
            /** @example Ships on Fridays */
            description: string;
            /**
             * @description The organization role that it gives its members; null for none.
             * @enum {string|null}
             */
            role: "owner" | "admin" | "team-leader" | "billing-manager" | "user" | null;
            /** @description Whether everyone joins it who becomes a member. */
            isDefault: boolean;
            /** @description The kinds of connectors it may use; null for all. */
            allowedConnectors: ("jira" | "bugzilla" | "slack" | "microsoft-teams" | "webhook")[] | null;
            /**
             * Format: int32
             * @description How many scans it may have running at once; null for what the plan holds.
             * @example 5
             */
            maxConcurrentScans: number | null;
            /**
             * Format: int32
             * @example 1
             */
            memberCount: number;
            /**
             * Format: int32
             * @description The projects in which it gives a role, but for archived ones.
             * @example 1
             */
            projectCount: number;
            /**
             * Format: int32
             * @description Rises with every change of its settings; the ETag tells it too.
             * @example 7
             */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-02T09:30:00.000Z
             */
            createdAt: string;
        };
        GroupMemberPage: {
            data: components["schemas"]["Member"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        GroupMemberVerdicts: {
            data: {
                /**
                 * @description What was sent.
                 * @example mem_01kaj53x00e00s000000000000
                 */
                given: string;
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string | null;
                /** @example Ada Lovelace */
                name: string | null;
                /** @enum {string} */
                outcome: "added" | "refused";
                /**
                 * @description Why this one was refused: `already-member` is in the group already, `not-found` is no member that the key may know of. Null for who was added.
                 * @enum {string|null}
                 */
                code: "already-member" | "not-found" | null;
                /**
                 * @description The same in words.
                 * @example No member of this id or email address.
                 */
                reason: string | null;
            }[];
        };
        RemovedGroupMember: {
            /** @example mem_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Ada Lovelace */
            name: string;
        };
        GroupProjectPage: {
            data: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Web shop */
                name: string;
                /** @enum {string} */
                role: "admin" | "member" | "viewer";
                archived: boolean;
            }[];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        ProjectPage: {
            data: components["schemas"]["Project"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        Project: {
            /** @example prj_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Web shop */
            name: string;
            /** @example Cards and accounts */
            description: string;
            /**
             * @description What the key is in it.
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
            /**
             * Format: int32
             * @description The members who were given a role in it.
             * @example 1
             */
            memberCount: number;
            /**
             * Format: int32
             * @description The groups that were given a role in it.
             * @example 1
             */
            groupCount: number;
            /**
             * Format: int32
             * @description Rises with every change of its settings; the ETag tells it too.
             * @example 7
             */
            version: number;
            /**
             * Format: date-time
             * @description Since when it is closed to changes; null while it is open.
             * @example 2026-11-20T17:30:00.000Z
             */
            archivedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-02T09:40:00.000Z
             */
            createdAt: string;
        };
        ProjectAccessPage: {
            data: components["schemas"]["ProjectAccess"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        ProjectAccess: {
            /** @enum {string} */
            kind: "member" | "group";
            /**
             * @description Of the member or the group.
             * @example grp_01kaj53x00e00s000000000000
             */
            id: string;
            /** @example Platform */
            name: string;
            /**
             * Format: email
             * @description Of a member who is not API-only.
             * @example ada@example.com
             */
            email: string | null;
            /**
             * Format: int32
             * @description Of a group.
             * @example 1
             */
            memberCount: number | null;
            /**
             * @description The project role.
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
            /** @description False for a disabled member, and for one whose role in the organization reaches no project. */
            effective: boolean;
        };
        ProjectPeoplePage: {
            data: components["schemas"]["ProjectPerson"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        ProjectPerson: {
            /** @example mem_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Ada Lovelace */
            name: string;
            /**
             * Format: email
             * @description Null for an API-only member, and for one without a role of their own here where the key does not read all members.
             * @example ada@example.com
             */
            email: string | null;
            apiOnly: boolean;
            /**
             * @description What they are in it in the end; null where their role in the organization reaches no project.
             * @enum {string|null}
             */
            role: "admin" | "member" | "viewer" | null;
            /**
             * @description The role that was given to them alone.
             * @enum {string|null}
             */
            own: "admin" | "member" | "viewer" | null;
            /** @description The ways by which they reach every project. */
            everywhere: components["schemas"]["Way"][];
            /** @description The roles that they have in this one. */
            ways: components["schemas"]["ProjectWay"][];
            /** @description What keeps them out now, whatever they hold. */
            keptOut: ("disabled" | "api-only" | "second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
        };
        GivenProjectAccess: {
            /** @example mem_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Ada Lovelace */
            name: string;
            /**
             * @description The project role.
             * @enum {string}
             */
            role: "admin" | "member" | "viewer";
        };
        TakenProjectAccess: {
            /** @example mem_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Ada Lovelace */
            name: string;
        };
        KeyPage: {
            data: components["schemas"]["Key"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        Key: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
            /** @enum {string} */
            kind: "user" | "organization";
            /**
             * @description How the secret begins, by which keys are told apart.
             * @example stw_4fXkQ9Lw
             */
            prefix: string;
            scopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
            /** @description The networks that it works from, as CIDRs; none of them means anywhere. */
            networks: string[];
            /** @description The member in whose name it acts; null for the organization's. */
            holder: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * @description `waiting`: sent by email, and not opened yet. `live` keys alone can make calls.
             * @enum {string}
             */
            status: "live" | "waiting" | "expired" | "revoked";
            /** @example Provisioning */
            createdByName: string;
            /**
             * Format: date-time
             * @example 2026-11-02T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2027-01-31T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation works too; null when it does not.
             * @example 2026-11-20T10:00:00.000Z
             */
            previousUntil: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example 2026-11-20T02:00:00.000Z
             */
            lastUsedAt: string | null;
            /** @example 192.0.2.7 */
            lastUsedIp: string | null;
            /**
             * @description Such as `GET /members/{id}`.
             * @example GET /members
             */
            lastUsedEndpoint: string | null;
            /** @description What it may do and has not done in 90 days. */
            unusedScopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
        };
        MadeKey: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
            /**
             * @description How the secret begins, by which keys are told apart.
             * @example stw_4fXkQ9Lw
             */
            prefix: string;
            scopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
            /**
             * Format: date-time
             * @example 2027-01-31T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * @description The secret, shown this once. Store it now.
             * @example stw_4fXkQ9Lw_0123456789012345678901234567890123456789012345678
             */
            secret: string | null;
        };
        KeyDetail: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
            /** @enum {string} */
            kind: "user" | "organization";
            /**
             * @description How the secret begins, by which keys are told apart.
             * @example stw_4fXkQ9Lw
             */
            prefix: string;
            scopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
            /** @description The networks that it works from, as CIDRs; none of them means anywhere. */
            networks: string[];
            /** @description The member in whose name it acts; null for the organization's. */
            holder: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Ada Lovelace */
                name: string;
            } | null;
            /**
             * @description `waiting`: sent by email, and not opened yet. `live` keys alone can make calls.
             * @enum {string}
             */
            status: "live" | "waiting" | "expired" | "revoked";
            /** @example Provisioning */
            createdByName: string;
            /**
             * Format: date-time
             * @example 2026-11-02T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2027-01-31T10:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation works too; null when it does not.
             * @example 2026-12-01T09:00:00.000Z
             */
            previousUntil: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example 2026-11-20T02:00:00.000Z
             */
            lastUsedAt: string | null;
            /** @example 192.0.2.7 */
            lastUsedIp: string | null;
            /**
             * @description Such as `GET /members/{id}`.
             * @example GET /members
             */
            lastUsedEndpoint: string | null;
            /** @description What it may do and has not done in 90 days. */
            unusedScopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
            /** @description When it last used each of its scopes; null for never. */
            scopeUses: {
                /** @enum {string} */
                scope: "organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write";
                /**
                 * Format: date-time
                 * @example 2026-11-20T02:00:00.000Z
                 */
                usedAt: string | null;
            }[];
        };
        KeyRef: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
        };
        RotatedKey: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
            /**
             * @description How the secret begins, by which keys are told apart.
             * @example stw_Qm3vJ8sD
             */
            prefix: string;
            /**
             * @description The secret, shown this once. Store it now.
             * @example stw_Qm3vJ8sD_0123456789012345678901234567890123456789012345678
             */
            secret: string;
            /**
             * Format: date-time
             * @example 2027-02-18T09:00:00.000Z
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description Until when the secret before works.
             * @example 2026-11-20T10:00:00.000Z
             */
            previousUntil: string;
        };
        NarrowedKey: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
            scopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
        };
        SentKeyLink: {
            /** @example key_01kaj53x00e00s000000000000 */
            id: string;
            /** @example Nightly report */
            name: string;
            /** @example Ada Lovelace */
            sentTo: string;
        };
        KeyCheck: {
            /** @description The key; null where it is none that the caller may know of. */
            key: components["schemas"]["Key"] | null;
            /**
             * @description Whether it is the key's present secret, or the one before its last rotation.
             * @enum {string|null}
             */
            secret: "present" | "previous" | null;
        };
        LeakVerdict: {
            /**
             * @description `unknown`: no key that works has this secret.
             * @enum {string}
             */
            status: "revoked" | "unknown";
        };
        SecurityPolicy: {
            /**
             * Format: int32
             * @description Rises with every change; the ETag tells it too.
             * @example 7
             */
            version: number;
            /** @description Whether members without a second factor are kept out. */
            requireSecondFactor: boolean;
            /**
             * Format: date-time
             * @description When the requirement begins to hold; null for at once.
             * @example 2026-12-01T09:00:00.000Z
             */
            secondFactorFrom: string | null;
            /**
             * Format: int32
             * @description Characters.
             * @example 10
             */
            passwordMinLength: number;
            /**
             * Format: int32
             * @description zxcvbn's score.
             * @example 3
             */
            passwordMinStrength: number;
            /**
             * Format: int32
             * @description How many of the last passwords may not come again.
             * @example 5
             */
            passwordReuse: number;
            /**
             * Format: int32
             * @description After how many days a password has to be replaced; null for never.
             * @example 30
             */
            passwordMaxAgeDays: number | null;
            /**
             * Format: int32
             * @description Wrong passwords in a row.
             * @example 5
             */
            lockoutThreshold: number;
            /**
             * Format: int32
             * @description The first rest.
             * @example 15
             */
            lockoutMinutes: number;
            /** @description Whether the web app is open to the listed networks alone. */
            networksForWeb: boolean;
            /** @description Whether API keys work from the listed networks alone. */
            networksForKeys: boolean;
            /** @description The list in force. */
            networks: {
                /** @example 192.0.2.0/24 */
                cidr: string;
                /** @example The office */
                note: string;
            }[];
            /**
             * Format: date-time
             * @description The list in force falls back at this time unless it is confirmed; null where none is on trial.
             * @example 2026-12-01T09:00:00.000Z
             */
            trialUntil: string | null;
            /**
             * Format: int32
             * @description Minutes without activity after which a session ends; null for no limit.
             * @example 480
             */
            idleMinutes: number | null;
            /**
             * Format: int32
             * @description Hours after signing in at which a session ends; null for no limit.
             * @example 168
             */
            absoluteHours: number | null;
            /**
             * Format: int32
             * @description How long a new API key may live at most; null for a year.
             * @example 180
             */
            keyLifeDays: number | null;
        };
        SecurityPolicyEffect: {
            members: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Ada Lovelace */
                name: string;
                /**
                 * @description The email address.
                 * @example ada@example.com
                 */
                detail: string;
                reasons: ("second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
            }[];
            sessions: {
                /** @example ses_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Ada Lovelace */
                name: string;
                /**
                 * @description The device and the address.
                 * @example Firefox on Linux, 192.0.2.7
                 */
                detail: string;
                reasons: ("second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
            }[];
            keys: {
                /** @example key_01kaj53x00e00s000000000002 */
                id: string;
                /** @example Scan uploads */
                name: string;
                /**
                 * @description How the key begins.
                 * @example stw_7hTz2RbC
                 */
                detail: string;
                reasons: ("second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old")[];
            }[];
            totals: {
                /**
                 * Format: int32
                 * @example 1
                 */
                members: number;
                /**
                 * Format: int32
                 * @example 1
                 */
                sessions: number;
                /**
                 * Format: int32
                 * @example 1
                 */
                keys: number;
            };
            /** @description Why the change could not be saved as it is. */
            complaints: {
                /** @example networks */
                field: string;
                /** @example Add a network first: an empty list lets nobody in. */
                message: string;
            }[];
        };
        SecondFactorReminder: {
            /**
             * Format: int32
             * @description How many members get a letter.
             * @example 1
             */
            notified: number;
        };
        ExemptionPage: {
            data: components["schemas"]["Exemption"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
            /**
             * Format: int32
             * @description With `count=true`: how many there are in all, of those that the filter chooses.
             * @example 7
             */
            total?: number;
        };
        Exemption: {
            /** @example mem_01kaj53x00e00s000000000000 */
            memberId: string;
            /** @example Ada Lovelace */
            name: string;
            /**
             * Format: email
             * @description Null for an API-only member.
             * @example ada@example.com
             */
            email: string | null;
            /** @example Waits for a new phone */
            reason: string;
            /**
             * Format: date-time
             * @description From then on they need a second factor like everyone else.
             * @example 2026-12-01T09:00:00.000Z
             */
            until: string;
            /** @example Provisioning */
            grantedByName: string;
            /**
             * Format: date-time
             * @example 2026-11-16T09:00:00.000Z
             */
            createdAt: string;
        };
        EndedExemption: {
            /** @example mem_01kaj53x00e00s000000000000 */
            memberId: string;
            /** @example Ada Lovelace */
            name: string;
        };
        SignInPage: {
            data: components["schemas"]["SignIn"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
        };
        SignIn: {
            /** @example sin_01kaj53x00e00s000000000001 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-19T16:38:00.000Z
             */
            at: string;
            /** @example mem_01kaj53x00e00s000000000000 */
            memberId: string;
            /**
             * @description The member's name at the time.
             * @example Ada Lovelace
             */
            name: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /**
             * @description What was tried.
             * @enum {string}
             */
            method: "password" | "link" | "invitation" | "passkey" | "totp" | "recovery-code" | "session";
            /**
             * @description `challenged`: the first factor was right, and a second was asked for.
             * @enum {string}
             */
            outcome: "success" | "challenged" | "failure";
            /**
             * @description Why it failed; null where it did not.
             * @enum {string|null}
             */
            reason: "wrong-password" | "unknown-address" | "email-unconfirmed" | "account-locked" | "network-locked" | "api-only" | "overtaken" | "wrong-code" | "code-used" | "factor-resting" | "unknown-passkey" | "invalid-passkey" | "cloned-passkey" | "second-factor-owed" | "address-not-allowed" | "session-idle" | "session-too-old" | null;
            /** @example 192.0.2.7 */
            ip: string | null;
            /** @example Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 */
            userAgent: string | null;
        };
        AuditEventPage: {
            data: components["schemas"]["AuditEvent"][];
            /**
             * @description Send it as `cursor` for the next page; null on the last.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
        };
        AuditEvent: {
            /** @example aud_01kaj53x00e00s000000000001 */
            id: string;
            /**
             * Format: int64
             * @description Counts the organization's events without a gap.
             * @example 42
             */
            sequence: number;
            /**
             * Format: date-time
             * @example 2026-11-16T09:00:00.000Z
             */
            at: string;
            /** @example policy.changed */
            action: string;
            /** @enum {string} */
            outcome: "done" | "refused";
            actor: {
                /** @example key */
                kind: string;
                /** @example key_01kaj53x00e00s000000000001 */
                id: string;
                /** @example Provisioning */
                name: string;
            };
            target: {
                /** @example organization */
                kind: string;
                /** @example org_01kaj53x00e00s000000000000 */
                id: string;
                /** @example Northwind Security */
                name: string;
            } | null;
            /**
             * @example {
             *       "passwordMinLength": 10,
             *       "idleMinutes": 480
             *     }
             */
            before: {
                [key: string]: unknown;
            } | null;
            /**
             * @example {
             *       "passwordMinLength": 12,
             *       "idleMinutes": 60
             *     }
             */
            after: {
                [key: string]: unknown;
            } | null;
            /** @example 192.0.2.7 */
            ip: string | null;
            /** @example curl/8.14.1 */
            userAgent: string | null;
            /** @example ses_01kaj53x00e00s000000000001 */
            sessionId: string | null;
            /** @example key_01kaj53x00e00s000000000001 */
            keyId: string | null;
            /**
             * Format: uuid
             * @example 0b4f5d3e-6a0c-4d6b-9d0e-2f6a1c9b7e55
             */
            requestId: string | null;
            /**
             * @description SHA-256 over the event and the hash of the one before it.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            hash: string;
        };
        AuditCheck: {
            /** @description Whether nothing of what was checked so far was changed or removed. */
            whole: boolean;
            /**
             * Format: int64
             * @description How many events were checked so far.
             * @example 42
             */
            checked: number;
            /**
             * Format: int64
             * @description How many events there are.
             * @example 42
             */
            events: number;
            /**
             * Format: int64
             * @description The last event that went because it was older than the log is kept; 0 for none.
             * @example 0
             */
            removedUpTo: number;
            /**
             * Format: int64
             * @description The last event under a seal that holds; 0 for none.
             * @example 41
             */
            sealedUpTo: number;
            /**
             * Format: date-time
             * @example 2026-11-16T00:00:00.000Z
             */
            sealedAt: string | null;
            /**
             * Format: int64
             * @description The `sequence` of the first event that does not fit.
             * @example 17
             */
            brokenAt: number | null;
            /**
             * @description What is wrong with it.
             * @example its content was changed
             */
            complaint: string | null;
            /**
             * @description Send it as `cursor` to check on; null when the check is over.
             * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
             */
            nextCursor: string | null;
        };
        AuditRetention: {
            /**
             * Format: int32
             * @description For how many days an event is kept; null keeps all of them.
             * @example 400
             */
            days: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description What is left of the limit and in how many seconds it renews. On every answer to a valid key, where the server sets a limit. */
        RateLimit: string;
        /** @description How many requests a key may make in how many seconds. On the same answers as RateLimit. */
        "RateLimit-Policy": string;
        /** @description The id by which the log knows this request. */
        "X-Request-Id": string;
        /** @description Our own pages' origin; no other site may call from a browser. */
        "Access-Control-Allow-Origin": string;
        /** @description The version of what is answered. A poll sends it in If-None-Match, a change in If-Match where that is asked for; elsewhere If-Match is refused. */
        ETag: string;
        /** @description What a key is asked for (RFC 6750): to be sent, or to have the scopes that are named. */
        "WWW-Authenticate": string;
        /** @description Where to see how far it has come. */
        Location: string;
        /** @description `true` where an earlier request with this Idempotency-Key was carried out, and this is its answer. */
        "Idempotency-Replayed": "true";
        /** @description Seconds to wait. */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    changeOrganization: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "legalName": "Northwind Security GmbH",
                 *       "timeZone": "Europe/Berlin",
                 *       "dateFormat": "iso"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What people see in Steward and in its letters.
                     * @example Northwind Security
                     */
                    name?: string;
                    /**
                     * @description As it stands on contracts and invoices.
                     * @example Northwind Security GmbH
                     */
                    legalName?: string;
                    /**
                     * @description Where security alerts go.
                     * @example security@example.com
                     */
                    alertingEmail?: string;
                    /**
                     * @description Where invoices go.
                     * @example invoices@example.com
                     */
                    invoicingEmail?: string;
                    /**
                     * @description What its pages are found under. Links with the old address go on working, and nobody else gets it.
                     * @example northwind-security
                     */
                    slug?: string;
                    /**
                     * @description How its pages write dates: `iso` is 2026-11-30.
                     * @enum {string}
                     */
                    dateFormat?: "day-month-year" | "month-day-year" | "iso";
                    /**
                     * @description How its pages write times of day.
                     * @enum {string}
                     */
                    timeFormat?: "24-hour" | "12-hour";
                    /**
                     * @description An IANA name, such as `Europe/Berlin`: by its clock pages show times.
                     * @example Europe/Berlin
                     */
                    timeZone?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
        };
    };
    sendContactLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contact": "alerting"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Which of the two addresses is to be confirmed.
                     * @enum {string}
                     */
                    contact: "alerting" | "invoicing";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentContactLink"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only who has this address, whatever its case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The member's own role, whatever roles their groups give.
                 * @example owner
                 */
                role?: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
                /**
                 * @description Only the members of this group.
                 * @example grp_01kaj53x00e00s000000000000
                 */
                group?: string;
                /**
                 * @description Whether they have a second factor, have none, or are exempt for now.
                 * @example has
                 */
                factor?: "has" | "none" | "exempt";
                /**
                 * @description Only those who may enter, or only those who are shut out.
                 * @example active
                 */
                status?: "active" | "disabled";
                /**
                 * @description Last active within so many days, or never.
                 * @example 7
                 */
                active?: "7" | "30" | "90" | "never";
                /**
                 * @description What the rows are ordered by: `joined` unless given.
                 * @example joined
                 */
                sort?: "joined" | "name" | "last-active";
                /**
                 * @description `desc` by `last-active` and `asc` by all else, unless given.
                 * @example asc
                 */
                order?: "asc" | "desc";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: {
                /**
                 * @description What becomes of their live keys.
                 * @example revoke
                 */
                keys?: "revoke" | "hand-over";
            };
            header?: never;
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    changeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "team-leader"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Their own role in the organization from now on, beside those that their groups give.
                     * @enum {string}
                     */
                    role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
                    /**
                     * @description The role that you saw. Where it is another by now, nothing is changed and the answer is 409.
                     * @enum {string}
                     */
                    seen?: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    setMemberGroups: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "groupIds": [
                 *         "grp_01kaj53x00e00s000000000000"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Every group that they are to be in; none takes them out of all. */
                    groupIds: string[];
                    /** @description The groups that you saw. Where they are others by now, nothing is changed and the answer is 409. */
                    seen?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
        };
    };
    disableMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    enableMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    unlockMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    resetSecondFactors: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    endMemberSessions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    restoreMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDone"];
                };
            };
        };
    };
    createApiOnlyMember: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Deploy robot",
                 *       "role": "user"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What it stands for, such as a pipeline or a service.
                     * @example Deploy robot
                     */
                    name: string;
                    /**
                     * @description The organization role, within which its keys act.
                     * @enum {string}
                     */
                    role: "admin" | "team-leader" | "billing-manager" | "user";
                    /**
                     * @description The groups that it joins.
                     * @default []
                     */
                    groupIds?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiOnlyMember"];
                };
            };
        };
    };
    listRemovedMembers: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedMemberPage"];
                };
            };
        };
    };
    explainAccess: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Access"];
                };
            };
        };
    };
    getMemberAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAccount"];
                };
            };
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Roles"];
                };
            };
        };
    };
    listPermissionHolders: {
        parameters: {
            query?: {
                /**
                 * @description Who may do it in this project; only for a permission that is about projects.
                 * @example prj_01kaj53x00e00s000000000000
                 */
                projectId?: string;
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example organization:read */
                permission: "organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write" | "organization:delete" | "organization:transfer";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionHolderPage"];
                };
            };
        };
    };
    listPermissionKeys: {
        parameters: {
            query?: {
                /**
                 * @description Who may do it in this project; only for a permission that is about projects.
                 * @example prj_01kaj53x00e00s000000000000
                 */
                projectId?: string;
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example organization:read */
                permission: "organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write" | "organization:delete" | "organization:transfer";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PermissionKeyPage"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only those to this address, whatever its case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description `undelivered`: pending or expired, and the last letter could not be delivered. `requested`: expired, and a new one was asked for.
                 * @example pending
                 */
                status?: "pending" | "expired" | "accepted" | "cancelled" | "undelivered" | "requested";
                /**
                 * @description What the rows are ordered by: `sent` unless given.
                 * @example sent
                 */
                sort?: "sent" | "email" | "expires";
                /**
                 * @description `desc` by `sent` and `asc` by all else, unless given.
                 * @example asc
                 */
                order?: "asc" | "desc";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "grace@example.com",
                 *       "name": "Grace Hopper",
                 *       "role": "user",
                 *       "message": "Welcome to the team.",
                 *       "expiresInDays": 7
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What you add to the letter: plain text of some lines, without links.
                     * @example Welcome to the team.
                     */
                    message?: string;
                    /**
                     * Format: int32
                     * @description For how many days the link is good.
                     * @default 7
                     * @example 7
                     */
                    expiresInDays?: number;
                    /**
                     * @description Where the letter goes, and the address that they sign in with.
                     * @example grace@example.com
                     */
                    email: string;
                    /**
                     * @description What the letter calls them, and their new account unless they say otherwise.
                     * @example Grace Hopper
                     */
                    name?: string;
                    /**
                     * @description The organization role that they get.
                     * @enum {string}
                     */
                    role: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
                    /**
                     * @description The groups that they join.
                     * @default []
                     */
                    groupIds?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example inv_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example inv_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationRef"];
                };
            };
        };
    };
    cancelInvitation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example inv_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationRef"];
                };
            };
        };
    };
    listInvitationImports: {
        parameters: {
            query?: {
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationImportPage"];
                };
            };
        };
    };
    startInvitationImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rows": [
                 *         {
                 *           "email": "radia@example.com",
                 *           "name": "Radia Perlman",
                 *           "role": "user",
                 *           "groups": [
                 *             "Platform"
                 *           ]
                 *         },
                 *         {
                 *           "email": "linus@example.com",
                 *           "role": "team-leader"
                 *         },
                 *         {
                 *           "email": "margaret@example.com",
                 *           "role": "admin"
                 *         }
                 *       ],
                 *       "message": "Welcome to the team."
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What you add to the letter: plain text of some lines, without links.
                     * @example Welcome to the team.
                     */
                    message?: string;
                    /**
                     * Format: int32
                     * @description For how many days the link is good.
                     * @default 7
                     * @example 7
                     */
                    expiresInDays?: number;
                    /** @description Whom to invite, each judged alone. */
                    rows: {
                        /**
                         * @description Where the letter goes. What is no address is refused with its row alone.
                         * @example radia@example.com
                         */
                        email: string;
                        /**
                         * @description What the letter calls them.
                         * @default
                         * @example Radia Perlman
                         */
                        name?: string;
                        /**
                         * @description A role of the organization: its name or its word in this API.
                         * @example user
                         */
                        role: string;
                        /**
                         * @description The groups that they join, by their names.
                         * @default []
                         */
                        groups?: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedInvitationImport"];
                };
            };
        };
    };
    getInvitationImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example imp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationImport"];
                };
            };
        };
    };
    listInvitationImportRows: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only rows that came to this; `waiting` is not tried yet.
                 * @example invited
                 */
                outcome?: "invited" | "refused" | "waiting";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example imp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationImportRowPage"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only groups that give this role.
                 * @example admin
                 */
                role?: "admin" | "team-leader" | "billing-manager" | "user";
                /**
                 * @description What the rows are ordered by; `members` is how many a group has.
                 * @example name
                 */
                sort?: "name" | "members" | "created";
                /**
                 * @description `desc` turns the order round.
                 * @example asc
                 */
                order?: "asc" | "desc";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Platform",
                 *       "description": "Ships on Fridays"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description No other group of the organization has it.
                     * @example Platform
                     */
                    name: string;
                    /**
                     * @description What the group is for.
                     * @default
                     * @example Ships on Fridays
                     */
                    description?: string;
                    /**
                     * @description The organization role that its members have beside their own; null for none.
                     * @default null
                     * @enum {string|null}
                     */
                    role?: "admin" | "team-leader" | "billing-manager" | "user" | null;
                    /**
                     * @description The kinds of connectors that it may use; null for all, also later ones.
                     * @default null
                     */
                    allowedConnectors?: ("jira" | "bugzilla" | "slack" | "microsoft-teams" | "webhook")[] | null;
                    /**
                     * Format: int32
                     * @description How many of its scans may run at once; null for as many as the plan holds.
                     * @default null
                     * @example 7
                     */
                    maxConcurrentScans?: number | null;
                    /**
                     * @description Whether everyone joins it who becomes a member. One group at most is the default.
                     * @default false
                     */
                    isDefault?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    getGroup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
            };
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example grp_01kaj53x00e00s000000000000 */
                        id: string;
                        /** @example Platform */
                        name: string;
                    };
                };
            };
        };
    };
    changeGroup: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
            };
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Ships on Mondays"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description No other group of the organization has it.
                     * @example Platform
                     */
                    name?: string;
                    /**
                     * @description What the group is for.
                     * @example Ships on Mondays
                     */
                    description?: string;
                    /**
                     * @description The organization role that its members have beside their own; null for none.
                     * @enum {string|null}
                     */
                    role?: "admin" | "team-leader" | "billing-manager" | "user" | null;
                    /** @description The kinds of connectors that it may use; null for all, also later ones. */
                    allowedConnectors?: ("jira" | "bugzilla" | "slack" | "microsoft-teams" | "webhook")[] | null;
                    /**
                     * Format: int32
                     * @description How many of its scans may run at once; null for as many as the plan holds.
                     * @example 7
                     */
                    maxConcurrentScans?: number | null;
                    /** @description Whether everyone joins it who becomes a member. One group at most is the default. */
                    isDefault?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
        };
    };
    listGroupMembers: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only who has this address, whatever its case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The member's own role, whatever roles their groups give.
                 * @example owner
                 */
                role?: "owner" | "admin" | "team-leader" | "billing-manager" | "user";
                /**
                 * @description Whether they have a second factor, have none, or are exempt for now.
                 * @example has
                 */
                factor?: "has" | "none" | "exempt";
                /**
                 * @description Only those who may enter, or only those who are shut out.
                 * @example active
                 */
                status?: "active" | "disabled";
                /**
                 * @description Last active within so many days, or never.
                 * @example 7
                 */
                active?: "7" | "30" | "90" | "never";
                /**
                 * @description What the rows are ordered by: `joined` unless given.
                 * @example joined
                 */
                sort?: "joined" | "name" | "last-active";
                /**
                 * @description `desc` by `last-active` and `asc` by all else, unless given.
                 * @example asc
                 */
                order?: "asc" | "desc";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberPage"];
                };
            };
        };
    };
    addGroupMembers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         "mem_01kaj53x00e00s000000000000",
                 *         "charles@example.com"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Who: ids or email addresses of members, in any mix. */
                    members: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMemberVerdicts"];
                };
            };
        };
    };
    removeGroupMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
                /** @example mem_01kaj53x00e00s000000000000 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedGroupMember"];
                };
            };
        };
    };
    listGroupProjects: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example grp_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupProjectPage"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Whether projects that are closed to changes are listed too, or alone.
                 * @example active
                 */
                status?: "active" | "archived" | "all";
                /**
                 * @description What the rows are ordered by.
                 * @example name
                 */
                sort?: "name" | "created";
                /**
                 * @description `desc` turns the order round.
                 * @example asc
                 */
                order?: "asc" | "desc";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPage"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Web shop",
                 *       "description": "Cards and accounts"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description No other project of the organization has it.
                     * @example Web shop
                     */
                    name: string;
                    /**
                     * @description What the project is about.
                     * @default
                     * @example Cards and accounts
                     */
                    description?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    changeProject: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
            };
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Cards, accounts and returns"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description No other project of the organization has it.
                     * @example Web shop
                     */
                    name?: string;
                    /**
                     * @description What the project is about.
                     * @example Cards, accounts and returns
                     */
                    description?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    archiveProject: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    restoreProject: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
        };
    };
    listProjectAccess: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only what was given to members, or only to groups.
                 * @example member
                 */
                kind?: "member" | "group";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAccessPage"];
                };
            };
        };
    };
    listProjectPeople: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPeoplePage"];
                };
            };
        };
    };
    giveProjectAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
                /** @example mem_01kaj53x00e00s000000000000 */
                holderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "member"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The role in this project, in place of one that they were given before.
                     * @enum {string}
                     */
                    role: "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenProjectAccess"];
                };
            };
        };
    };
    takeProjectAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example prj_01kaj53x00e00s000000000000 */
                id: string;
                /** @example mem_01kaj53x00e00s000000000000 */
                holderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenProjectAccess"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /**
                 * @description Only keys that hold this in their name or prefix, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only keys that act for members, or only the organization's.
                 * @example user
                 */
                kind?: "user" | "organization";
                /**
                 * @description Only this member's user keys.
                 * @example mem_01kaj53x00e00s000000000000
                 */
                member?: string;
                /**
                 * @description `live` keys can make calls; `waiting` ones were sent by email and not opened yet.
                 * @example live
                 */
                status?: "live" | "waiting" | "expired" | "revoked";
                /**
                 * @description Only keys that could be used and were not for so many days.
                 * @example 30
                 */
                unused?: "30" | "90";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nightly report",
                 *       "kind": "organization",
                 *       "scopes": [
                 *         "members:read",
                 *         "groups:read"
                 *       ],
                 *       "expiresInDays": 90
                 *     }
                 */
                "application/json": {
                    /**
                     * @description By which people know later what it is for.
                     * @example Nightly report
                     */
                    name: string;
                    /**
                     * @description `user`: acts for a member and ends with their access. `organization`: stays when people leave.
                     * @default user
                     * @enum {string}
                     */
                    kind?: "user" | "organization";
                    /**
                     * @description Whose user key it will be: an API-only member, or whoever is to get it by email. Left out, the member whose key makes the call.
                     * @example mem_01kaj53x00e00s000000000000
                     */
                    memberId?: string;
                    /** @description What it may do. A user's key never does more than its holder may at that moment. */
                    scopes: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
                    /**
                     * Format: int32
                     * @description For how many days it works. Left out: 90, or as many as the organization allows if that is less.
                     * @example 90
                     */
                    expiresInDays?: number;
                    /**
                     * @description The networks that it works from, as CIDRs or single addresses; an empty list means anywhere.
                     * @default []
                     */
                    networks?: string[];
                    /**
                     * @description `show`: the answer has the secret. `email`: nobody has it before the link that is mailed is opened.
                     * @default show
                     * @enum {string}
                     */
                    deliver?: "show" | "email";
                    /**
                     * @description Who gets the link to an organization's key. Left out, the member whose key makes the call.
                     * @example mem_01kaj53x00e00s000000000000
                     */
                    recipientId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeKey"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @example key_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDetail"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example key_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyRef"];
                };
            };
        };
    };
    changeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example key_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Weekly report",
                 *       "networks": [
                 *         "192.0.2.0/24"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * @description By which people know later what it is for.
                     * @example Weekly report
                     */
                    name?: string;
                    /** @description What it may do. A user's key never does more than its holder may at that moment. */
                    scopes?: ("organization:read" | "organization:write" | "members:read" | "members:write" | "groups:read" | "groups:write" | "projects:read" | "projects:write" | "security:read" | "security:write" | "logs:read" | "logs:write" | "keys:read" | "keys:write" | "integrations:read" | "integrations:write" | "notifications:read" | "notifications:write" | "servers:read" | "servers:write" | "scans:read" | "scans:write" | "findings:read" | "findings:write" | "reports:read" | "reports:write" | "scores:read" | "scores:write" | "billing:read" | "billing:write")[];
                    /** @description The networks that it works from, as CIDRs or single addresses; an empty list means anywhere. */
                    networks?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDetail"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example key_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapMinutes": 60
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: int32
                     * @description For how many minutes the secret before goes on working; 0 ends it at once.
                     * @enum {integer}
                     */
                    overlapMinutes: 0 | 1 | 15 | 60 | 360 | 1440;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedKey"];
                };
            };
        };
    };
    narrowKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example key_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NarrowedKey"];
                };
            };
        };
    };
    sendKeyLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example key_01kaj53x00e00s000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "recipientId": "mem_01kaj53x00e00s000000000000"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Who gets the link to an organization's key. Left out, whoever got the last one.
                     * @example mem_01kaj53x00e00s000000000000
                     */
                    recipientId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentKeyLink"];
                };
            };
        };
    };
    checkKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "stw_4fXkQ9Lw_0123456789012345678901234567890123456789012345678"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The whole key, beginning with `stw_`.
                     * @example stw_4fXkQ9Lw_0123456789012345678901234567890123456789012345678
                     */
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyCheck"];
                };
            };
        };
    };
    reportLeakedKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "stw_4fXkQ9Lw_0123456789012345678901234567890123456789012345678"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The whole key, beginning with `stw_`.
                     * @example stw_4fXkQ9Lw_0123456789012345678901234567890123456789012345678
                     */
                    secret: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeakVerdict"];
                };
            };
        };
    };
    getSecurityPolicy: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityPolicy"];
                };
            };
        };
    };
    changeSecurityPolicy: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "passwordMinLength": 12,
                 *       "idleMinutes": 60
                 *     }
                 */
                "application/json": {
                    /** @description Whether members without a second factor are kept out, and their keys refused, until they set one up. */
                    requireSecondFactor?: boolean;
                    /**
                     * Format: date-time
                     * @description When the requirement begins to hold; null for at once.
                     * @example 2026-12-01T09:00:00.000Z
                     */
                    secondFactorFrom?: string | null;
                    /**
                     * Format: int32
                     * @description Characters that a password has at least.
                     * @example 12
                     */
                    passwordMinLength?: number;
                    /**
                     * Format: int32
                     * @description zxcvbn's score that a password has at least, from 0 to 4.
                     * @example 3
                     */
                    passwordMinStrength?: number;
                    /**
                     * Format: int32
                     * @description How many of the last passwords may not come again; 0: any may.
                     * @example 5
                     */
                    passwordReuse?: number;
                    /**
                     * Format: int32
                     * @description After how many days a password has to be replaced; null for never.
                     * @example 30
                     */
                    passwordMaxAgeDays?: number | null;
                    /**
                     * Format: int32
                     * @description After how many wrong passwords in a row none is tried for a while.
                     * @example 5
                     */
                    lockoutThreshold?: number;
                    /**
                     * Format: int32
                     * @description How many minutes the first such rest takes; later ones are longer.
                     * @example 15
                     */
                    lockoutMinutes?: number;
                    /** @description Whether the web app is open to the listed networks alone. */
                    networksForWeb?: boolean;
                    /** @description Whether API keys work from the listed networks alone. */
                    networksForKeys?: boolean;
                    /** @description The whole list; it takes the place of the one before. */
                    networks?: {
                        /**
                         * @description A network or a single address, IPv4 or IPv6.
                         * @example 192.0.2.0/24
                         */
                        cidr: string;
                        /**
                         * @description Whose network it is, for those who read the list.
                         * @default
                         * @example The office
                         */
                        note?: string;
                    }[];
                    /**
                     * Format: int32
                     * @description Minutes without activity after which a session ends; null for no limit.
                     * @example 60
                     */
                    idleMinutes?: number | null;
                    /**
                     * Format: int32
                     * @description Hours after signing in at which a session ends, active or not; null for no limit.
                     * @example 168
                     */
                    absoluteHours?: number | null;
                    /**
                     * Format: int32
                     * @description Days that a key may live at most that is made or rotated from now on; null for a year.
                     * @example 180
                     */
                    keyLifeDays?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityPolicy"];
                };
            };
        };
    };
    previewSecurityPolicy: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "requireSecondFactor": true
                 *     }
                 */
                "application/json": {
                    /** @description Whether members without a second factor are kept out, and their keys refused, until they set one up. */
                    requireSecondFactor?: boolean;
                    /**
                     * Format: date-time
                     * @description When the requirement begins to hold; null for at once.
                     * @example 2026-12-01T09:00:00.000Z
                     */
                    secondFactorFrom?: string | null;
                    /**
                     * Format: int32
                     * @description Characters that a password has at least.
                     * @example 8
                     */
                    passwordMinLength?: number;
                    /**
                     * Format: int32
                     * @description zxcvbn's score that a password has at least, from 0 to 4.
                     * @example 4
                     */
                    passwordMinStrength?: number;
                    /**
                     * Format: int32
                     * @description How many of the last passwords may not come again; 0: any may.
                     * @example 7
                     */
                    passwordReuse?: number;
                    /**
                     * Format: int32
                     * @description After how many days a password has to be replaced; null for never.
                     * @example 30
                     */
                    passwordMaxAgeDays?: number | null;
                    /**
                     * Format: int32
                     * @description After how many wrong passwords in a row none is tried for a while.
                     * @example 5
                     */
                    lockoutThreshold?: number;
                    /**
                     * Format: int32
                     * @description How many minutes the first such rest takes; later ones are longer.
                     * @example 7
                     */
                    lockoutMinutes?: number;
                    /** @description Whether the web app is open to the listed networks alone. */
                    networksForWeb?: boolean;
                    /** @description Whether API keys work from the listed networks alone. */
                    networksForKeys?: boolean;
                    /** @description The whole list; it takes the place of the one before. */
                    networks?: {
                        /**
                         * @description A network or a single address, IPv4 or IPv6.
                         * @example 192.0.2.0/24
                         */
                        cidr: string;
                        /**
                         * @description Whose network it is, for those who read the list.
                         * @default
                         * @example The office
                         */
                        note?: string;
                    }[];
                    /**
                     * Format: int32
                     * @description Minutes without activity after which a session ends; null for no limit.
                     * @example 7
                     */
                    idleMinutes?: number | null;
                    /**
                     * Format: int32
                     * @description Hours after signing in at which a session ends, active or not; null for no limit.
                     * @example 7
                     */
                    absoluteHours?: number | null;
                    /**
                     * Format: int32
                     * @description Days that a key may live at most that is made or rotated from now on; null for a year.
                     * @example 7
                     */
                    keyLifeDays?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityPolicyEffect"];
                };
            };
        };
    };
    revertSecurityPolicy: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "eventId": "aud_01kaj53x00e00s000000000001"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The event `policy.changed` that is to be undone.
                     * @example aud_01kaj53x00e00s000000000001
                     */
                    eventId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityPolicy"];
                };
            };
        };
    };
    remindMembers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorReminder"];
                };
            };
        };
    };
    confirmNetworks: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityPolicy"];
                };
            };
        };
    };
    dropNetworks: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version that you mean to change, or its `version` in quotes.
                 * @example "7"
                 */
                "If-Match": string;
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityPolicy"];
                };
            };
        };
    };
    listExemptions: {
        parameters: {
            query?: {
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Tells in `total` how many there are in all.
                 * @example true
                 */
                count?: "true";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExemptionPage"];
                };
            };
        };
    };
    giveExemption: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "memberId": "mem_01kaj53x00e00s000000000000",
                 *       "reason": "Waits for a new phone",
                 *       "until": "2026-12-01T09:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Who is let in without a second factor.
                     * @example mem_01kaj53x00e00s000000000000
                     */
                    memberId: string;
                    /**
                     * @description Why, for those who read the audit log.
                     * @example Waits for a new phone
                     */
                    reason: string;
                    /**
                     * Format: date-time
                     * @description When it ends by itself, within a year.
                     * @example 2026-12-01T09:00:00.000Z
                     */
                    until: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exemption"];
                };
            };
        };
    };
    endExemption: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example mem_01kaj53x00e00s000000000000 */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedExemption"];
                };
            };
        };
    };
    listSignIns: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Only attempts of this member.
                 * @example mem_01kaj53x00e00s000000000000
                 */
                member?: string;
                /**
                 * @description `challenged`: the first factor was right, and a second was asked for.
                 * @example success
                 */
                outcome?: "success" | "challenged" | "failure";
                /**
                 * @description What was tried; `session` is one that was open already.
                 * @example password
                 */
                method?: "password" | "link" | "invitation" | "passkey" | "totp" | "recovery-code" | "session";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description The first day, in UTC; or a moment with its zone, with which the range begins.
                 * @example 2026-12-01T09:00:00Z
                 */
                from?: string;
                /**
                 * @description The last day, in UTC; or a moment with its zone, before which the range ends.
                 * @example 2026-12-02T09:00:00Z
                 */
                to?: string;
                /**
                 * @description `desc` gives the newest first, `asc` the oldest.
                 * @example desc
                 */
                order?: "asc" | "desc";
                /**
                 * @description Only what came after the row with this id: the last that you have. Goes with `order=asc`.
                 * @example sin_01kaj53x00e00s000000000001
                 */
                after?: string;
                /**
                 * @description `jsonl`: all that fits at once, an attempt on each line.
                 * @example json
                 */
                format?: "json" | "jsonl";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInPage"];
                    "application/jsonl": string;
                };
            };
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /**
                 * @description Only rows that hold this text, whatever its case.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description The id of whoever did it, a member or a key; `operator` for the server's own tool.
                 * @example mem_01kaj53x00e00s000000000000
                 */
                actor?: string;
                /**
                 * @description Only actions whose name begins with this word: `member` for `member.removed`.
                 * @example user
                 */
                group?: "user" | "factor" | "session" | "organization" | "invitation" | "member" | "group" | "project" | "policy" | "key" | "audit";
                /**
                 * @description The id of what it was done to.
                 * @example grp_01kaj53x00e00s000000000000
                 */
                target?: string;
                /**
                 * @description Only what was done, or only what was tried and refused.
                 * @example done
                 */
                outcome?: "done" | "refused";
                /**
                 * @description How many rows a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Where the page begins: the `nextCursor` of the page before.
                 * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                 */
                cursor?: string;
                /**
                 * @description Only this deed. `/docs/api/audit-actions` tells what each is.
                 * @example user.signed_up
                 */
                action?: "user.signed_up" | "user.email_confirmed" | "user.password_reset" | "user.password_changed" | "user.profile_changed" | "user.email_change_asked" | "user.email_changed" | "user.unlocked" | "user.deleted" | "factor.authenticator_added" | "factor.authenticator_removed" | "factor.passkey_added" | "factor.passkey_renamed" | "factor.passkey_removed" | "factor.recovery_codes_made" | "session.stepped_up" | "session.ended" | "session.others_ended" | "organization.created" | "organization.changed" | "organization.contact_asked" | "organization.contact_confirmed" | "organization.ownership_offered" | "organization.ownership_withdrawn" | "organization.ownership_declined" | "organization.ownership_accepted" | "organization.deleted" | "organization.restored" | "organization.left" | "invitation.sent" | "invitation.resent" | "invitation.cancelled" | "invitation.accepted" | "invitation.import_started" | "invitation.requested" | "member.role_changed" | "member.disabled" | "member.enabled" | "member.removed" | "member.restored" | "member.unlocked" | "member.factors_reset" | "member.sessions_ended" | "member.groups_changed" | "member.api_only_created" | "group.created" | "group.changed" | "group.deleted" | "group.member_added" | "group.member_removed" | "project.created" | "project.changed" | "project.archived" | "project.restored" | "project.access_given" | "project.access_taken" | "policy.changed" | "policy.networks_confirmed" | "policy.networks_dropped" | "policy.member_exempted" | "policy.exemption_ended" | "policy.members_notified" | "key.created" | "key.changed" | "key.rotated" | "key.revoked" | "key.reveal_sent" | "key.revealed" | "key.leaked" | "key.handed_over" | "key.overreached" | "audit.verified" | "audit.retention_changed";
                /**
                 * @description The first day, in UTC; or a moment with its zone, with which the range begins.
                 * @example 2026-12-01T09:00:00Z
                 */
                from?: string;
                /**
                 * @description The last day, in UTC; or a moment with its zone, before which the range ends.
                 * @example 2026-12-02T09:00:00Z
                 */
                to?: string;
                /**
                 * @description `desc` gives the newest first, `asc` the oldest.
                 * @example desc
                 */
                order?: "asc" | "desc";
                /**
                 * @description Only what came after the row with this id: the last that you have. Goes with `order=asc`.
                 * @example aud_01kaj53x00e00s000000000001
                 */
                after?: string;
                /**
                 * @description `jsonl`: all that fits at once, an event on each line.
                 * @example json
                 */
                format?: "json" | "jsonl";
            };
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                    "application/jsonl": string;
                };
            };
        };
    };
    verifyAuditLog: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Any text of 1 to 255 visible ASCII characters that you make up for this one request, such as a UUID. Sent again with the very same request within 24 hours, it is carried out no second time and answered like the first.
                 * @example 3c9f5b0e-7e1d-4b3a-8f6c-5a2d9e4b1c70
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /**
                     * @description The `nextCursor` of the step before; left out, the check begins.
                     * @example WyJtZW1fMDFrYWo1M3gwMGUwMHMwMDAwMDAwMDAwMDAiXQ.2rV0nQ5m8T1xYb7kLw3dZA
                     */
                    cursor?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheck"];
                };
            };
        };
    };
    getAuditRetention: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag that you know; as long as it holds, the answer is 304 and has no body.
                 * @example "7-mHhFk2VQ1s0b9rZyN4tL8w"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditRetention"];
                };
            };
        };
    };
    setAuditRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 400
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: int32
                     * @description For how many days an event is kept; null keeps all of them.
                     * @example 400
                     */
                    days: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditRetention"];
                };
            };
        };
    };
}
