using Pirros.Admin.SignIn;

namespace Pirros.Admin.Tests.SignIn;

/// <summary>A setting that can't be meant stops the start with a sentence that names its key.</summary>
public sealed class SignInSettingsTests
{
    [Theory]
    [InlineData("https://pirros.us.auth0.com")]
    [InlineData("pirros us")]
    [InlineData("pirros.us.auth0.com?x=1")]
    public void Domain_is_a_host_name(string domain)
        => Assert.Contains("Auth0:Domain", Assert.Single(new Auth0Options { Domain = domain, ClientId = "c", ClientSecret = "s" }.Mistakes()), StringComparison.Ordinal);

    [Theory]
    [InlineData("pirros.us.auth0.com", "https://pirros.us.auth0.com", "https://pirros.us.auth0.com")]
    [InlineData("id.example/realms/pirros/", "https://id.example/realms/pirros", "https://id.example")]
    [InlineData("127.0.0.1:8443", "https://127.0.0.1:8443", "https://127.0.0.1:8443")]
    public void Domain_may_be_the_issuer_of_any_authority(string domain, string authority, string origin)
    {
        var options = new Auth0Options { Domain = domain, ClientId = "c", ClientSecret = "s" };
        Assert.Equal((authority, origin), (options.Authority, options.Origin));
        Assert.Empty(options.Mistakes());
    }

    [Fact]
    public void Organization_is_listed_with_a_short_name()
        => Assert.Contains("Auth0:Tenants:org_1", Assert.Single(new Auth0Options { Tenants = { ["org_1"] = "Not A Slug", ["org_2"] = "acme" } }.Mistakes()), StringComparison.Ordinal);

    [Fact]
    public void Roles_are_two()
        => Assert.Contains("Auth0:SupportRole", Assert.Single(new Auth0Options { TenantAdminRole = "admin", SupportRole = "admin" }.Mistakes()), StringComparison.Ordinal);

    [Fact]
    public void Times_of_a_session_fit_each_other()
    {
        Assert.Empty(new SessionOptions().Mistakes());
        Assert.Contains("Session:Idle", Assert.Single(new SessionOptions { Idle = TimeSpan.FromHours(13) }.Mistakes()), StringComparison.Ordinal);
        Assert.Contains("Session:Longest", Assert.Single(new SessionOptions { Longest = TimeSpan.FromDays(31) }.Mistakes()), StringComparison.Ordinal);
        Assert.Contains("Session:Fresh", Assert.Single(new SessionOptions { Fresh = TimeSpan.Zero }.Mistakes()), StringComparison.Ordinal);
        Assert.Contains("Session:Look", Assert.Single(new SessionOptions { Look = TimeSpan.Zero }.Mistakes()), StringComparison.Ordinal);
    }
}
