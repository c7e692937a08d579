namespace Pirros.Admin.Audit;

/// <summary>What the kinds of entries and of people are called.</summary>
public static class AuditWords
{
    /// <summary>The kinds that can be chosen for a filter, with their words.</summary>
    public static IReadOnlyList<(string Kind, string Words)> Kinds { get; } =
        [("tenant", "Tenants"), ("connection", "Connections"), ("token", "Tokens"), ("schema", "Custom attributes"), ("audit", "Exports of the audit")];

    /// <summary>What a person is here.</summary>
    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.TenantAdmin => "Tenant admin",
        ActorKind.Support => "Pirros support",
        _ => "Operator",
    };
}
