using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Of a deleted tenant nothing is left but a certificate and the entry of it.</summary>
public abstract class TenantDeletionContract(Func<Task<TestStore>> open) : StoreContract(open)
{
    private static readonly TenantId Acme = new("acme");
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Nothing_of_a_deleted_tenant_is_left_in_any_table()
    {
        var whole = await WholeTenant.MakeAsync(Store);
        await WholeTenant.MakeAsync(Store, "other-firm", withPassing: false);
        var (others, before) = (await RowsAsync("other-firm"), await Store.Get<AuditVerifier>().VerifyAsync([], Cancel));
        foreach (var table in WholeTenant.Tables(Store).All)
            Assert.True(await CountAsync(table.Name, table.Owner, table.OfTenant ? "acme" : whole.Open.Id.Value) > 0, $"The tenant has no row in {table.Name}, so that its deletion shows nothing.");

        var certificate = await DeleteAsync(Store);
        string[] ids = ["acme", whole.Open.Id.Value, whole.Off.Id.Value, "con-sandbox000000000"];
        await using (var db = Store.Get<Func<AdminDb>>()())
        {
            foreach (var (table, column) in TextColumns(db.Model))
            {
                foreach (var id in ids)
                    Assert.True(await CountAsync(table, column, id) == (table is "tenant_deletions" && column == "tenant_id" && id == "acme" ? 1 : 0) || IsTarget(table, column), $"{id} is left in {table}.{column}.");
            }
        }

        Assert.Equal(others, await RowsAsync("other-firm"));
        var said = certificate.Statement;
        Assert.Equal(("acme", "acme Architects", "Contract ended", Store.Operator.Id), (said.Tenant, said.Name, said.Reason, said.PersonId));
        Assert.Equal(new[] { whole.Open.Id.Value, whole.Off.Id.Value }.Order(StringComparer.Ordinal), said.Connections);
        Assert.Equal((1, 2, 20, 1_100), (said.Removed["tenants"], said.Removed["connections"], said.Removed["resources"], said.Removed["activity"]));
        Assert.Equal(said.AuditHash, Convert.ToHexStringLower(before.Heads.Single(head => head.Tenant == Acme).Hash.Span));
        var compact = JsonSerializer.SerializeToUtf8Bytes(said, Compact);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(compact)), certificate.Hash);

        // Entry and certificate know how the chain ended, so what was verified before is not missed; and only what was deleted is excused.
        var after = await Store.Get<AuditVerifier>().VerifyAsync(before.Heads, Cancel);
        Assert.Null(after.Break);
        Assert.Equal(AuditFault.Missing, (await Store.Get<AuditVerifier>().VerifyAsync([.. before.Heads, new AuditHead(new TenantId("never-was"), 3, new byte[32])], Cancel)).Break!.Fault);
        Assert.Equal(AuditFault.Missing, (await Store.Get<AuditVerifier>().VerifyAsync([.. before.Heads, .. after.Heads], Cancel)).Break!.Fault);
        Assert.Contains(certificate.Hash, (await Store.Get<IAuditStore>().LatestAsync(InstallationAudit.Chain, 1, Cancel))[0].Target, StringComparison.Ordinal);

        // Asked again, it says the same; and a new tenant may have the name.
        Assert.Equal(certificate.ToJson(), (await DeleteAsync(Store)).ToJson());
        await Store.ConnectionAsync();
        Assert.Null((await Store.Get<AuditVerifier>().VerifyAsync(before.Heads, Cancel)).Break);
    }

    [Fact]
    public async Task Tokens_are_refused_and_nobody_reaches_the_tenant_from_the_start_in_every_process()
    {
        var whole = await WholeTenant.MakeAsync(Store);
        await using var another = await Store.AnotherProcessAsync();
        Assert.NotNull(await another.Get<TokenAuthenticator>().AuthenticateAsync(whole.Open.Id, whole.Secret, Cancel));
        await BeginAsync();
        Store.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Null(await another.Get<TokenAuthenticator>().AuthenticateAsync(whole.Open.Id, whole.Secret, Cancel));
        Assert.Empty(await another.Get<TenantService>().ListAsync(Store.Operator, Cancel));
        Assert.Empty(await another.Get<ConnectionService>().ListAsync(Store.Operator, null, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => another.Get<ConnectionService>().GetAsync(Store.Operator, whole.Open.Id, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => another.Get<ConnectionService>().SetEnabledAsync(Store.Operator, whole.Open.Id, true, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => another.Get<TokenService>().RotateAsync(Store.Operator, whole.Open.Id, TimeSpan.Zero, TimeSpan.FromDays(1), null, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => another.Get<ConnectionService>().CreateAsync(Store.Operator, Acme, IdentityProvider.Okta, null, Cancel));
        Assert.Null((await another.Get<AuditVerifier>().VerifyAsync([], Cancel)).Break);
    }

    [Fact]
    public async Task Deletion_that_was_killed_goes_on_where_it_was_left_and_certifies_all_of_it()
    {
        await WholeTenant.MakeAsync(Store);
        var deletion = await BeginAsync();
        Assert.True(await Store.Get<ITenantDeletionStore>().RemoveSomeAsync(deletion, 7, Cancel));
        Assert.True(await Store.Get<ITenantDeletionStore>().RemoveSomeAsync(deletion, 7, Cancel));
        await using var another = await Store.AnotherProcessAsync();
        var certificate = (await DeleteAsync(another)).Statement;
        Assert.Equal((deletion.BeganAt, "First reason"), (certificate.BeganAt, certificate.Reason));
        Assert.Equal((20, 1_100, 3), (certificate.Removed["resources"], certificate.Removed["activity"], certificate.Removed["tokens"] + certificate.Removed["hand_offs"] + certificate.Removed["sandboxes"]));
        Assert.Equal(["tenant.delete", "tenant.begin-deletion"], (await Store.Get<IAuditStore>().LatestAsync(InstallationAudit.Chain, 9, Cancel)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task What_was_let_in_before_and_written_after_is_swept_but_not_a_tenant_that_came_back()
    {
        var whole = await WholeTenant.MakeAsync(Store);
        var file = Path.Combine(Path.GetTempPath(), $"pirros-{Guid.CreateVersion7():N}.jsonl.gz");
        try
        {
            await Store.Get<TenantArchiveService>().ExportAsync(Store.Operator, Acme, file, Cancel);
            await DeleteAsync(Store);
            await Store.Get<IActivityStore>().AppendAsync(new ActivityBatch([WholeTenant.Record(Store, whole.Open.Id, Store.Clock.GetUtcNow())], []), Cancel);
            Assert.Equal(1, await CountAsync("activity", "connection_id", whole.Open.Id.Value));
            Assert.Equal(1, await Store.Get<ITenantDeletionStore>().SweepAsync(Store.Clock.GetUtcNow().AddDays(-1), Cancel));
            Assert.Equal(0, await CountAsync("activity", "connection_id", whole.Open.Id.Value));

            await Store.Get<TenantArchiveService>().ImportAsync(Store.Operator, file, null, Cancel);
            Assert.Equal(0, await Store.Get<ITenantDeletionStore>().SweepAsync(Store.Clock.GetUtcNow().AddDays(-1), Cancel));
            Assert.Equal(1_100, await CountAsync("activity", "connection_id", whole.Open.Id.Value));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Deletion_is_for_operators_and_must_be_confirmed_with_a_reason()
    {
        await Store.ConnectionAsync();
        var service = Store.Get<TenantDeletionService>();
        await Assert.ThrowsAsync<RefusedException>(() => service.DeleteAsync(Store.Operator, Acme, "acm", "R", Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.DeleteAsync(Store.Operator, Acme, "acme", " ", Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.DeleteAsync(new Actor(ActorKind.Support, "s", "S"), Acme, "acme", "R", Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.DeleteAsync(Store.Operator, new TenantId("nobody"), "nobody", "R", Cancel));
        Assert.Single(await Store.Get<ConnectionService>().ListAsync(Store.Operator, Acme, Cancel));
    }

    // The short name stands in what the installation's audit says of the deletion.
    private static bool IsTarget(string table, string column) => (table, column) == ("audit", "target");

    private static List<(string Table, string Column)> TextColumns(IModel model) =>
    [
        .. from type in model.GetEntityTypes()
           let place = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value
           from property in type.GetProperties()
           where (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string)
           select (place.Name, property.GetColumnName(place)!),
    ];

    private async Task<TenantDeletion> BeginAsync()
        => (await Store.Get<ITenantDeletionStore>().BeginAsync(
            Acme, Store.Operator, "First reason", AuditEntry.Of(Store.Clock, Store.Operator, InstallationAudit.Chain, null, "tenant.begin-deletion", "acme", "First reason"), Cancel))!;

    /// <summary>While time passes, for which the deletion waits.</summary>
    private static async Task<DeletionCertificate> DeleteAsync(TestStore store)
    {
        var deletion = store.Get<TenantDeletionService>().DeleteAsync(store.Operator, Acme, "acme", "Contract ended", Cancel);
        var begun = Stopwatch.GetTimestamp();
        while (await Task.WhenAny(deletion, Task.Delay(2, Cancel)) != deletion)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), "The deletion has not ended.");
            store.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        return await deletion;
    }

    private async Task<List<(string, long)>> RowsAsync(string tenant)
    {
        var rows = new List<(string, long)>();
        foreach (var table in WholeTenant.Tables(Store).All)
        {
            var owned = table.OfTenant ? "=@p0" : " IN (SELECT id FROM connections WHERE tenant_id=@p0)";
            rows.Add((table.Name, await WholeTenant.CountAsync(Store, $"SELECT COUNT(*) FROM \"{table.Name}\" WHERE \"{table.Owner}\"{owned}", tenant)));
        }

        return rows;
    }

    private Task<long> CountAsync(string table, string column, string value) => WholeTenant.CountAsync(Store, $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\"=@p0", value);
}

public sealed class TenantDeletionOnSqliteTests() : TenantDeletionContract(TestStore.OnSqliteAsync);

public sealed class TenantDeletionOnPostgresTests(PostgresServer server) : TenantDeletionContract(() => TestStore.OnPostgresAsync(server));
