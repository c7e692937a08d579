using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pirros.Admin.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Downstream : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "delivery_attempts");

            migrationBuilder.DropTable(
                name: "directory_events");

            migrationBuilder.DropTable(
                name: "subscribers");
        }
    }
}
