using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pirros.Admin.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class TokenLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "kind",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "ranges",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "scopes",
                table: "tokens");
        }
    }
}
