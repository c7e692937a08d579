using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Postgres;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A distributed PostgreSQL can spread the tables that grow by the connection: their keys begin with it, and nothing ties them to a row that may be on another server.</summary>
public sealed class DistributionTests
{
    private const string Connection = "connection_id";

    /// <summary>Tables that stay on one server, or are copied to each: what people set, and what they did. A few rows for each connection, or for each sign-in.</summary>
    private static readonly string[] Small =
    [
        "audit", "audit_heads", "connections", "data_protection_keys", "guide_ticks", "hand_offs", "instances", "sandboxes", "sessions", "tenant_deletions", "tenants", "tokens",
    ];

    private static readonly IModel Model = new PostgresAdminDbFactory().CreateDbContext([]).Model;

    /// <summary>Every table that is not small: whoever adds one says which it is.</summary>
    public static TheoryData<string> Spread() => [.. DatabaseInspection.Tables(Model).Except(Small, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Spread))]
    public void Keys_of_what_grows_begin_with_the_connection(string table)
    {
        var type = Assert.Single(Model.GetEntityTypes(), type => type.GetTableName() == table);
        Assert.Equal(Connection, First(type, type.FindPrimaryKey()!.Properties));
        Assert.All(type.GetIndexes(), index => Assert.Equal(Connection, First(type, index.Properties)));
        Assert.Empty(type.GetForeignKeys());
        Assert.DoesNotContain(type.GetProperties(), property => property.ValueGenerated == ValueGenerated.OnAdd);
    }

    [Fact]
    public void Every_small_table_is_one()
        => Assert.Empty(Small.Except(DatabaseInspection.Tables(Model), StringComparer.Ordinal));

    private static string First(IEntityType type, IReadOnlyList<IProperty> properties)
        => properties[0].GetColumnName(StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value)!;
}
