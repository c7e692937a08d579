using Pirros.Admin.Directory;

namespace Pirros.Admin.Tests.Directory;

public sealed class DirectoryPlaceTests
{
    [Theory]
    [InlineData("ana \"x\" &=Σ", true)]
    [InlineData("", false)]
    [InlineData(null, true)]
    public void Place_comes_back_from_its_address(string? key, bool backward)
    {
        var place = new DirectoryPlace(key, "0199", backward);
        Assert.Equal(place, DirectoryPlace.Read(place.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%%%")]
    [InlineData("bnVsbA")]
    [InlineData("W10")]
    [InlineData("WzEsMiwzXQ")]
    [InlineData("W251bGwsImEiLG51bGxd")]
    public void Anything_else_is_the_first_page(string? text) => Assert.Null(DirectoryPlace.Read(text));
}
