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
        "audit", "audit_heads", "brakes", "connections", "data_protection_keys", "guide_ticks", "hand_offs", "held_deactivations", "instances", "saml_requests", "saml_results", "saml_settings", "saml_uses", "sandboxes", "sessions", "subscribers", "tenant_deletions",
        "tenants", "tokens",
    ];

    /// <summary>Events and their deliveries: the order that a cursor follows is that of one server's transactions, so they stay on one server, and are removed after some weeks.</summary>
    private static readonly string[] Events = ["deliveries", "delivery_attempts", "directory_events"];

    private static readonly IModel Model = new PostgresAdminDbFactory().CreateDbContext([]).Model;

    /// <summary>Every table that is not small: whoever adds one says which it is.</summary>
    public static TheoryData<string> Spread() => [.. DatabaseInspection.Tables(Model).Except([.. Small, .. Events], StringComparer.Ordinal)];

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
    public void Every_table_that_is_named_is_there()
        => Assert.Empty(Small.Concat(Events).Except(DatabaseInspection.Tables(Model), StringComparer.Ordinal));

    private static string First(IEntityType type, IReadOnlyList<IProperty> properties)
        => properties[0].GetColumnName(StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value)!;
}
