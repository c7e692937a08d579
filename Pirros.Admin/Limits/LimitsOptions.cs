namespace Pirros.Admin.Limits;

/// <summary>What one tenant may ask of one instance, and how slow a client may be. Section <c>Limits</c>. Each instance counts for itself.</summary>
public sealed class LimitsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Limits";

    /// <summary>
    /// Requests a second that a connection may go on sending once <see cref="Burst"/> is used up, 1 to 1,000,000. Default: 1,000, forty times what Entra ID sends.
    /// It bounds what a client that never ends costs in activity and processor time; who is served when many send at once is decided by <see cref="TenantRequestsAtOnce"/>.
    /// </summary>
    public int RequestsPerSecond { get; set; } = 1_000;

    /// <summary>Requests that a connection may send at whatever speed before that, 1 to 10,000,000. Default: 5,000,000, the first sync of 2,000,000 users and their groups.</summary>
    public int Burst { get; set; } = 5_000_000;

    /// <summary>The same as <see cref="RequestsPerSecond"/> for all connections of a tenant together. Default: 2,000, so that one connection's first sync leaves room for another.</summary>
    public int TenantRequestsPerSecond { get; set; } = 2_000;

    /// <summary>The same as <see cref="Burst"/> for all connections of a tenant together. Default: 10,000,000.</summary>
    public int TenantBurst { get; set; } = 10_000_000;

    /// <summary>
    /// Requests of a tenant that are worked on at once, 1 to 1,000; further ones wait. Default: 16, twice what a first sync needs to reach full speed. The lower, the less others
    /// feel of a tenant that sends as much as it can, since they never have more than this many of its requests before them.
    /// </summary>
    public int TenantRequestsAtOnce { get; set; } = 16;

    /// <summary>
    /// How many of these may be lists or bulk requests, 1 to 1,000; a match such as <c>userName eq "…"</c> is none. Default: as many as the machine has processors. More would only
    /// share the processors among themselves, and leave less of them to everybody else.
    /// </summary>
    public int? TenantLongRequestsAtOnce { get; set; }

    /// <summary>Requests of a tenant that may wait for <see cref="TenantRequestsAtOnce"/>, 0 to 10,000; further ones are refused. Default: 500, which are served within a second.</summary>
    public int TenantRequestsWaiting { get; set; } = 500;

    /// <summary>
    /// Requests a minute with a token that was not accepted, from one network to one connection, 1 to 10,000. Default: 300: a person who tries and a test of a setup do not come near it, and a provider
    /// whose token was revoked is still told so five times a second. A right token is never counted and never refused for it.
    /// </summary>
    public int WrongTokensPerMinute { get; set; } = 300;

    /// <summary>The same from one network to all connections, 1 to 100,000. Default: 3,000, since tenants of one provider share its addresses.</summary>
    public int WrongTokensPerMinuteOfNetwork { get; set; } = 3_000;

    /// <summary>
    /// The slowest that a client may send a body or take an answer, in bytes a second on average, 1 to 10,000,000. Default: 4,096. A client that is slower holds memory for nothing;
    /// providers send from data centres, and a person's telephone on a bad line still gets its pages.
    /// </summary>
    public int SlowestBytesPerSecond { get; set; } = 4_096;

    /// <summary>Seconds before a slow body or answer is cut off for its speed, 2 to 300. Default: 5: a lost packet or two are made up for within them.</summary>
    public int SlowSeconds { get; set; } = 5;

    /// <summary>Seconds within which a request's headers must have arrived, 2 to 300. Default: 15.</summary>
    public int HeaderSeconds { get; set; } = 15;
}
