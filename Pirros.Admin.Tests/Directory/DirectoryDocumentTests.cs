using System.Text;
using System.Text.Json.Nodes;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Tests.Directory;

public sealed class DirectoryDocumentTests
{
    private const string Urn = "urn:acme:2.0:User";

    private const string Ana = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u1","userName":"ana@acme.example","externalId":"00u1","active":true,"displayName":"Ana Lima","title":"Architect",
         "name":{"givenName":"Ana","familyName":"Lima"},
         "emails":[{"value":"home@acme.example","type":"home"},{"value":"ana@acme.example","type":"work","primary":true}],
         "addresses":[{"type":"work","streetAddress":"1 Quay","locality":"Porto"}],"roles":[{"value":"admin","display":"Administrator"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Design","manager":{"value":"u2","displayName":"Bo Ek"}},
         "urn:acme:2.0:User":{"badgeNumber":"7","studios":["North","South"],"gone":"x","desk":{"room":"A","gone":1}},
         "urn:gone:2.0:User":{"a":"b"}}
        """;

    private static readonly DeclaredSchema Declared = new(Urn, "User", [new() { Name = "badgeNumber" }, new() { Name = "studios", MultiValued = true }, new() { Name = "desk", SubAttributes = [new() { Name = "room" }] }]);

    [Fact]
    public void Attributes_are_told_in_sections_under_the_paths_that_mappings_use()
    {
        var told = Read().Sections.Select(section => $"{section.Title}: {string.Join("; ", section.Attributes.Select(value => $"{value.Label} [{value.Path}] {value.Text}"))}");
        Assert.Equal(
            [
                "Account: User name [userName] ana@acme.example; External ID [externalId] 00u1; ID [id] u1; Active [active] true",
                "Name: Display name [displayName] Ana Lima; Given name [name.givenName] Ana; Family name [name.familyName] Lima",
                "Contact: E-mail (home) [emails[type eq \"home\"].value] home@acme.example; E-mail (work) [emails[type eq \"work\"].value] ana@acme.example; Address (work) [addresses[type eq \"work\"]] 1 Quay, Porto",
                "Work: Job title [title] Architect; Department [urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department] Design; Manager [urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value] Bo Ek",
                "Rights: Role [roles[0].value] admin (Administrator)",
                "Custom attributes: Badge number [urn:acme:2.0:User:badgeNumber] 7; Studios [urn:acme:2.0:User:studios] North, South; Room [urn:acme:2.0:User:desk.room] A",
            ],
            told);
    }

    [Fact]
    public void Json_holds_what_is_declared_and_nothing_that_was_taken_back()
    {
        var json = JsonNode.Parse(Read().Json!)!;
        Assert.Equal("""{"badgeNumber":"7","studios":["North","South"],"desk":{"room":"A"}}""", json[Urn]!.ToJsonString());
        Assert.Null(json["urn:gone:2.0:User"]);
        Assert.Equal("W/\"3\"", json["meta"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public void Masked_details_keep_what_says_nothing_of_the_person()
    {
        var masked = Mask.Of(Read());
        Assert.Equal("A••• L•••", masked.Title);
        Assert.Null(masked.Json);
        Assert.Equal(["u1", "true"], masked.Sections.SelectMany(section => section.Attributes).Where(value => !value.Text.Contains('•', StringComparison.Ordinal)).Select(value => value.Text));
    }

    [Theory]
    [InlineData("""{"userName":"ana","displayName":"Ana"}""", "Ana", null)]
    [InlineData("""{"userName":"ana","name":{"formatted":"Ana M. Lima"}}""", "Ana M. Lima", null)]
    [InlineData("""{"userName":"ana","name":{"familyName":"Lima"},"emails":[{"type":"work"},{"value":"a@b.example"}]}""", "Lima", "a@b.example")]
    [InlineData("""{"userName":"ana","emails":[{"value":"a@b.example"},{"value":"p@b.example","primary":true}]}""", "ana", "p@b.example")]
    public void User_is_called_by_the_best_name_there_is(string document, string title, string? email)
    {
        var user = DirectoryDocument.Read(Encoding.UTF8.GetBytes(document)).ToUser(Entry(document));
        Assert.Equal((title, email), (user.Title, user.Email));
    }

    private static DirectoryDetails Read() => DirectoryDocument.Read(Entry(Ana)).ToDetails(Entry(Ana), DirectoryKind.User, [Declared, new DeclaredSchema("urn:gone:2.0:User", "User", [])], []);

    private static DirectoryEntry Entry(string document) => new("u1", true, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 3, null, Encoding.UTF8.GetBytes(document));
}
