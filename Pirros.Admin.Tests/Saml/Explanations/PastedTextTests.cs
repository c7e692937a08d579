using CsCheck;
using Pirros.Admin.Saml.Explanations;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml.Explanations;

/// <summary>Whatever is pasted is read as something, and what is taken for a response is read or refused with a fault.</summary>
public sealed class PastedTextTests
{
    private static readonly string Encoded = SamlProvider.Encode(SamlProvider.Plain());

    private static readonly string[] Pieces =
    [
        "SAMLResponse", "SAMLRequest", "=", ":", "&", "<input name=\"SAMLResponse\" value=\"", "\"/>", "<", ">", "%", "%3D", "&#x2b;", "AADSTS50105", "\uFEFF", " ", "\r\n", "<!DOCTYPE x [", "]>", "PHNhbWw", SamlProvider.Plain()[..300],
        Encoded[..400], Encoded,
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 12].Select(string.Concat);

    [Fact]
    public void Nothing_that_is_pasted_makes_it_fail()
    {
        using var provider = new SamlProvider();
        var policy = SamlProvider.Policy(provider);
        Gen.OneOf(Texts, Gen.String, Gen.Byte.Array[0, 200].Select(Convert.ToBase64String)).Sample(text =>
        {
            ProviderMessage.In(text);
            var pasted = PastedText.Of(text);
            if (pasted.Kind == PastedKind.Response)
                Assert.Throws<SamlException>(() => ResponseReader.Read(Convert.ToBase64String(pasted.Xml), policy));
        });
    }

    [Fact]
    public void Response_is_found_behind_words_that_only_name_it()
        => Assert.Equal(PastedKind.Response, PastedText.Of($"The field SAMLResponse was posted to us.\nSAMLResponse={Uri.EscapeDataString(Encoded)}&RelayState=x").Kind);

    [Fact]
    public void Many_tags_and_names_cost_no_more_than_their_length()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in new[] { "<input ", "SAMLResponse", "SAMLResponse ", "AADSTS", "error code", "?code=1", "<input name=\"SAMLResponse\" value=\"" })
            PastedText.Of(string.Concat(Enumerable.Repeat(text, PastedText.Longest / text.Length)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
