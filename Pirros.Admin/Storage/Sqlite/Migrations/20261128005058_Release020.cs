using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pirros.Admin.Storage.Sqlite.Migrations
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

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "tokens",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ranges",
                table: "tokens",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "scopes",
                table: "tokens",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "directory_connection",
                table: "sessions",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "directory_user",
                table: "sessions",
                type: "TEXT",
                maxLength: 36,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "deactivated_at",
                table: "resources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "brake_warnings",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    slot = table.Column<int>(type: "INTEGER", nullable: false),
                    people = table.Column<long>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_brake_warnings", x => new { x.connection_id, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "brakes",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    minimum = table.Column<int>(type: "INTEGER", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    released_until = table.Column<long>(type: "INTEGER", nullable: true),
                    released_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
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
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    minute = table.Column<long>(type: "INTEGER", nullable: false),
                    slot = table.Column<int>(type: "INTEGER", nullable: false),
                    people = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deactivation_minutes", x => new { x.connection_id, x.minute, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "deactivations",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    blocked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    held_since = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted = table.Column<bool>(type: "INTEGER", nullable: false),
                    beyond = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deactivations", x => new { x.connection_id, x.blocked_at, x.id });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    subscriber_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.tenant_id, x.number, x.subscriber_id });
                });

            migrationBuilder.CreateTable(
                name: "delivery_attempts",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    subscriber_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    milliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_attempts", x => new { x.tenant_id, x.number, x.subscriber_id, x.attempt });
                });

            migrationBuilder.CreateTable(
                name: "directory_events",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    xact = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    active = table.Column<bool>(type: "INTEGER", nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_events", x => new { x.tenant_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "held_deactivations",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<long>(type: "INTEGER", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_until = table.Column<long>(type: "INTEGER", nullable: true)
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    beats = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saml_requests",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    browser = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    tested_by = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    return_to = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    tested_by = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    fault = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    expected = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    received = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    name_id = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    claims = table.Column<string>(type: "TEXT", nullable: false),
                    certificate = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    clock_difference_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    solicited = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    user_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    genuine = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: false),
                    sign_in_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: false),
                    certificates = table.Column<string>(type: "TEXT", nullable: false),
                    allow_unsolicited = table.Column<bool>(type: "INTEGER", nullable: false),
                    allow_sha1 = table.Column<bool>(type: "INTEGER", nullable: false),
                    metadata_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    metadata_read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    metadata_fault = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    admin_group = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: true),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    matched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    tested_at = table.Column<long>(type: "INTEGER", nullable: true),
                    warned_days = table.Column<int>(type: "INTEGER", nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                    connection_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    assertion = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    key_id = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    former_key_id = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    former_key_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    former_key_ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    secret = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    former_secret = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    former_secret_ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    position = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    paused_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paused_for = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    failures = table.Column<long>(type: "INTEGER", nullable: false),
                    hold_until = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_owner = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    fetched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    fetched = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true)
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
