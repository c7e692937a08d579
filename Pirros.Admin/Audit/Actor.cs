using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>What a person is to this product.</summary>
public enum ActorKind
{
    /// <summary>Manages one tenant.</summary>
    TenantAdmin,

    /// <summary>Sees every tenant, rotates tokens with a reason.</summary>
    Support,

    /// <summary>Runs the installation, through the command line.</summary>
    Operator,

    /// <summary>Whoever holds a hand-off link: reaches what it opens, and nothing else.</summary>
    LinkHolder,
}

/// <summary>The person (or the operator's command line) that acts. Every act that changes something takes one and is audited under it.</summary>
/// <param name="Kind">What that person is here.</param>
/// <param name="Id">A stable identifier from the sign-in, such as the OpenID Connect <c>sub</c>.</param>
/// <param name="Name">What to call that person on a page.</param>
/// <param name="Tenant">The tenant of a tenant admin; null for the others.</param>
/// <param name="Address">The network address they act from, if known.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name, TenantId? Tenant = null, string? Address = null)
{
    private const int MaximumReason = 500;

    /// <summary>Whether this person may see and manage <paramref name="tenant"/>.</summary>
    public bool CanReach(TenantId tenant) => Kind is ActorKind.Support or ActorKind.Operator || Tenant == tenant;

    /// <summary>Whether this person sees every tenant.</summary>
    public bool SeesAllTenants => Kind is ActorKind.Support or ActorKind.Operator;

    /// <summary>The reason that an act is audited with. Support must give one.</summary>
    /// <exception cref="RefusedException">It is missing where it is needed, too long, or holds what can't be seen.</exception>
    public string? Reason(string? given)
        => Kind == ActorKind.Support ? PlainText.Require(given, AuditTexts.TheReason, MaximumReason) : PlainText.Optional(given, AuditTexts.TheReason, MaximumReason);
}
