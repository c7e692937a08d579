using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage.TenantData;

/// <summary>
/// Which tables hold what is a tenant's, told from the model: whatever has a column <c>tenant_id</c> or <c>connection_id</c>. A new table is thereby moved and deleted with its
/// tenant, and one of which this can't be told stops the start of a deletion, an export or an import.
/// </summary>
internal sealed class TenantTables
{
    public const string Tenants = "tenants";
    public const string Connections = "connections";
    public const string Sandboxes = "sandboxes";
    public const string Audit = "audit";
    public const string AuditHeads = "audit_heads";
    public const string Counts = "directory_counts";

    /// <summary>What outlives tenants: the keys of this installation, and the certificates of deletion.</summary>
    private static readonly string[] OfInstallation = ["data_protection_keys", "instances", "tenant_deletions"];

    /// <summary>
    /// What is a tenant's, and is not moved: what lasts minutes, the sign-ins of this installation and what came of those at a provider, what is counted anew, and who subscribed to its events, since their secrets
    /// are encrypted with the keys of this installation and their places count its transactions.
    /// </summary>
    private static readonly string[] NotMoved = [Sandboxes, "sessions", "saml_requests", "saml_uses", "saml_results", Counts, "subscribers", "directory_events", "deliveries", "delivery_attempts"];

    private static readonly string[] Owners = [Tenants, Connections];

    public TenantTables(IModel model)
    {
        // Tenants and connections first, whether a table refers to them or not: whoever reads a row knows whose it may be.
        var types = model.GetEntityTypes().Where(type => !OfInstallation.Contains(type.GetTableName(), StringComparer.Ordinal))
            .OrderBy(type => Array.IndexOf(Owners, type.GetTableName()) is >= 0 and var place ? place : Owners.Length).ThenBy(type => type.GetTableName(), StringComparer.Ordinal).ToList();
        var ordered = new List<IEntityType>();
        while (types.Find(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || ordered.Contains(key.PrincipalEntityType))) is { } next)
        {
            ordered.Add(next);
            types.Remove(next);
        }

        All = types.Count == 0 ? ordered.ConvertAll(Table) : throw new InvalidOperationException($"Tables that refer to each other can't be put in order: {string.Join(", ", types.Select(type => type.GetTableName()))}.");
    }

    /// <summary>All of them, each behind those that its rows refer to.</summary>
    public IReadOnlyList<TenantTable> All { get; }

    /// <summary>Those that are moved with a tenant, in that order.</summary>
    public IEnumerable<TenantTable> Moved => All.Where(table => !NotMoved.Contains(table.Name, StringComparer.Ordinal));

    public TenantTable this[string name] => All.First(table => table.Name == name);

    private static TenantTable Table(IEntityType type)
    {
        var place = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = type.GetProperties().Select(property => (Name: property.GetColumnName(place)!, Property: property)).ToList();
        string[] key = [.. type.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName(place)!)];
        var ofTenant = place.Name == Tenants || columns.Exists(column => column.Name == "tenant_id");
        if (!ofTenant && !columns.Exists(column => column.Name == "connection_id"))
            throw new InvalidOperationException($"Whose the rows of {place.Name} are can't be told: it has neither a tenant_id nor a connection_id.");
        return new TenantTable(
            place.Name,
            place.Name == Tenants ? "id" : ofTenant ? "tenant_id" : "connection_id",
            ofTenant,
            [.. columns.Where(column => column.Property.GetComputedColumnSql() is null && !IsState(type, column.Property)).Select(column => new TenantColumn(column.Name, Kind(type, column.Property)))],
            key);
    }

    // Whether a tenant is reached is not a thing of the tenant's.
    private static bool IsState(IEntityType type, IProperty property) => type.ClrType == typeof(TenantRow) && property.Name == nameof(TenantRow.Hidden);

    private static ColumnKind Kind(IEntityType type, IProperty property)
    {
        var stored = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (stored == typeof(DateTimeOffset))
            return ColumnKind.Moment;
        if (type.ClrType == typeof(ResourceRow) && property.Name == nameof(ResourceRow.Document))
            return ColumnKind.Document;
        stored = property.GetTypeMapping().Converter?.ProviderClrType ?? stored;
        return stored == typeof(string) ? ColumnKind.Text
            : stored == typeof(bool) ? ColumnKind.Flag
            : stored == typeof(Guid) ? ColumnKind.Id
            : stored == typeof(byte[]) ? ColumnKind.Bytes
            : stored == typeof(int) || stored == typeof(long) ? ColumnKind.Number
            : throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name} has a type that is not moved: {stored.Name}.");
    }
}
