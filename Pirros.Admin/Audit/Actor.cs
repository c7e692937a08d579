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

    /// <summary>The installation itself, for what its clock does and nobody asked for.</summary>
    public static Actor Installation { get; } = new(ActorKind.Operator, "installation", "Pirros.Admin");

    /// <summary>Until when this person counts as having just proved who they are; null for those who don't sign in, such as the command line.</summary>
    public DateTimeOffset? FreshUntil { get; init; }

    /// <summary>Whether this person may see and manage <paramref name="tenant"/>.</summary>
    public bool CanReach(TenantId tenant) => Kind is ActorKind.Support or ActorKind.Operator || Tenant == tenant;

    /// <summary>Whether this person sees every tenant.</summary>
    public bool SeesAllTenants => Kind is ActorKind.Support or ActorKind.Operator;

    /// <summary>Whether this person proved who they are lately enough to be given a secret.</summary>
    public bool IsFreshAt(DateTimeOffset now) => FreshUntil is not { } until || now < until;

    /// <summary>Refuses somebody who signed in too long ago to be given a secret: a screen left open must not be enough.</summary>
    /// <exception cref="RefusedException">They must sign in again first.</exception>
    public void RequireFresh(DateTimeOffset now)
    {
        if (!IsFreshAt(now))
            throw RefusedException.SignInAgain(AuditTexts.SignInAgain);
    }

    /// <summary>The reason that an act is audited with. Support must give one.</summary>
    /// <exception cref="RefusedException">It is missing where it is needed, too long, or holds what can't be seen.</exception>
    public string? Reason(string? given)
        => Kind == ActorKind.Support ? PlainText.Require(given, AuditTexts.TheReason, MaximumReason) : PlainText.Optional(given, AuditTexts.TheReason, MaximumReason);
}
