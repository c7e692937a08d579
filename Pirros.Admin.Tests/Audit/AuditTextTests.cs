using System.Text;
using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Audit;

public sealed class AuditTextTests
{
    private static readonly AuditEntry Entry = new(
        new Guid("019a5c3e-0000-7000-8000-000000000001"), new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), new Actor(ActorKind.Support, "auth0|sam", "Samira Okafor", null, "198.51.100.7"),
        new TenantId("acme"), new ConnectionId("con-7k2m9q4x1v8c3n5t"), "token.revoke", "AbCdEf123456", "Zürich, ticket 4711");

    [Fact]
    public void Hash_is_the_one_that_the_decision_describes()
    {
        // As ADR 11 says it, byte by byte, without the product's code.
        const string fields = "36:019a5c3e-0000-7000-8000-000000000001,28:2026-11-23T09:00:00.0000000Z,7:Support,9:auth0|sam,13:Samira Okafor,-,12:198.51.100.7,4:acme,20:con-7k2m9q4x1v8c3n5t,12:token.revoke,12:AbCdEf123456,20:Zürich, ticket 4711,";
        var expected = System.Security.Cryptography.SHA256.HashData([.. new byte[32], .. Encoding.UTF8.GetBytes(fields)]);
        Assert.Equal(expected, AuditChain.Hash(Entry, AuditChain.Start));
    }

    [Fact]
    public void Hash_differs_when_text_moves_from_one_field_to_the_next()
    {
        Assert.NotEqual(AuditChain.Hash(Entry with { Action = "a", Target = "b" }, AuditChain.Start), AuditChain.Hash(Entry with { Action = "ab", Target = "" }, AuditChain.Start));
        Assert.NotEqual(AuditChain.Hash(Entry with { Reason = null }, AuditChain.Start), AuditChain.Hash(Entry with { Reason = "" }, AuditChain.Start));
        Assert.NotEqual(AuditChain.Hash(Entry, AuditChain.Start), AuditChain.Hash(Entry, new byte[] { 1 }));
    }

    [Theory]
    [InlineData("token.rotate", "AbC", "made the token pscim_AbC…")]
    [InlineData("connection.rename", "Head office", "renamed the connection to Head office")]
    [InlineData("connection.disable", "con-7k2m9q4x1v8c3n5t", "switched the connection off")]
    [InlineData("audit.export", "csv kind=token", "exported the audit: csv kind=token")]
    [InlineData("saml.metadata", "https://sts.example.test/", "took the metadata of the provider https://sts.example.test/")]
    [InlineData("saml.signin.off", "con-7k2m9q4x1v8c3n5t", "switched the sign-in to the portal by the provider off")]
    [InlineData("something.new", "x {0}", "did something.new: x {0}")]
    public void Act_is_said_in_plain_words(string action, string target, string words)
        => Assert.Equal(words, AuditSentence.Of(Entry with { Action = action, Target = target }));

    [Theory]
    [InlineData("=cmd|'/c calc'!A1", "\"'=cmd|'/c calc'!A1\"")]
    [InlineData("  +1", "\"'  +1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("a\"b,c\nd", "\"a\"\"b,c\nd\"")]
    [InlineData("", "\"\"")]
    [InlineData(null, "\"\"")]
    public void Csv_is_text_to_a_spreadsheet(string? text, string field) => Assert.Equal($"{field},\"x\"\r\n", CsvText.Line(text, "x"));

    [Fact]
    public async Task Export_has_a_line_for_each_entry_in_both_forms()
    {
        var record = new AuditRecord(Entry with { Reason = "=1+1" }, 7, new byte[32], AuditChain.Hash(Entry, AuditChain.Start), "Head office");
        var csv = await WriteAsync(AuditExport.Csv);
        Assert.Equal((byte)0xEF, csv[0]);
        Assert.Contains("\"2026-11-23T09:00:00Z\",\"acme\",\"Samira Okafor\",\"auth0|sam\",\"Pirros support\",\"revoked the token pscim_AbCdEf123456…\"", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Contains("\"'=1+1\"", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        var lines = Encoding.UTF8.GetString(await WriteAsync(AuditExport.JsonLines)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var line = JsonDocument.Parse(lines[0]);
        Assert.Equal(7, line.RootElement.GetProperty("number").GetInt64());
        Assert.Equal("=1+1", line.RootElement.GetProperty("reason").GetString());
        Assert.Equal(64, line.RootElement.GetProperty("hash").GetString()!.Length);

        async Task<byte[]> WriteAsync(string form)
        {
            using var output = new MemoryStream();
            await AuditExport.WriteAsync(output, new[] { record, record }.ToAsyncEnumerable(), form, TestContext.Current.CancellationToken);
            return output.ToArray();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1-2")]
    [InlineData("-1-019a5c3e000070008000000000000001")]
    [InlineData("9223372036854775807-019a5c3e000070008000000000000001")]
    [InlineData("1-019a5c3e-0000-7000-8000-000000000001")]
    public void Position_that_was_not_written_here_is_not_read(string text) => Assert.False(AuditPosition.TryParse(text, out _));

    [Fact]
    public void Position_is_read_as_it_was_written()
    {
        var position = new AuditPosition(Entry.At, Entry.Id);
        Assert.True(AuditPosition.TryParse(position.ToString(), out var read));
        Assert.Equal(position, read);
    }
}
