using System.Globalization;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Errors: RFC 7644 §3.12, and which path has which method: §3.2, §3.11.</summary>
public sealed class ErrorTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("GET", "Nothing", 404, "/Users")]
    [InlineData("POST", "Nothing", 404, "/Users")]
    [InlineData("GET", "Users/none", 404, "'none'")]
    [InlineData("GET", "Users/a/b", 404, "")]
    [InlineData("GET", "ServiceProviderConfig/x", 404, "")]
    [InlineData("GET", "ResourceTypes/Device", 404, "'Device'")]
    [InlineData("GET", "Schemas/urn:nothing", 404, "'urn:nothing'")]
    [InlineData("PUT", "Users", 405, "GET, HEAD, POST")]
    [InlineData("PATCH", "Users", 405, "GET, HEAD, POST")]
    [InlineData("POST", "Users/some", 405, "GET, HEAD, PUT, PATCH, DELETE")]
    [InlineData("GET", "Users/.search", 405, "POST")]
    [InlineData("DELETE", "Users/.search", 405, "POST")]
    [InlineData("OPTIONS", "Users", 405, "GET, HEAD, POST")]
    [InlineData("GET", "Me", 501, "/Me")]
    [InlineData("POST", "Me", 501, "/Me")]
    [InlineData("PATCH", "Me", 501, "/Me")]
    [InlineData("DELETE", "Me", 501, "/Me")]
    public async Task Path_or_method_that_is_not_offered_says_so(string method, string path, int status, string detail)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var reply = await scim.SendAsync(method, path, method is "GET" or "DELETE" or "OPTIONS" ? null : "{}");
        reply.IsError(status, null, detail);
        Assert.Equal(status == 405 ? detail : null, reply.Header("Allow"));
    }

    [Theory]
    [InlineData("{\"userName\":\"a@b\",}", "line 1, byte 19")]
    [InlineData("{\"userName\":\n\"a@b\"\n]", "line 3, byte 1")]
    [InlineData("[{\"userName\":\"a@b\"}]", "JSON object")]
    [InlineData("   ", "no body")]
    public async Task Malformed_body_is_invalidSyntax_with_the_place(string body, string detail)
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.PostAsync("Users", body)).IsError(400, "invalidSyntax", detail);
    }

    [Theory]
    [InlineData("""{"userName":"a@b","active":"yes"}""", "active: true or false was expected")]
    [InlineData("""{"userName":"a@b","emails":[{"value":"x"},{"value":"y","type":{"a":1}}]}""", "emails[1].type: a string was expected, not an object")]
    [InlineData("""{"userName":"a@b","emails":[{"value":"x","primary":true},{"value":"y"},{"value":"z","primary":true}]}""", "emails[2].primary: another entry is primary already")]
    [InlineData("""{"userName":"a@b","x509Certificates":[{"value":"not base64!"}]}""", "x509Certificates[0].value: base64 was expected")]
    [InlineData("""{"userName":"a@b","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":{}, "$ref":[1]}}}""", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref: a string was expected")]
    [InlineData("""{"userName":["a@b"]}""", "userName: a string was expected, not a list")]
    [InlineData("""{"displayName":"A"}""", "userName: a value is required")]
    public async Task Value_that_does_not_fit_is_invalidValue_with_its_place(string body, string detail)
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.PostAsync("Users", body)).IsError(400, "invalidValue", detail);
    }

    [Fact]
    public async Task Value_that_is_too_long_is_invalidValue_with_its_place()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var text = new string('x', 70_000);
        (await scim.PostAsync("Users", $$"""{"userName":"a@b","emails":[{"value":"x"},{"value":"y","type":"{{text}}"}]}""")).IsError(400, "invalidValue", "emails[1].type: the value has 70,000 characters");
        (await scim.PostAsync("Users", $$"""{"userName":"a@b","name":{"givenName":"{{text}}"} }""")).IsError(400, "invalidValue", "name.givenName: the value has 70,000 characters");
        (await scim.PostAsync("Users", $$"""{"userName":"a@b","{{ScimSession.Enterprise}}":{"division":"{{text}}"} }""")).IsError(400, "invalidValue", $"{ScimSession.Enterprise}:division: the value");
    }

    [Theory]
    [InlineData("userName", "character 9")]
    [InlineData("userName eq", "value")]
    [InlineData("userName xx \"a\"", "character 10")]
    [InlineData("nothing eq \"a\"", "nothing")]
    [InlineData("emails[nothing eq \"a\"]", "nothing")]
    [InlineData("active gt true", "active")]
    [InlineData("x509Certificates.value gt \"a\"", "x509Certificates.value")]
    [InlineData("userName eq \"a\" and", "character")]
    [InlineData("(userName eq \"a\"", "')'")]
    [InlineData("name eq \"a\"", "name")]
    [InlineData("meta.created gt \"yesterday\"", "meta.created")]
    public async Task Filter_that_is_not_understood_is_invalidFilter_and_never_an_empty_list(string filter, string detail)
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.GetAsync($"Users?filter={Uri.EscapeDataString(filter)}")).IsError(400, "invalidFilter", detail);
    }

    [Fact]
    public async Task Request_without_a_valid_token_is_401_and_names_the_scheme()
    {
        using var scim = await ScimSession.OpenAsync(app);
        using var client = app.CreateClient();
        foreach (var header in new[] { null, "Bearer wrong", "Basic dXNlcjpwYXNz" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{scim.BaseUrl}Users");
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(401, (int)response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
            Assert.Equal("application/scim+json", response.Content.Headers.ContentType?.ToString());
            Assert.Contains("\"status\":\"401\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_404()
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.GetAsync($"{scim.BaseUrl.Replace("/v2/", "/v1/", StringComparison.Ordinal)}Users")).IsError(404, null, "/scim/v2/");
    }

    [Theory]
    [InlineData("text/xml", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("nonsense", 415)]
    public async Task Body_of_another_media_type_is_refused(string type, int status)
    {
        using var scim = await ScimSession.OpenAsync(app);
        (await scim.SendAsync("POST", "Users", """{"userName":"a@b"}""", ("Content-Type", type))).IsError(status, null, "application/scim+json");
    }

    [Fact]
    public async Task Error_has_the_members_of_the_standard_and_no_others()
    {
        using var scim = await ScimSession.OpenAsync(app);
        Assert.Equal(["schemas", "status", "scimType", "detail"], (await scim.PostAsync("Users", "{}")).Members);
        var missing = await scim.GetAsync("Users/none");
        Assert.Equal(["schemas", "status", "detail"], missing.Members);
        Assert.Equal(missing.Status.ToString(CultureInfo.InvariantCulture), missing.Text("status"));
    }
}
