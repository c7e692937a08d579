using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pirros.Admin.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Release020 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_resources_inactive_display",
                table: "resources");

            migrationBuilder.DropIndex(
                name: "IX_resources_inactive_name",
                table: "resources");

            migrationBuilder.CreateSequence(
                name: "directory_event_numbers");

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "tokens",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ranges",
                table: "tokens",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "scopes",
                table: "tokens",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "directory_connection",
                table: "sessions",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "directory_user",
                table: "sessions",
                type: "character varying(36)",
                maxLength: 36,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "deactivated_at",
                table: "resources",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "brake_warnings",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    slot = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<long>(type: "bigint", nullable: false),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_brake_warnings", x => new { x.connection_id, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "brakes",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    mode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    minimum = table.Column<int>(type: "integer", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    released_until = table.Column<long>(type: "bigint", nullable: true),
                    released_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_brakes", x => x.connection_id);
                    table.ForeignKey(
                        name: "FK_brakes_connections_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deactivation_minutes",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    minute = table.Column<long>(type: "bigint", nullable: false),
                    slot = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deactivation_minutes", x => new { x.connection_id, x.minute, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "deactivations",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    blocked_at = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    delivered_at = table.Column<long>(type: "bigint", nullable: true),
                    held_since = table.Column<long>(type: "bigint", nullable: true),
                    deleted = table.Column<bool>(type: "boolean", nullable: false),
                    beyond = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deactivations", x => new { x.connection_id, x.blocked_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    subscriber_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    delivered_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.tenant_id, x.number, x.subscriber_id });
                });

            migrationBuilder.CreateTable(
                name: "delivery_attempts",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    subscriber_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    status = table.Column<int>(type: "integer", nullable: true),
                    milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    answer = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true, collation: "C"),
                    next_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_attempts", x => new { x.tenant_id, x.number, x.subscriber_id, x.attempt });
                });

            migrationBuilder.CreateTable(
                name: "directory_events",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    xact = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    active = table.Column<bool>(type: "boolean", nullable: true),
                    details = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_events", x => new { x.tenant_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "held_deactivations",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    user_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<long>(type: "bigint", nullable: false),
                    verdict = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_deactivations", x => new { x.connection_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_held_deactivations_connections_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "instances",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    beats = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saml_requests",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    browser = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    tested_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    return_to = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    ends_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saml_requests", x => new { x.connection_id, x.id });
                    table.ForeignKey(
                        name: "FK_saml_requests_connections_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saml_results",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    tested_by = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    fault = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    expected = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    received = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    name_id = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true, collation: "C"),
                    claims = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    certificate = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    clock_difference_ms = table.Column<long>(type: "bigint", nullable: true),
                    solicited = table.Column<bool>(type: "boolean", nullable: false),
                    user_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    user_active = table.Column<bool>(type: "boolean", nullable: false),
                    genuine = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saml_results", x => new { x.connection_id, x.id });
                    table.ForeignKey(
                        name: "FK_saml_results_connections_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saml_settings",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    issuer = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false, collation: "C"),
                    sign_in_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false, collation: "C"),
                    certificates = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    allow_unsolicited = table.Column<bool>(type: "boolean", nullable: false),
                    allow_sha1 = table.Column<bool>(type: "boolean", nullable: false),
                    metadata_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    metadata_read_at = table.Column<long>(type: "bigint", nullable: true),
                    metadata_fault = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    admin_group = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    requested_at = table.Column<long>(type: "bigint", nullable: true),
                    accepted_at = table.Column<long>(type: "bigint", nullable: true),
                    matched_at = table.Column<long>(type: "bigint", nullable: true),
                    tested_at = table.Column<long>(type: "bigint", nullable: true),
                    warned_days = table.Column<int>(type: "integer", nullable: true),
                    ends_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saml_settings", x => x.connection_id);
                    table.ForeignKey(
                        name: "FK_saml_settings_connections_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saml_uses",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    assertion = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ends_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saml_uses", x => new { x.connection_id, x.assertion });
                    table.ForeignKey(
                        name: "FK_saml_uses_connections_connection_id",
                        column: x => x.connection_id,
                        principalTable: "connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscribers",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "character varying(63)", nullable: false, collation: "C"),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    key_id = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    key_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    former_key_id = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    former_key_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    former_key_ends_at = table.Column<long>(type: "bigint", nullable: true),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    secret = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    former_secret = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    former_secret_ends_at = table.Column<long>(type: "bigint", nullable: true),
                    position = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    paused_at = table.Column<long>(type: "bigint", nullable: true),
                    paused_for = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    failing_since = table.Column<long>(type: "bigint", nullable: true),
                    failures = table.Column<long>(type: "bigint", nullable: false),
                    hold_until = table.Column<long>(type: "bigint", nullable: true),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    fetched_at = table.Column<long>(type: "bigint", nullable: true),
                    fetched = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscribers", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "FK_subscribers_tenants_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_tenant_id_subscriber_id_state_number",
                table: "deliveries",
                columns: new[] { "tenant_id", "subscriber_id", "state", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_waiting",
                table: "deliveries",
                columns: new[] { "tenant_id", "subscriber_id", "number" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_waiting_subject",
                table: "deliveries",
                columns: new[] { "tenant_id", "subscriber_id", "subject", "number" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_waiting_urgent",
                table: "deliveries",
                columns: new[] { "tenant_id", "subscriber_id", "urgent", "number" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_attempts_tenant_id_subscriber_id_id",
                table: "delivery_attempts",
                columns: new[] { "tenant_id", "subscriber_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_directory_events_tenant_id_xact",
                table: "directory_events",
                columns: new[] { "tenant_id", "xact" });

            migrationBuilder.CreateIndex(
                name: "IX_directory_events_xact",
                table: "directory_events",
                column: "xact");

            migrationBuilder.CreateIndex(
                name: "IX_held_deactivations_connection_id_verdict_first_at_user_id",
                table: "held_deactivations",
                columns: new[] { "connection_id", "verdict", "first_at", "user_id" });

            migrationBuilder.CreateIndex(
                name: "IX_saml_requests_connection_id_ends_at",
                table: "saml_requests",
                columns: new[] { "connection_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_saml_settings_ends_at",
                table: "saml_settings",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "IX_saml_settings_metadata_read_at",
                table: "saml_settings",
                column: "metadata_read_at",
                filter: "metadata_url IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_saml_uses_connection_id_ends_at",
                table: "saml_uses",
                columns: new[] { "connection_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_subscribers_due_at",
                table: "subscribers",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_subscribers_former_key_id",
                table: "subscribers",
                column: "former_key_id");

            migrationBuilder.CreateIndex(
                name: "IX_subscribers_key_id",
                table: "subscribers",
                column: "key_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brake_warnings");

            migrationBuilder.DropTable(
                name: "brakes");

            migrationBuilder.DropTable(
                name: "deactivation_minutes");

            migrationBuilder.DropTable(
                name: "deactivations");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "delivery_attempts");

            migrationBuilder.DropTable(
                name: "directory_events");

            migrationBuilder.DropTable(
                name: "held_deactivations");

            migrationBuilder.DropTable(
                name: "instances");

            migrationBuilder.DropTable(
                name: "saml_requests");

            migrationBuilder.DropTable(
                name: "saml_results");

            migrationBuilder.DropTable(
                name: "saml_settings");

            migrationBuilder.DropTable(
                name: "saml_uses");

            migrationBuilder.DropTable(
                name: "subscribers");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "ranges",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "scopes",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "directory_connection",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "directory_user",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "deactivated_at",
                table: "resources");

            migrationBuilder.DropSequence(
                name: "directory_event_numbers");

            migrationBuilder.CreateIndex(
                name: "IX_resources_inactive_display",
                table: "resources",
                columns: new[] { "connection_id", "type", "display_key", "id" },
                filter: "NOT active");

            migrationBuilder.CreateIndex(
                name: "IX_resources_inactive_name",
                table: "resources",
                columns: new[] { "connection_id", "type", "name_key" },
                filter: "NOT active");
        }
    }
}
