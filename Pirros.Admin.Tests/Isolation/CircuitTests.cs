using System.Reflection;
using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor.Services;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Isolation;

/// <summary>
/// What happens on a circuit, after a page was sent: every page is drawn for each kind of person by the services of the running product, and the methods that a browser may call are
/// counted. A page without a row fails, and so does a method.
/// </summary>
public sealed partial class CircuitTests(Firms firms) : IClassFixture<Firms>
{
    private const string Shown = "shown";

    /// <summary>There is something to see, and nothing of the firm that is asked for.</summary>
    private const string Nothing = "nothing";

    /// <summary>Word for word what there is for a connection that does not exist.</summary>
    private const string AsIfAbsent = "as if absent";

    private const string AbsentTenant = "no-such-firm";
    private const string ToSupport = "to /support";

    private static readonly Actor Admin = new(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", new TenantId("harbor-lane"));
    private static readonly Actor OtherAdmin = new(ActorKind.TenantAdmin, "demo|jonas-keller", "Jonas Keller", new TenantId("keystone-structural"));
    private static readonly Actor Support = new(ActorKind.Support, "demo|samira-okafor", "Samira Okafor");

    // Drawn once, when they are sent: Matrix has them.
    private static readonly string[] Static = ["/signin", "/denied", "/not-found", "/error", "/hand-off/{Token}"];

    private static readonly Dictionary<string, (string Admin, string OtherAdmin, string Support)> Pages = new()
    {
        ["/"] = (Shown, Nothing, ToSupport),
        ["/connections"] = (Shown, Nothing, ToSupport),
        ["/audit"] = (Shown, Nothing, Shown),
        ["/support"] = (Nothing, Nothing, Shown),
        ["/downstream"] = (Shown, Nothing, Nothing),
        ["/tenants/{Tenant}/downstream"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/activity"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/audit"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/deactivations"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/sso"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/groups"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/groups/{GroupId}"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/guide"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/preflight"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/users"] = (Shown, AsIfAbsent, Shown),
        ["/connections/{Id}/users/{UserId}"] = (Shown, AsIfAbsent, Shown),
    };

    public static TheoryData<string> Rows() => [.. Pages.Keys];

    [Fact]
    public void Every_page_has_a_row() => Assert.Equal(Routes.OfPages().Except(Static).Order(StringComparer.Ordinal), Pages.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Page_shows_each_person_what_the_row_says(string route)
    {
        var (admin, other, support) = Pages[route];
        await ShowsAsync(route, Admin, admin);
        await ShowsAsync(route, OtherAdmin, other);
        await ShowsAsync(route, Support, support);
    }

    /// <summary>The framework's own hub carries all pages; what it takes from a browser goes to components of a circuit that the same cookie opened.</summary>
    [Fact]
    public void Only_the_hub_of_pages_is_reached_and_its_methods_are_known()
    {
        var hub = Assert.Single(firms.App.Get<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().Distinct());
        Assert.Equal("ComponentHub", hub.Name);
        Assert.Equal(
            [
                "BeginInvokeDotNetFromJS", "ConnectCircuit", "EndInvokeJSFromDotNet", "OnLocationChanged", "OnLocationChanging", "OnRenderCompleted", "PauseCircuit", "ReceiveByteArray",
                "ReceiveJSDataChunk", "ResumeCircuit", "SendDotNetStreamToJS", "StartCircuit", "UpdateRootComponents",
            ],
            hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsVirtual).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>A browser can call any of these by its name, so each would have to ask who calls.</summary>
    [Fact]
    public void Nothing_of_the_product_can_be_called_from_a_script()
        => Assert.Empty(typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => method.GetCustomAttribute<JSInvokableAttribute>() is not null).Select(method => $"{method.DeclaringType}.{method.Name}"));

    private async Task ShowsAsync(string route, Actor person, string expected)
    {
        var shown = await DrawAsync(route, person, firms.Connection, expected == Shown);
        if (expected == ToSupport)
        {
            Assert.Equal(ToSupport, shown);
            return;
        }

        Assert.Equal((route, person.Name, expected == Shown), (route, person.Name, firms.Tells(shown)));
        if (expected == AsIfAbsent)
            Assert.Equal(Visible(await DrawAsync(route, person, Firms.Absent, false)), Visible(shown).Replace(firms.Connection, Firms.Absent, StringComparison.Ordinal).Replace("harbor-lane", AbsentTenant, StringComparison.Ordinal));
    }

    /// <summary>What the page shows once it is at rest.</summary>
    private async Task<string> DrawAsync(string route, Actor person, string connection, bool untilShown)
    {
        await using var scope = firms.App.Services.CreateAsyncScope();
        await using var circuit = new BunitContext();
        circuit.JSInterop.Mode = JSRuntimeMode.Loose;
        circuit.Services.AddMudServices(mud => mud.PopoverOptions.CheckForPopoverProvider = false);
        circuit.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn { Actor = person }).AddScoped<CurrentActor>().AddTransient<Attempt>().AddScoped<Disclosures>();
        circuit.Services.AddSingleton(TimeProvider.System);
        circuit.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        circuit.SetRendererInfo(new RendererInfo("Server", true));
        var page = typeof(Program).Assembly.GetTypes().Single(type => type.GetCustomAttributes<RouteAttribute>().Any(at => at.Template == route));
        var names = new Dictionary<string, object> { ["Id"] = connection, ["UserId"] = firms.User, ["GroupId"] = firms.Group, ["Tenant"] = connection == Firms.Absent ? AbsentTenant : "harbor-lane" };
        var drawn = circuit.Render<DynamicComponent>(parameters => parameters
            .Add(component => component.Type, page)
            .Add(component => component.Parameters, names.Where(name => route.Contains($"{{{name.Key}}}", StringComparison.Ordinal)).ToDictionary()!));
        if (new Uri(circuit.Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath is not "/" and var gone)
            return $"to {gone}";
        await drawn.WaitForStateAsync(() => untilShown ? firms.Tells(drawn.Markup) : IsAtRest(drawn.Markup), TimeSpan.FromSeconds(20));
        return drawn.Markup;
    }

    private static bool IsAtRest(string markup) => Visible(markup).Trim().Length > 0 && !markup.Contains("mud-skeleton", StringComparison.Ordinal) && !markup.Contains("aria-busy=\"true\"", StringComparison.Ordinal);

    private static string Visible(string html) => Spaces().Replace(Markup().Replace(html, " "), " ");

    [GeneratedRegex("<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
