using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Saml;

/// <summary>Where single sign-on of connections is kept: settings, requests under way, assertions that were used, and what came of each.</summary>
public interface ISamlStore
{
    /// <summary>The settings; null when none were given.</summary>
    Task<SamlSettings?> FindAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>Changes the settings. Of two people at once the later changes what the earlier left.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="change">Gives the new settings of the old; null removes them.</param>
    /// <param name="audit">What the audit says of it; null for what nobody did, such as reading metadata daily.</param>
    /// <param name="cancel">Gives up.</param>
    Task<SamlSettings?> ChangeAsync(ConnectionId connection, Func<SamlSettings?, SamlSettings?> change, AuditEntry? audit, CancellationToken cancel);

    /// <summary>Notes a request that was sent to the provider.</summary>
    Task AddRequestAsync(SamlRequest request, CancellationToken cancel);

    /// <summary>The newest request that a browser made and that is not answered yet; null for none.</summary>
    Task<SamlRequest?> FindRequestAsync(ConnectionId connection, byte[] browser, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Uses an assertion: in one step its request is answered and the assertion is remembered, so that of two that come at once one is used.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="requestId">The request that it answers; null for none.</param>
    /// <param name="assertionId">Its id.</param>
    /// <param name="until">How long it has to be remembered.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Gives up.</param>
    Task<SamlUse> UseAsync(ConnectionId connection, string? requestId, string assertionId, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Writes what came of a response; of those that are genuine, and of the others, the oldest beyond <paramref name="keep"/> go.</summary>
    Task AddResultAsync(SamlResult result, int keep, CancellationToken cancel);

    /// <summary>What came of the newest responses, newest first.</summary>
    Task<IReadOnlyList<SamlResult>> ResultsAsync(ConnectionId connection, int count, CancellationToken cancel);

    /// <summary>Connections whose metadata was last read before a time.</summary>
    Task<IReadOnlyList<(ConnectionId Connection, string Url)>> MetadataDueAsync(DateTimeOffset before, int count, CancellationToken cancel);

    /// <summary>Settings whose last certificate ends between two times, the soonest first.</summary>
    Task<IReadOnlyList<(ConnectionId Connection, SamlSettings Settings)>> EndingAsync(DateTimeOffset after, DateTimeOffset before, int count, CancellationToken cancel);

    /// <summary>The user of the connection's directory whose user name that is, or else the only one with that e-mail address; null when there is none, or more than one.</summary>
    Task<SamlPerson?> FindPersonAsync(ConnectionId connection, string nameId, CancellationToken cancel);

    /// <summary>Whether the connection's directory has a group of that id.</summary>
    Task<bool> IsGroupAsync(ConnectionId connection, string group, CancellationToken cancel);

    /// <summary>The connection by which a tenant's admins sign in to the portal; null when there is none. Of several the oldest.</summary>
    Task<ConnectionId?> SignInConnectionAsync(TenantId tenant, CancellationToken cancel);
}
