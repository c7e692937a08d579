using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>
/// Makes the tables of SQLite. Those with small rows that are reached by their key keep the rows in the key's own tree (WITHOUT ROWID): a row is then written once
/// and not twice, which counts where every request writes one.
/// </summary>
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    // A later migration that rebuilds a table does so under this name.
    private const string Rebuilt = "ef_temp_";

    private static readonly string[] Clustered =
    [
        "activity", "activity_heads", "activity_hours", "activity_marks", "brake_warnings", "brakes", "deactivation_minutes", "deactivations", "directory_counts", "group_members", "held_deactivations", "resource_emails",
    ];

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var name = operation.Name.StartsWith(Rebuilt, StringComparison.Ordinal) ? operation.Name[Rebuilt.Length..] : operation.Name;
        if (!Clustered.Contains(name, StringComparer.Ordinal))
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        base.Generate(operation, model, builder, terminate: false);
        builder.Append(" WITHOUT ROWID");
        if (!terminate)
            return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
