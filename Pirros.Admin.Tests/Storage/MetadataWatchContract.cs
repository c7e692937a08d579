using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What the clock does for single sign-on, on however many instances: metadata is read again daily and never trusted by itself, and the end of certificates is told in time, once each.</summary>
public abstract class MetadataWatchContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const string Issuer = "https://sts.example.test/1/";
    private const string SignIn = "https://login.example.test/saml2";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset From = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SamlProvider _first = new(from: From, until: From.AddYears(3));
    private readonly SamlProvider _next = new(from: From, until: From.AddYears(3));
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private static Actor Mara => new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId("acme"));

    [Fact]
    public async Task New_certificate_is_offered_and_not_trusted_and_audited_once_though_two_instances_look()
    {
        await using var server = await MetadataServer.StartAsync();
        var id = await TakenAsync(server);
        await using var other = await Store.AnotherProcessAsync();
        var (here, there) = (Watch(Store), Watch(other));
        server.Show(MetadataServer.Metadata(Issuer, SignIn, _next, _first));
        await here.LookAsync(Cancel);
        Assert.Equal(0, server.Asked);
        Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
        await Task.WhenAll(here.LookAsync(Cancel), there.LookAsync(Cancel));
        Assert.Equal(1, server.Asked);
        var settings = await SettingsAsync(id);
        Assert.Equal(Thumbprint(_first), Assert.Single(settings.Certificates).Certificate.Thumbprint);
        Assert.Equal(Thumbprint(_next), Assert.Single(settings.Offered).Certificate.Thumbprint);
        Assert.Equal((null, Store.Clock.GetUtcNow()), (settings.MetadataFault, settings.MetadataReadAt));
        Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
        await there.LookAsync(Cancel);
        var said = Assert.Single(await AuditAsync("saml.certificate.offer"));
        Assert.Equal((Actor.Installation.Id, id, Thumbprint(_next)), (said.Actor.Id, said.Connection, said.Target));

        // A person takes it, and what the provider no longer shows is no longer offered.
        var taken = await Store.Get<SamlService>().AddCertificateAsync(Mara, id, _next.Der, Cancel);
        Assert.Equal((2, 0), (taken.Certificates.Count, taken.Offered.Count));
        Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
        await here.LookAsync(Cancel);
        Assert.Empty((await SettingsAsync(id)).Offered);
    }

    [Fact]
    public async Task Offer_ends_when_the_provider_takes_it_back()
    {
        await using var server = await MetadataServer.StartAsync();
        var id = await TakenAsync(server);
        foreach (var (providers, offered) in new[] { (new[] { _first, _next }, 1), ([_first], 0) })
        {
            server.Show(MetadataServer.Metadata(Issuer, SignIn, providers));
            Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
            await Watch(Store).LookAsync(Cancel);
            Assert.Equal(offered, (await SettingsAsync(id)).Offered.Count);
        }
    }

    [Fact]
    public async Task What_was_turned_down_is_offered_again_only_after_it_was_gone()
    {
        await using var server = await MetadataServer.StartAsync();
        var id = await TakenAsync(server);
        var service = Store.Get<SamlService>();
        foreach (var (providers, offered, ignored) in new[] { (new[] { _first, _next }, 1, 0), ([_first, _next], 0, 1), ([_first], 0, 0), ([_first, _next], 1, 0) })
        {
            server.Show(MetadataServer.Metadata(Issuer, SignIn, providers));
            Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
            await Watch(Store).LookAsync(Cancel);
            var settings = await SettingsAsync(id);
            Assert.Equal((offered, ignored, 1), (settings.Offered.Count, settings.Ignored.Count, settings.Certificates.Count));
            if (offered == 1 && ignored == 0 && await AuditAsync("saml.certificate.ignore") is { Count: 0 })
                await service.IgnoreCertificateAsync(Mara, id, Thumbprint(_next), Cancel);
        }

        Assert.Equal(Thumbprint(_next), Assert.Single(await AuditAsync("saml.certificate.ignore")).Target);
        Assert.Equal(2, (await AuditAsync("saml.certificate.offer")).Count);

        // Nothing is ignored that is not offered, and what is offered is not removed.
        await Assert.ThrowsAsync<RefusedException>(() => service.IgnoreCertificateAsync(Mara, id, Thumbprint(_first), Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.RemoveCertificateAsync(Mara, id, Thumbprint(_next), Cancel));
    }

    [Fact]
    public async Task However_many_were_turned_down_the_next_is_offered()
    {
        await using var server = await MetadataServer.StartAsync();
        var id = await TakenAsync(server);
        List<SamlProvider> shown = [.. Enumerable.Range(0, SamlService.MostCertificates + 1).Select(_ => new SamlProvider(from: Store.Clock.GetUtcNow().AddDays(-1), until: Store.Clock.GetUtcNow().AddYears(1)))];
        server.Show(MetadataServer.Metadata(Issuer, SignIn, [_first, .. shown]));
        foreach (var (offered, ignored) in new[] { (SamlService.MostCertificates, 0), (1, SamlService.MostCertificates) })
        {
            Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
            await Watch(Store).LookAsync(Cancel);
            var settings = await SettingsAsync(id);
            Assert.Equal((offered, ignored), (settings.Offered.Count, settings.Ignored.Count));
            foreach (var one in settings.Offered)
                await Store.Get<SamlService>().IgnoreCertificateAsync(Mara, id, one.Certificate.Thumbprint, Cancel);
        }

        shown.ForEach(one => one.Dispose());
    }

    [Theory]
    [InlineData("https://sts.example.test/2/", SignIn)]
    [InlineData(Issuer, "https://evil.example/saml2")]
    public async Task Other_issuer_or_address_is_told_and_not_taken(string issuer, string signIn)
    {
        await using var server = await MetadataServer.StartAsync();
        var id = await TakenAsync(server);
        server.Show(MetadataServer.Metadata(issuer, signIn, _first));
        for (var day = 0; day < 3; day++)
        {
            Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
            await Watch(Store).LookAsync(Cancel);
        }

        var settings = await SettingsAsync(id);
        Assert.Equal((Issuer, SignIn, SamlFault.MetadataChanged, 0), (settings.Issuer, settings.SignInUrl, settings.MetadataFault, settings.Offered.Count));
        Assert.Equal(issuer == Issuer ? signIn : issuer, Assert.Single(await AuditAsync("saml.metadata.differ")).Target);
        server.Show(MetadataServer.Metadata(Issuer, SignIn, _first));
        Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
        await Watch(Store).LookAsync(Cancel);
        Assert.Null((await SettingsAsync(id)).MetadataFault);
    }

    [Fact]
    public async Task Metadata_that_can_not_be_read_leaves_what_is_trusted_and_is_tried_again_the_next_day()
    {
        await using var server = await MetadataServer.StartAsync();
        var id = await TakenAsync(server);
        var watch = Watch(Store);
        var answers = new (Func<HttpContext, Task> Answer, SamlFault? Fault)[]
        {
            (http => Status(http, 503), SamlFault.MetadataUnreachable),
            (http => http.Response.WriteAsync("<html/>"), SamlFault.NotMetadata),
            (http => http.Response.WriteAsync(MetadataServer.Metadata(Issuer, SignIn)), SamlFault.NoCertificate),
            (http => http.Response.WriteAsync(MetadataServer.Metadata(Issuer, SignIn, _first)), null),
        };
        foreach (var (answer, fault) in answers)
        {
            server.Answer = answer;
            Store.Clock.Advance(Day + TimeSpan.FromSeconds(1));
            await watch.LookAsync(Cancel);
            Store.Clock.Advance(Day / 2);
            await watch.LookAsync(Cancel);
            var settings = await SettingsAsync(id);
            Assert.Equal((fault, 1), (settings.MetadataFault, settings.Certificates.Count));
            if (fault is not null)
                Assert.StartsWith($"Warning: The metadata of connection {id} could not be used ({fault})", await _lines.Reader.ReadAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Equal(answers.Length, server.Asked);
        Assert.Equal(["saml.metadata"], (await Store.Get<IAuditStore>().LatestAsync(new TenantId("acme"), 50, Cancel)).Where(entry => entry.Action.StartsWith("saml.", StringComparison.Ordinal)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task End_of_the_last_certificate_is_told_at_each_stage_once()
    {
        var connection = await Store.ConnectionAsync();
        var now = Store.Clock.GetUtcNow();
        using var ending = new SamlProvider(from: From, until: now.AddDays(92));
        await Store.Get<SamlService>().TakeByHandAsync(Mara, connection.Id, Issuer, SignIn, ending.Der, Cancel);
        Assert.Equal(now.AddDays(92), (await Store.Get<IConnectionStore>().SummaryAsync(connection.Id, Cancel))!.CertificateEndsAt);
        await using var other = await Store.AnotherProcessAsync();
        var (here, there) = (Watch(Store), Watch(other));
        var told = new List<int>();
        for (var day = 92; day >= -1; day--)
        {
            await Task.WhenAll(here.LookAsync(Cancel), there.LookAsync(Cancel));
            if ((await AuditAsync("saml.certificate.end")).Count > told.Count)
                told.Add(day);
            Store.Clock.Advance(Day);
        }

        Assert.Equal([90, 60, 30, 14, 7, 1], told);
        Assert.Equal(6, (await AuditAsync("saml.certificate.end")).Count);
        foreach (var (level, days) in new[] { ("Information", 90), ("Information", 60), ("Information", 30), ("Warning", 14), ("Warning", 7), ("Warning", 1) })
            Assert.StartsWith($"{level}: The last signing certificate of connection {connection.Id} ends within {days} days", await _lines.Reader.ReadAsync(Cancel), StringComparison.Ordinal);
        Assert.False(_lines.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Another_certificate_that_lasts_longer_ends_the_warnings_and_one_that_is_taken_late_is_told_at_its_own_stage()
    {
        var connection = await Store.ConnectionAsync();
        var now = Store.Clock.GetUtcNow();
        using var ending = new SamlProvider(from: From, until: now.AddDays(10));
        using var later = new SamlProvider(from: From, until: now.AddDays(50));
        await Store.Get<SamlService>().TakeByHandAsync(Mara, connection.Id, Issuer, SignIn, ending.Der, Cancel);
        await Watch(Store).LookAsync(Cancel);
        await Store.Get<SamlService>().AddCertificateAsync(Mara, connection.Id, later.Der, Cancel);
        await Watch(Store).LookAsync(Cancel);
        await Watch(Store).LookAsync(Cancel);
        Assert.Equal([$"{Thumbprint(later)} 2027-01-12", $"{Thumbprint(ending)} 2026-12-03"], (await AuditAsync("saml.certificate.end")).Select(entry => entry.Target));
        Assert.Equal(60, (await SettingsAsync(connection.Id)).WarnedDays);
    }

    [Fact]
    public async Task Every_one_of_many_is_told_and_one_that_is_off_is_not()
    {
        var end = Store.Clock.GetUtcNow().AddDays(5);
        using var ending = new SamlProvider(from: From, until: end);
        for (var i = 0; i < 103; i++)
        {
            var connection = await Store.ConnectionAsync();
            await Store.Get<SamlService>().TakeByHandAsync(Mara, connection.Id, Issuer, SignIn, ending.Der, Cancel);
            if (i is 0 or 102)
                await Store.Get<ConnectionService>().SetEnabledAsync(Store.Operator, connection.Id, false, Cancel);
        }

        await Watch(Store).LookAsync(Cancel);
        Assert.Equal(101, (await Store.Get<IAuditStore>().LatestAsync(new TenantId("acme"), 1_000, Cancel)).Count(entry => entry.Action == "saml.certificate.end"));
    }

    private async Task<ConnectionId> TakenAsync(MetadataServer server)
    {
        var connection = await Store.ConnectionAsync();
        await Store.Get<SamlService>().TakeMetadataAsync(Mara, connection.Id, System.Text.Encoding.UTF8.GetBytes(MetadataServer.Metadata(Issuer, SignIn, _first)), server.Url, Cancel);
        return connection.Id;
    }

    private MetadataWatch Watch(TestStore store) => new(
        store.Get<ISamlStore>(), store.Get<IConnectionStore>(), store.Get<MetadataDownload>(), ActivatorUtilities.CreateInstance<SamlMetrics>(store.Services), store.Clock, new ChannelLog<MetadataWatch>(_lines.Writer));

    private async Task<SamlSettings> SettingsAsync(ConnectionId id) => (await Store.Get<ISamlStore>().FindAsync(id, Cancel))!;

    private async Task<List<AuditEntry>> AuditAsync(string action) => [.. (await Store.Get<IAuditStore>().LatestAsync(new TenantId("acme"), 50, Cancel)).Where(entry => entry.Action == action)];

    private static string Thumbprint(SamlProvider provider) => SigningCertificate.OfDer(provider.Der).Thumbprint;

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

public sealed class MetadataWatchOnSqliteTests() : MetadataWatchContract(TestStore.OnSqliteAsync);

public sealed class MetadataWatchOnPostgresTests(PostgresServer server) : MetadataWatchContract(() => TestStore.OnPostgresAsync(server));
