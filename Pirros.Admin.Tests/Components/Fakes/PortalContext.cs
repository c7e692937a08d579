using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Directory;
using Pirros.Admin.Downstream;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Saml;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>A portal in memory: real services over fake stores, a clock that stands, a tenant with a connection and its token.</summary>
public sealed class PortalContext : BunitContext
{
    public static readonly TenantId HarborLane = new("harbor-lane");
    public static readonly ConnectionId EntraId = new("con-7k2m9q4x1v8c3n5t");
    public static readonly Actor Mara = new(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", HarborLane);
    public static readonly Actor Samira = new(ActorKind.Support, "demo|samira-okafor", "Samira Okafor");

    private readonly ConnectionsOptions _options = new();

    public PortalContext()
    {
        Data = new PortalData(Clock);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton<TimeProvider>(Clock).AddSingleton(Data).AddSingleton(Options.Create(_options));
        Services.AddSingleton<ITenantStore, FakeTenantStore>().AddSingleton<IConnectionStore, FakeConnectionStore>();
        Services.AddSingleton<ITokenStore, FakeTokenStore>().AddSingleton<IActivityStore, FakeActivityStore>().AddSingleton<IDeclaredSchemaStore, FakeDeclaredSchemaStore>();
        Services.AddSingleton<IDirectoryStore, FakeDirectoryStore>().AddSingleton<DirectoryService>().AddScoped<Disclosures>();
        Services.AddSingleton<IDeactivationStore, FakeDeactivationStore>().AddSingleton<DeactivationService>();
        Services.AddSingleton<IHandOffStore, FakeHandOffStore>().AddSingleton<HandOffService>();
        Services.AddSingleton<TenantService>().AddSingleton<ConnectionValueBuilder>().AddSingleton<ConnectionAccess>().AddSingleton<ConnectionService>();
        Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddSingleton<AccessTokens>().AddSingleton<TokenAuthenticator>().AddSingleton<TokenService>().AddSingleton<DeclaredSchemaService>().AddSingleton<ActivityFeed>().AddSingleton<ActivityService>().AddDiagnosis();
        Services.AddSingleton<IGuideStore, FakeGuideStore>().AddGuides();
        Services.AddSingleton<IAuditStore, FakeAuditStore>().AddSingleton<AuditService>();
        Services.AddSingleton<ISubscriberStore>(Subscribers).AddSingleton<IOutbox>(Subscribers).AddSingleton<ISecretBox>(Subscribers).AddSingleton<OutboxSignal>().AddSingleton<SubscriberService>();
        Services.AddSingleton(Options.Create(new DownstreamOptions())).AddSingleton(new OutboundAddress([], development: false));
        Services.AddSingleton<ISamlStore, FakeSamlStore>().AddSaml(serves: false);
        Services.AddSingleton<AuthenticationStateProvider>(Person).AddScoped<CurrentActor>().AddTransient<Attempt>();
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", true));
        Data.Tenants.Add(new Tenant(HarborLane, "Harbor & Lane Architects", Now));
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 13, 5, 0, TimeSpan.Zero));

    public PortalData Data { get; }

    public FakeSubscriberStore Subscribers { get; } = new();

    public SignedIn Person { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Sets the origin that identity providers reach.</summary>
    public string Origin
    {
        set => _options.Origin = value;
    }

    public Connection AddConnection(IdentityProvider provider = IdentityProvider.EntraId, string name = "Head office", bool enabled = true)
    {
        var connection = new Connection(EntraId, HarborLane, name, provider, enabled, $"urn:auth0:harbor-lane:{EntraId}", Now.AddDays(-100));
        Data.Connections.Add(connection);
        return connection;
    }

    public Token AddToken(string id = "AbCdEf123456", TokenUse? use = null, Func<Token, Token>? with = null)
    {
        var token = new Token(EntraId, new TokenId(id), Now.AddDays(-20), "Mara Quinn", Now.AddDays(345), null, null, null, use);
        token = with?.Invoke(token) ?? token;
        Data.Tokens.Add(token);
        return token;
    }

    public ActivityRecord AddRequest(int status = 200, ActivityKind what = ActivityKind.Updated, string? subject = "Ana Lima", string? detail = null, int secondsAgo = 12)
    {
        var record = Request(status, what, subject, detail, Now.AddSeconds(-secondsAgo));
        Data.Records.Add(record);
        return record;
    }

    public static ActivityRecord Request(int status, ActivityKind what, string? subject, string? detail, DateTimeOffset at)
        => new(EntraId, Guid.CreateVersion7(at), at, "PATCH", "/Users/2f1c9a7e", status, TimeSpan.FromMilliseconds(34), what, subject, detail,
            status == 401 ? null : new TokenId("AbCdEf123456"), "20.91.147.72", "Microsoft-SCIM-Client/1.0", 0);

    /// <summary>Something was seen of the connection.</summary>
    public ActivityMark AddMark(string name, int secondsAgo = 12, string? whom = "Ana Lima", long count = 1)
    {
        var mark = new ActivityMark(name, Now.AddSeconds(-secondsAgo), Now.AddSeconds(-secondsAgo), count, "20.190.8.1", whom);
        Data.Marks.Add(mark);
        return mark;
    }

    /// <summary>The place where dialogs appear.</summary>
    public IRenderedComponent<MudDialogProvider> Dialogs() => Render<MudDialogProvider>();
}
