using CsCheck;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

public sealed class StoredDocumentPropertyTests
{
    private static readonly Gen<ScimResource> Users = RandomUsers.Of(TestUser.Type, RandomText.NotBlank);

    [Fact]
    public void Document_is_read_as_the_resource_that_was_written() =>
        Gen.Select(Users, RandomUsers.Moment, RandomUsers.Moment).Sample(
            (user, created, modified) =>
            {
                var written = user.WithIdentity("2819", created, modified, "W/\"1\"");
                var document = StoredDocument.Write(written);
                var read = StoredDocument.Read(document, TestUser.Type);
                Assert.Equal(TestUser.Bare(written), TestUser.Bare(read));
                Assert.Equal(document, StoredDocument.Write(read));
            },
            print: sample => Given.Text(sample.Item1),
            iter: 1_000);

    [Fact]
    public void Body_as_it_is_sent_is_bound_to_the_resource_that_it_was_written_from() =>
        Users.Sample(
            user => Assert.Equal(user, ResourceBinder.Bind(Given.Json(Given.Text(user)), TestUser.Type).Resource),
            print: Given.Text,
            iter: 1_000);
}
