using System.Text.RegularExpressions;

namespace Pirros.Admin.Tests.Architecture;

/// <summary>What the documents point at is there: the test classes that show what they say, and the files that they link to.</summary>
public sealed partial class DocumentTests
{
    private const string Namespace = "Pirros.Admin.Tests.";

    private static readonly string Root = RepositoryRoot();

    public static TheoryData<string> Documents() => [.. System.IO.Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Root, "README.md"))
        .Append(Path.Combine(Root, "CHANGELOG.md"))
        .Select(file => Path.GetRelativePath(Root, file))
        .Order()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Test_class_that_a_document_names_exists(string document)
    {
        var classes = typeof(DocumentTests).Assembly.GetTypes().SelectMany(type => new[] { type.Name, type.FullName!.Replace(Namespace, "", StringComparison.Ordinal) }).ToHashSet();
        Assert.Equal([], TestClassesIn(document).Where(name => !classes.Contains(name)));
    }

    [Fact]
    public void Names_of_test_classes_are_found_in_the_documents()
    {
        Assert.Superset(new HashSet<string> { "CreateTests", "TokenStoreContract" }, TestClassesIn("docs/rfc-coverage.md").ToHashSet());
        Assert.Contains("E2E.SecretTests", TestClassesIn("docs/security.md"));
        Assert.Contains("E2E.PagesTests", TestClassesIn("README.md"));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void File_that_a_document_links_to_exists(string document)
    {
        var file = Path.Combine(Root, document);
        var links = Links().Matches(File.ReadAllText(file)).Select(link => link.Groups["target"].Value).Where(target => !target.Contains(':', StringComparison.Ordinal));
        Assert.Equal([], links.Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target))));
    }

    private static IEnumerable<string> TestClassesIn(string document)
        => Names().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(name => name.Groups["class"].Value).Distinct();

    internal static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pirros.Admin.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} is that of the repository.");
    }

    // In backticks, or whole in a command.
    [GeneratedRegex(@"(?:`(?!Pirros\.)|Pirros\.Admin\.Tests\.)(?<class>[A-Za-z0-9.]+(?:Tests|Contract))\b(?![./])")]
    private static partial Regex Names();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)")]
    private static partial Regex Links();
}
