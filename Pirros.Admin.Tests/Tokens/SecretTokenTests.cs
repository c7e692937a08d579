using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Tokens;

public sealed class SecretTokenTests
{
    [Fact]
    public void New_token_is_well_formed_and_names_its_id()
    {
        var (id, secret) = SecretToken.New();
        Assert.Equal(SecretToken.Length, secret.Length);
        Assert.StartsWith($"pscim_{id}", secret, StringComparison.Ordinal);
        Assert.True(SecretToken.IsWellFormed(secret));
        Assert.Equal(id, SecretToken.IdOf(secret));
    }

    [Fact]
    public void Any_single_changed_character_is_noticed()
    {
        var (_, secret) = SecretToken.New();
        for (var i = 0; i < secret.Length; i++)
        {
            var changed = secret.ToCharArray();
            changed[i] = changed[i] == 'x' ? 'y' : 'x';
            Assert.False(SecretToken.IsWellFormed(changed));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("non-token")]
    [InlineData("pscim_")]
    public void Text_that_is_no_token_is_not_well_formed(string text) => Assert.False(SecretToken.IsWellFormed(text));

    [Fact]
    public void Truncated_or_doubled_token_is_not_well_formed()
    {
        var (_, secret) = SecretToken.New();
        Assert.False(SecretToken.IsWellFormed(secret.AsSpan(0, secret.Length - 1)));
        Assert.False(SecretToken.IsWellFormed(secret + secret));
    }

    [Fact]
    public void Hash_is_sha256_of_the_whole_token()
    {
        var (_, secret) = SecretToken.New();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret)), SecretToken.Hash(secret));
    }
}
