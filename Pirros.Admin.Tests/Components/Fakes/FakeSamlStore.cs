using System.Text.Json.Nodes;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.Saml;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>Single sign-on in memory: its settings and results. Requests and uses are nothing that a page asks for.</summary>
public sealed class FakeSamlStore(PortalData data) : ISamlStore
{
    public Task<SamlSettings?> FindAsync(ConnectionId connection, CancellationToken cancel)
    {
        data.Check();
        return Task.FromResult(data.Saml);
    }

    public Task<SamlSettings?> ChangeAsync(ConnectionId connection, Func<SamlSettings?, SamlSettings?> change, AuditEntry? audit, CancellationToken cancel)
    {
        data.Check();
        data.Saml = change(data.Saml);
        if (audit is not null)
            data.Audit.Add(audit);
        return Task.FromResult(data.Saml);
    }

    public Task AddRequestAsync(SamlRequest request, CancellationToken cancel) => throw new NotSupportedException();

    public Task<SamlRequest?> FindRequestAsync(ConnectionId connection, byte[] browser, DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

    public Task<SamlUse> UseAsync(ConnectionId connection, string? requestId, string assertionId, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

    public Task AddResultAsync(SamlResult result, int keep, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<SamlResult>> ResultsAsync(ConnectionId connection, int count, CancellationToken cancel)
    {
        data.Check();
        return Task.FromResult<IReadOnlyList<SamlResult>>([.. data.SamlResults.Take(count)]);
    }

    public Task<IReadOnlyList<(ConnectionId Connection, string Url)>> MetadataDueAsync(DateTimeOffset before, int count, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<(ConnectionId Connection, SamlSettings Settings)>> EndingAsync(DateTimeOffset after, DateTimeOffset before, int count, CancellationToken cancel) => throw new NotSupportedException();

    public Task<SamlPerson?> FindPersonAsync(ConnectionId connection, string nameId, CancellationToken cancel)
    {
        foreach (var (_, entry) in data.Directory.Where(one => one.Kind == DirectoryKind.User))
        {
            var document = JsonNode.Parse(entry.Document.Span)!;
            if (document["userName"]!.GetValue<string>() == nameId)
                return Task.FromResult<SamlPerson?>(new SamlPerson(entry.Id, nameId, document["displayName"]?.GetValue<string>(), entry.Active, false));
        }

        return Task.FromResult<SamlPerson?>(null);
    }

    public Task<bool> IsGroupAsync(ConnectionId connection, string group, CancellationToken cancel) => Task.FromResult(data.Directory.Any(one => one.Kind == DirectoryKind.Group && one.Entry.Id == group));

    public Task<ConnectionId?> SignInConnectionAsync(TenantId tenant, CancellationToken cancel) => throw new NotSupportedException();
}
