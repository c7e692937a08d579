using Microsoft.Extensions.Options;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Connections;

public sealed class ConnectionValueTests
{
    private static readonly ConnectionId Id = new("con-0123456789abcdef");
    private static readonly TenantId Tenant = new("harbor-lane");

    [Fact]
    public void Auth0_origin_gives_the_values_of_the_setup_guides()
    {
        // From the guides: urn:auth0:<tenant-name>:<auth-connection-id> and https://<tenant-name>.us.auth0.com/scim/v2/connections/<auth-connection-id>.
        var values = Build(new ConnectionsOptions { Origin = "https://{tenant}.us.auth0.com" });
        Assert.Equal("con-0123456789abcdef", values.ConnectionId);
        Assert.Equal("urn:auth0:harbor-lane:con-0123456789abcdef", values.EntityId);
        Assert.Equal("https://harbor-lane.us.auth0.com/scim/v2/connections/con-0123456789abcdef", values.ReplyUrl);
        Assert.Equal("https://harbor-lane.us.auth0.com/scim/v2/connections/con-0123456789abcdef", values.ScimUrl);
        Assert.True(values.ReachableFromOutside);
    }

    [Theory]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://127.0.0.1:5080/", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("https://portal.pirros.example", true)]
    public void Empty_origin_means_the_portals_own(string portal, bool reachable)
    {
        var values = Build(new ConnectionsOptions(), portal);
        Assert.Equal($"{portal.TrimEnd('/')}/scim/v2/connections/con-0123456789abcdef", values.ScimUrl);
        Assert.Equal(reachable, values.ReachableFromOutside);
    }

    [Fact]
    public void Entity_id_stays_what_it_was_when_the_template_changes()
    {
        var values = Build(new ConnectionsOptions { EntityIdTemplate = "urn:other:{connectionId}" });
        Assert.Equal("urn:auth0:harbor-lane:con-0123456789abcdef", values.EntityId);
    }

    [Theory]
    [InlineData("Origin", "portal.example.com", "not an http or https address")]
    [InlineData("Origin", "https://portal.example.com/", "more than scheme, host and port")]
    [InlineData("Origin", "https://{connectionId}.example.com", "{connectionId}, which is not known here")]
    [InlineData("Origin", "https://my_portal.example.com", "underscore")]
    [InlineData("EntityIdTemplate", "urn:auth0:{tenant}", "lacks {connectionId}")]
    [InlineData("EntityIdTemplate", "urn:{origin}:{connectionId}", "Connections:Origin is empty")]
    [InlineData("ReplyUrlTemplate", "{origin}/scim/{connectionId", "never closed")]
    [InlineData("ReplyUrlTemplate", "{origin}/scim/}{connectionId}", "no '{' opens")]
    [InlineData("ReplyUrlTemplate", "/scim/{connectionId}", "does not give an http or https address")]
    [InlineData("ScimUrlTemplate", "{origin}/scim/{conectionId}", "{conectionId}, which is not known here")]
    [InlineData("ScimUrlTemplate", "{origin}/scim_v2/{connectionId}", "underscore")]
    [InlineData("ScimUrlTemplate", "{origin}/scim v2/{connectionId}", "white space")]
    [InlineData("ScimUrlTemplate", " ", "is empty")]
    public void Bad_template_is_refused_with_its_key_and_the_mistake(string key, string value, string mistake)
    {
        var options = new ConnectionsOptions();
        typeof(ConnectionsOptions).GetProperty(key)!.SetValue(options, value);
        var result = new ValidateConnectionsOptions().Validate(null, options);
        Assert.True(result.Failed);
        Assert.Contains($"Connections:{key}", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(mistake, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var result = new ValidateConnectionsOptions().Validate(null, new ConnectionsOptions { Origin = "x", EntityIdTemplate = "", ReplyUrlTemplate = "{", ScimUrlTemplate = "}" });
        Assert.Equal(4, result.Failures!.Count());
    }

    [Fact]
    public void New_ids_are_crockford_without_underscore_and_differ()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => ConnectionId.New().Value).ToHashSet();
        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^con-[0-9a-hjkmnp-tv-z]{16}$", id));
    }

    [Fact]
    public void Each_provider_has_its_own_words()
    {
        Assert.Equal(("Tenant URL", "Secret Token"), (ProviderWords.For(IdentityProvider.EntraId).ScimUrl, ProviderWords.For(IdentityProvider.EntraId).SecretToken));
        Assert.Equal(("Base URL", "API Token"), (ProviderWords.For(IdentityProvider.Okta).ScimUrl, ProviderWords.For(IdentityProvider.Okta).SecretToken));
    }

    private static ConnectionValues Build(ConnectionsOptions options, string portal = "https://portal.example.com")
    {
        var connection = new Connection(Id, Tenant, "Entra", IdentityProvider.EntraId, true, "urn:auth0:harbor-lane:con-0123456789abcdef", default);
        return new ConnectionValueBuilder(Options.Create(options)).Build(connection, portal);
    }
}
