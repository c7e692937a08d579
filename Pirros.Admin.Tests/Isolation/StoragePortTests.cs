using System.Reflection;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Isolation;

/// <summary>Storage is asked for something of one tenant or one connection; what is not is listed here, with the reason.</summary>
public sealed class StoragePortTests
{
    private static readonly Type[] Bounds = [typeof(ConnectionId), typeof(TenantId), typeof(Actor)];

    // What bounds a call without naming it: things that say themselves to whom they belong.
    private static readonly string[] Carriers = ["Connection", "Tenant", "Token", "HandOff", "Sandbox", "AuditFilter", "Session", "TenantDeletion", "Subscriber"];

    private static readonly Dictionary<string, string> Unbound = new()
    {
        ["IActivityStore.AppendAsync"] = "each record names its connection",
        ["IActivityStore.OutdatedAsync"] = "the clock's work: gives ids, and what is removed is removed connection by connection",
        ["IActivityStore.RecordExportAsync"] = "writes one entry of the audit, which names its tenant",
        ["IAuditStore.AppendAsync"] = "writes one entry of the audit, which names its tenant",
        ["IAuditStore.StrayAsync"] = "the operator's check of the whole audit",
        ["IBackupStore.CreateAsync"] = "the operator's copy of the whole database",
        ["IBackupStore.RestoreAsync"] = "the operator's restoring of the whole database",
        ["IBackupStore.VerifyAsync"] = "the operator's check of a file",
        ["IConnectionStore.SearchAsync"] = "support's search over all firms; the service refuses everybody else",
        ["IDeactivationStore.RecordExportAsync"] = "writes one entry of the audit, which names its tenant",
        ["IDirectoryStore.RecordAsync"] = "writes one entry of the audit, which names its tenant",
        ["IDeliveryStore.ActiveAsync"] = "the clock's work: gives ids, and what is delivered is delivered subscriber by subscriber",
        ["IDeliveryStore.DueAsync"] = "the clock's work: gives ids, and what is delivered is delivered subscriber by subscriber",
        ["IDeliveryStore.FiguresAsync"] = "the clock's work: metrics over all tenants",
        ["IOutbox.AdoptAsync"] = "the clock's work, after a restore: changes no event but the count of its transaction",
        ["IOutbox.ChangedAsync"] = "the clock's work: gives ids of tenants",
        ["IOutbox.HorizonAsync"] = "a number of the database",
        ["IOutbox.TrimAsync"] = "the clock's work: removes what is too old, whosever it is",
        ["ISamlStore.AddRequestAsync"] = "a request names its connection",
        ["ISamlStore.AddResultAsync"] = "a result names its connection",
        ["ISamlStore.EndingAsync"] = "the clock's work: warnings over all connections",
        ["ISamlStore.MetadataDueAsync"] = "the clock's work: gives ids, and each provider's metadata is read for its connection",
        ["ISecretBox.Open"] = "what was sealed is found with its subscriber",
        ["ISecretBox.Seal"] = "keeps nothing",
        ["ISubscriberStore.FindByKeyAsync"] = "the hash of 256 random bits says which subscriber",
        ["IGuideStore.TicksAsync"] = "the connections are given",
        ["IGuideStore.MarksAsync"] = "the connections are given",
        ["IGuideStore.SignOnAsync"] = "the connections are given",
        ["IHandOffStore.FindAsync"] = "the hash of 256 random bits says which link, and the link its connection",
        ["IHandOffStore.RecordOpeningAsync"] = "the id of a link that its hash opened",
        ["IInstanceStore.BeatAsync"] = "of instances, which have no tenant",
        ["IInstanceStore.ForgetAsync"] = "of instances, which have no tenant",
        ["IStoreFaults.FaultOf"] = "tells of a failure and asks for nothing",
        ["ISessionStore.EndAllAsync"] = "the authority's word about its own session or a person, wherever they are signed in",
        ["ISessionStore.EndAsync"] = "the id of a session, which stands in an encrypted cookie",
        ["ISessionStore.FindAsync"] = "the id of a session, which stands in an encrypted cookie",
        ["ISessionStore.RenewAsync"] = "the id of a session, which stands in an encrypted cookie",
        ["ITenantDeletionStore.SweepAsync"] = "the clock's work: each deletion names its tenant",
        ["ITenantStore.ListAsync"] = "for support and the operator; the service refuses everybody else",
        ["ITenantStore.WithoutConnectionAsync"] = "for support; the service refuses everybody else",
        ["ITokenStore.OwnerAsync"] = "tells to whom a token belongs; the service then asks whether the person reaches that",
        ["ITokenStore.EndingAsync"] = "the clock's work: metrics and warnings over all connections",
        ["ITokenStore.FindAsync"] = "the hash of 256 random bits says which token",
        ["ITokenStore.RecordUsesAsync"] = "each use names its connection",
    };

    [Fact]
    public void Every_call_of_a_port_names_a_tenant_or_a_connection_or_has_a_reason()
        => Assert.Equal(Unbound.Keys.Order(StringComparer.Ordinal), Calls().Where(call => !IsBound(call)).Select(Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Ports_are_found()
    {
        Assert.Contains(Calls(), call => Name(call) == "IResourceStore.FindAsync");
        Assert.Contains(Calls(), call => Name(call) == "IAuditStore.ChainAsync");
    }

    /// <summary>The interfaces of the product that storage implements, and their methods.</summary>
    private static IEnumerable<MethodInfo> Calls() => typeof(Program).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Pirros.Admin.Storage", StringComparison.Ordinal) == true && type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetInterfaces())
        .Where(port => port.Assembly == typeof(Program).Assembly && port.Namespace?.StartsWith("Pirros.Admin.Storage", StringComparison.Ordinal) == false)
        .Distinct()
        .SelectMany(port => port.GetMethods());

    private static bool IsBound(MethodInfo call) => call.GetParameters().Select(parameter => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).Any(type => Bounds.Contains(type) || Carriers.Contains(type.Name));

    private static string Name(MethodInfo call) => $"{call.DeclaringType!.Name}.{call.Name}";
}
