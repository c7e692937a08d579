using Pirros.Admin.Directory;

namespace Pirros.Admin.Tests.Directory;

public sealed class MaskTests
{
    [Theory]
    [InlineData("Ana Lima", "A••• L•••")]
    [InlineData("ana.lima@harborlane.example", "a•••@harborlane.example")]
    [InlineData("Priya Raghunathan Venkataraman of the Northern Studio", "P••• R••• V•••")]
    [InlineData("+1 555 0100", "+••• 5••• 0•••")]
    [InlineData("", "•••")]
    [InlineData("@", "@•••")]
    [InlineData("😀 x", "😀••• x•••")]
    public void Text_keeps_its_first_letters_and_an_address_its_domain(string text, string masked) => Assert.Equal(masked, Mask.Of(text));
}
