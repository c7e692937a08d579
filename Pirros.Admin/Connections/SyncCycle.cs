namespace Pirros.Admin.Connections;

/// <summary>How often an identity provider asks by itself, and what follows from it for how long silence is normal.</summary>
public static class SyncCycle
{
    /// <summary>The time from one cycle of Entra ID to the next.</summary>
    public static readonly TimeSpan Entra = TimeSpan.FromMinutes(40);

    /// <summary>How long a provider that sends only what changes may be quiet before that is worth a word.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(7);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>After how long without any request something is wrong: two cycles. Null for a provider that sends only what changes.</summary>
    public static TimeSpan? SilentAfter(IdentityProvider provider) => provider == IdentityProvider.EntraId ? 2 * Entra : null;

    /// <summary>How long a fault counts as going on after its newest request: until the provider has had time to try again twice.</summary>
    public static TimeSpan Recent(IdentityProvider provider) => provider == IdentityProvider.EntraId ? 2 * Entra : Day;

    /// <summary>After how long without use a replaced token is no longer needed: longer than a cycle, or a day where there are none.</summary>
    public static TimeSpan OldTokenSilent(IdentityProvider provider) => provider == IdentityProvider.EntraId ? Entra : Day;
}
