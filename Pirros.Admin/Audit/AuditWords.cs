namespace Pirros.Admin.Audit;

/// <summary>What the kinds of entries and of people are called.</summary>
public static class AuditWords
{
    /// <summary>The kinds that can be chosen for a filter, with their words.</summary>
    public static IReadOnlyList<(string Kind, string Words)> Kinds =>
        [("tenant", AuditTexts.Tenants), ("connection", AuditTexts.Connections), ("token", AuditTexts.Tokens), ("schema", AuditTexts.CustomAttributes), ("brake", AuditTexts.Deactivations), ("deactivation", AuditTexts.DeactivationExports), ("subscriber", AuditTexts.Subscribers), ("audit", AuditTexts.AuditExports), ("session", AuditTexts.Sessions), ("saml", AuditTexts.SingleSignOn)];

    /// <summary>What a person is here.</summary>
    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.TenantAdmin => AuditTexts.TenantAdmin,
        ActorKind.Support => AuditTexts.PirrosSupport,
        _ => AuditTexts.Operator,
    };
}
