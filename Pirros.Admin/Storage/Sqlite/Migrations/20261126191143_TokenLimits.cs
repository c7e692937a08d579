using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Pirros.Admin.Storage.Sqlite.Migrations
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
