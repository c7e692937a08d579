using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>The values of a connection under the provider's own words. The secret is never among them.</summary>
public partial class ValuesCard
{
    private ConnectionValues? _values;

    [Inject]
    private ConnectionValueBuilder Builder { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The connection; null while it loads.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>Its tokens, newest first; null while they load.</summary>
    [Parameter]
    public IReadOnlyList<Token>? Tokens { get; set; }

    /// <summary>A new token is wanted.</summary>
    [Parameter]
    public EventCallback Rotate { get; set; }

    private ProviderWords Terms => ProviderWords.For(Connection!.Provider);

    private string Target => Words.Target(Connection!.Provider);

    private Token? Live => Tokens?.FirstOrDefault(token => token.IsLiveAt(Clock.GetUtcNow()));

    // Also while one that was replaced still works: its values are in the provider's console until then.
    private bool HasClient => Tokens?.Any(token => token.Kind == TokenKind.Client && token.IsLiveAt(Clock.GetUtcNow())) == true;

    private IEnumerable<(string Label, string Value)> Lines =>
    [
        ("Connection ID", _values!.ConnectionId),
        (Terms.EntityId, _values.EntityId),
        (Terms.ReplyUrl, _values.ReplyUrl),
        (Terms.ScimUrl, _values.ScimUrl),
        .. HasClient ? new[] { (Terms.TokenUrl, _values.TokenUrl), (Terms.ClientId, _values.ClientId) } : [],
    ];

    private string All => string.Join('\n', Lines.Select(line => $"{line.Label}: {line.Value}"));

    /// <inheritdoc/>
    protected override void OnParametersSet()
        => _values = Connection is null ? null : Builder.Build(Connection, new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority));
}
