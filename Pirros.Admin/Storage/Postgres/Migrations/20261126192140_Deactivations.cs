using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pirros.Admin.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Deactivations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                    released_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    warned = table.Column<long>(type: "bigint", nullable: false),
                    warned_from = table.Column<long>(type: "bigint", nullable: true),
                    warned_at = table.Column<long>(type: "bigint", nullable: true)
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
                    people = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deactivation_minutes", x => new { x.connection_id, x.minute });
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

            migrationBuilder.CreateIndex(
                name: "IX_deactivations_connection_id_user_id_blocked_at",
                table: "deactivations",
                columns: new[] { "connection_id", "user_id", "blocked_at" });

            migrationBuilder.CreateIndex(
                name: "IX_held_deactivations_connection_id_verdict_first_at_user_id",
                table: "held_deactivations",
                columns: new[] { "connection_id", "verdict", "first_at", "user_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "brakes");

            migrationBuilder.DropTable(
                name: "deactivation_minutes");

            migrationBuilder.DropTable(
                name: "deactivations");

            migrationBuilder.DropTable(
                name: "held_deactivations");
        }
    }
}
